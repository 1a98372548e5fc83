import Files
import Foundation
import Options
import Tasks

extension TaskArchive {
    /// Refuses a folder whose files cannot be read as the task, or are not the official ones.
    func check(_ folder: URL) throws(FetchError) {
        let differences: [String]
        do throws(DataError) {
            differences = try self.differences(folder)
        } catch {
            // The folder that they were unpacked into will not be there any more.
            let problems = "\(error)".replacing(folder.path + "/", with: "")
            throw FetchError(.differs, "the files of \(task) cannot be read: \(problems)")
        }
        guard differences.isEmpty else {
            throw FetchError(
                .differs,
                "the files of \(task) are not the official ones: "
                    + "\(differences.joined(separator: "; "))")
        }
    }

    private func differences(_ folder: URL) throws(DataError) -> [String] {
        guard let counts = OfficialCounts.of(task) else { return [] }
        switch try KnownTask.named(task) {
        case .sentences(let definition):
            return counts.differences(from: try definition.load(from: folder))
                + counts.differences(from: try definition.loadUnlabelled(from: folder))
        case .questions(let questions):
            return counts.differences(from: try questions.load(from: folder))
        }
    }
}

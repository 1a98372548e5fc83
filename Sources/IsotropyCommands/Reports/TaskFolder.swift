import Assets
import Foundation
import Options
import TaskArchives
import Tasks

extension KnownTask {
    /// The folder with the task's files: the one that was given, that of the task's asset, or what
    /// `data get` fetched.
    func folder(given: String?) throws -> URL {
        if let given { return URL(filePath: given).absoluteURL }
        if case .sentences(let definition) = self, let asset = definition.asset {
            return try fetched(Asset.named(asset))
        }
        let archives = TaskArchives(environment: ProcessInfo.processInfo.environment)
        if let folder = archives.folder(of: name) { return folder }
        throw InputError(
            "the files of \(name) are not here: `isotropy data get \(name)` fetches them, or --data "
                + "FOLDER names a folder that has them (see Documentation/data.md)")
    }
}

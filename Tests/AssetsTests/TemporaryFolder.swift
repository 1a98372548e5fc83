import Foundation

/// A folder that is removed at the end of the test that made it.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("isotropy-assets-" + UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// What lies directly in the folder, or in a subfolder, in order of name.
    func names(in subfolder: String = "") throws -> [String] {
        let folder = subfolder.isEmpty ? url : url.appendingPathComponent(subfolder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
}

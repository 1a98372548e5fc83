import Foundation

/// A folder that is removed at the end of the test that made it.
package final class TemporaryFolder: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("isotropy-test-" + UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// What lies directly in the folder, or in a subfolder, in order of name.
    package func names(in subfolder: String = "") throws -> [String] {
        let folder = subfolder.isEmpty ? url : url.appendingPathComponent(subfolder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
}

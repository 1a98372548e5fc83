import Foundation

/// A folder that is gone when the test is over.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(
            path: "isotropy-test-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    public func file(_ name: String) -> URL { url.appending(path: name) }

    /// What lies directly in the folder, or in a subfolder, in order of name.
    public func names(in subfolder: String = "") throws -> [String] {
        let folder = subfolder.isEmpty ? url : file(subfolder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// A file of this text.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> URL {
        try write(Data(text.utf8), to: name)
    }

    /// A file of these bytes.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String = "file") throws -> URL {
        try write(Data(bytes), to: name)
    }

    /// A file of these bytes, and the folders that its name asks for.
    @discardableResult
    public func write(_ bytes: Data, to name: String) throws -> URL {
        let file = file(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
        return file
    }
}

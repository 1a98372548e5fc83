import Files
import Foundation

/// A file that was read, and what its contents were.
public struct InputFile: Sendable, Codable, Equatable {
    public let path: String
    public let bytes: Int
    /// XXH64 with seed 0, in hexadecimal digits: `xxhsum -H1` prints the same.
    public let xxh64: String

    /// Reads the whole file.
    /// - Parameter name: what it is called; `nil` takes its path.
    package init(_ file: URL, as name: String? = nil) throws(FileFailure) {
        path = name ?? file.path
        bytes = byteCount(file) ?? 0
        xxh64 = try XXH64.hexadecimal(ofFile: file)
    }
}

extension [InputFile] {
    /// What differs from what was read before, a file at a time; empty when nothing does.
    package func changes(since earlier: [InputFile]) -> [String] {
        let before = Dictionary(earlier.map { ($0.path, $0) }) { first, _ in first }
        let now = Set(map(\.path))
        return compactMap { file in
            guard let old = before[file.path] else { return "\(file.path) is new" }
            return old == file ? nil : "\(file.path) has changed"
        } + earlier.filter { !now.contains($0.path) }.map { "\($0.path) is gone" }
    }
}

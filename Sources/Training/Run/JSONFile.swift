import Files
import Formats
import Foundation

/// Writes a value as indented JSON with sorted keys, replacing the file at once.
public func writeJSON(_ value: some Encodable, to url: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try writeAtomically(try encoder.encode(value) + Data("\n".utf8), to: url)
}

/// Reads a value that `writeJSON` wrote.
public func readJSON<Value: Decodable>(_ type: Value.Type, from url: URL) throws -> Value {
    let data = try fileData(url)
    guard !GitLFSPointer.isAt(data) else {
        throw TrainingError.run("\(url.path) \(GitLFSPointer.problem)")
    }
    do {
        return try decodeJSON(type, from: Array(data))
    } catch {
        throw TrainingError.run("\(url.path) is not what this version writes: \(error)")
    }
}

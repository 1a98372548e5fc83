import Files
import Formats
import Foundation
import Models

/// Writes an object as indented JSON with sorted keys and the version of its form, replacing the file at once.
public func writeJSON(_ value: some Encodable, to url: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try writeAtomically(try encoder.encode(Versioned(value)) + Data("\n".utf8), to: url)
}

/// Reads an object that `writeJSON` wrote.
/// - Throws: for a file of another version, saying which, and for one that is not what this version writes.
public func readJSON<Value: Decodable>(_ type: Value.Type, from url: URL) throws -> Value {
    let data = try fileData(url)
    guard !GitLFSPointer.isAt(data) else {
        throw TrainingError.run("\(url.path) \(GitLFSPointer.problem)")
    }
    do {
        let bytes = Array(data)
        let version = try decodeJSON(FormatVersion.self, from: bytes)
        if let objection = version.objection {
            throw TrainingError.run("\(url.path) \(objection)")
        }
        return try decodeJSON(type, from: bytes)
    } catch let error as TrainingError {
        throw error
    } catch let error as JSONError {
        throw TrainingError.run(
            "\(url.path): \(error.place): not what this version writes: \(error.reason)")
    } catch {
        throw TrainingError.run("\(url.path): not what this version writes: \(error)")
    }
}

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
    let bytes = Array(try fileData(url))
    do throws(JSONError) {
        return try decodeJSON(Versioned<Value>.self, from: bytes).value
    } catch {
        throw TrainingError.run(
            error.isOfWhole
                ? "\(url.path) \(error)"
                : "\(url.path): \(error.position): not what this version writes: \(error.reason)")
    }
}

extension RunConfiguration: WrittenByOldestVersion {
    package static var oldestFields: [String] { ["job", "inputs", "environment"] }
}

extension RunResults: WrittenByOldestVersion {
    package static var oldestFields: [String] { ["method", "seed", "best_step", "development"] }
}

extension ExperimentResults: WrittenByOldestVersion {
    package static var oldestFields: [String] { ["task", "headline", "methods"] }
}

import Checkpoints
import Files
import Foundation

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
        return try JSONDecoder().decode(Versioned<Value>.self, from: data).value
    } catch let error as FormatVersionError {
        throw TrainingError.run("\(url.path) \(error)")
    } catch {
        throw TrainingError.run("\(url.path) is not what this version writes: \(reason(error))")
    }
}

/// What is wrong and where, as `no 'headline' in 'job'`.
private func reason(_ error: any Error) -> String {
    func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "" : " in '\(path.map(\.stringValue).joined(separator: "."))'"
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
        return "no '\(key.stringValue)'" + place(context.codingPath)
    case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
        return context.debugDescription + place(context.codingPath)
    default: return "\(error)"
    }
}

import Formats
import Foundation

/// A result for programs: an object as indented JSON with sorted keys and the version of its form.
func jsonText(_ value: some Encodable) throws -> String {
    try json(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
}

/// One of many results for programs: the same on a line of its own.
func jsonLine(_ value: some Encodable) throws -> String {
    try json(value, [.sortedKeys, .withoutEscapingSlashes])
}

private func json(
    _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
) throws -> String {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    encoder.outputFormatting = formatting
    return String(decoding: try encoder.encode(Versioned(value)), as: UTF8.self)
}

import Foundation

/// A file of `Conformance/`; see Documentation/conformance.md.
struct ConformanceFile<Case: Decodable> {
    let cases: [Case]

    init(_ name: String) throws {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
            url.deletingLastPathComponent()
        }
        let data = try Data(contentsOf: root.appending(path: "Conformance/\(name).json"))
        cases = try JSONDecoder().decode([Case].self, from: data)
    }
}

/// An answer of a measure: none where it is not defined, a number, some numbers, or named ones.
enum ConformanceAnswer: Decodable {
    case undefined
    case numbers([Double])
    case named([String: ConformanceAnswer])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .undefined
        } else if let text = try? value.decode(String.self) {
            self = .numbers([try Self.number(text)])
        } else if let texts = try? value.decode([String].self) {
            self = .numbers(try texts.map(Self.number))
        } else {
            self = .named(try value.decode([String: ConformanceAnswer].self))
        }
    }

    /// Thirty digits, rounded to float64.
    private static func number(_ text: String) throws -> Double {
        guard let number = Double(text) else { throw NotANumber(text: text) }
        return number
    }

    private struct NotANumber: Error {
        let text: String
    }
}

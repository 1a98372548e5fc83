import Figures
import Foundation
import Testing

/// Drawings beside committed ones that people have looked at: the same elements in the same order, the same words, and
/// the same numbers but for rounding. `ISOTROPY_RECORD_SNAPSHOTS=1` writes them anew; look at them then.
@Suite struct GoldenFigureTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/golden").standardizedFileURL

    /// Coordinates have two decimals.
    private static let tolerance = 0.02

    @Test func drawingsAreTheCommittedOnes() throws {
        let isRecording = ProcessInfo.processInfo.environment["ISOTROPY_RECORD_SNAPSHOTS"] != nil
        for figure in GoldenFigures.all {
            let file = Self.folder.appending(path: "\(figure.name).svg")
            let svg = figure.svg(figure.panels.columns.count > 1 ? .twoColumns : .oneColumn)
            if isRecording {
                try FileManager.default.createDirectory(
                    at: Self.folder, withIntermediateDirectories: true)
                try svg.write(to: file, atomically: true, encoding: .utf8)
            }
            let golden = try parsed(String(contentsOf: file, encoding: .utf8))
            let drawn = try parsed(svg)
            #expect(drawn.map(\.name) == golden.map(\.name), "\(figure.name)")
            for (one, other) in zip(drawn, golden) where one.name == other.name {
                #expect(one.text == other.text, "\(figure.name)")
                #expect(
                    Set(one.attributes.keys) == Set(other.attributes.keys),
                    "\(figure.name), \(one.name)")
                for (name, value) in one.attributes {
                    let expected = other.attributes[name] ?? ""
                    #expect(
                        Self.isSame(value, expected),
                        "\(figure.name), \(one.name) \(name): \(value), not \(expected)")
                }
            }
        }
        let committed = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(committed) == Set(GoldenFigures.all.map { "\($0.name).svg" }))
    }

    /// Words are equal, and numbers near; a picture is its bytes.
    private static func isSame(_ value: String, _ expected: String) -> Bool {
        guard !value.hasPrefix("data:") else { return value == expected }
        let (one, other) = (parts(value), parts(expected))
        return one.count == other.count
            && zip(one, other).allSatisfy { a, b in
                guard let x = Double(a), let y = Double(b) else { return a == b }
                return abs(x - y) <= tolerance
            }
    }

    /// Numbers, and what is between them.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var wasNumber = false
        for character in text {
            let isNumber = "0123456789.-".contains(character)
            if isNumber == wasNumber, let last = parts.last, !(isNumber && character == "-") {
                parts[parts.count - 1] = last + String(character)
            } else {
                parts.append(String(character))
            }
            wasNumber = isNumber
        }
        return parts
    }
}

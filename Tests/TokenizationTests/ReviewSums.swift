import Foundation
import Testing
import Tokenization

/// Fixtures/reviews.json, made by Tools/fixtures/tokenizer/reviews_golden.py.
struct ReviewSums: Decodable {
    let lines: Int
    /// How many encodings a sum is of.
    let block: Int
    let pairLength: Int
    let singles: [String]
    let pairs: [String]

    static var committed: ReviewSums {
        get throws {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let file = try Fixture.root.appendingPathComponent("reviews.json")
            return try decoder.decode(ReviewSums.self, from: Data(contentsOf: file))
        }
    }

    func expect(_ encodings: [Encoding], _ expected: [String], _ what: String) {
        let starts = Array(stride(from: 0, to: encodings.count, by: block))
        #expect(starts.count == expected.count)
        for (start, wanted) in zip(starts, expected) {
            let end = min(start + block, encodings.count)
            let sum = fnv1a(encodings[start..<end].map(serialized).joined())
            #expect(sum == wanted, "\(what) \(start + 1) to \(end)")
        }
    }
}

/// The third column of the reviews' file, whose lines end in CR LF.
func reviewTexts(in folder: URL) throws -> [String] {
    let file = folder.appendingPathComponent("movieReviewSnippets_GroundTruth.txt")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
        let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        let text = try #require(columns.count > 2 ? columns[2] : nil)
        return try #require(
            String(validating: text.last == 13 ? text.dropLast() : text, as: UTF8.self))
    }
}

/// Ids, types and offsets of an encoding, as reviews_golden.py writes them before it sums.
private func serialized(_ encoding: Encoding) -> String {
    func joined(_ numbers: [some BinaryInteger]) -> String {
        numbers.map { String($0) }.joined(separator: " ")
    }
    return [joined(encoding.ids), joined(encoding.typeIDs), joined(flat(encoding.offsets))]
        .joined(separator: "|") + "\n"
}

/// 64-bit FNV-1a of the bytes of a text.
func fnv1a(_ text: String) -> String {
    let value = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { sum, byte in
        (sum ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

import Testing
import Tokenization

struct BatchTests {
    private func inputs() throws -> [TokenizerInput] {
        let requests = try Fixture.requests()
        return (requests + requests.reversed() + requests).map {
            TokenizerInput($0.text, pairedWith: $0.other)
        }
    }

    @Test(arguments: ["uncased-json", "byte-level-roberta"])
    func batchesAreTheSameOnAnyNumberOfThreads(_ name: String) throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture(name).directory)
        let inputs = try inputs()
        let expected = try inputs.map { try tokenizer.encode($0.text, pairedWith: $0.other) }
        for threads in [1, 2, 7] {
            let encodings = try tokenizer.encodeBatch(inputs, threads: threads)
            let ids = try tokenizer.ids(ofBatch: inputs, threads: threads)
            #expect(encodings == expected)
            #expect(ids.map(\.ids) == expected.map(\.ids))
            #expect(ids.map(\.typeIDs) == expected.map(\.typeIDs))
        }
    }

    @Test func windowsOfABatchAreThoseOfItsTexts() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("uncased-json").directory)
        let inputs = try inputs().filter { $0.other == nil }
        let windows = try tokenizer.windows(ofBatch: inputs, maximumLength: 9, stride: 2)
        for (input, found) in zip(inputs, windows) {
            #expect(try found == tokenizer.windows(of: input.text, maximumLength: 9, stride: 2))
        }
    }

    @Test func anEmptyBatchIsEmpty() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("uncased-json").directory)
        #expect(try tokenizer.encodeBatch([]).isEmpty)
    }

    @Test func theFirstTextAtFaultIsReported() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("uncased-json").directory)
        var inputs = Array(repeating: TokenizerInput("a", pairedWith: "b"), count: 2000)
        inputs[700].text = "a b c d"
        inputs[1900].text = "a b c d e f"
        let error = try #require(throws: TokenizerError.self) {
            try tokenizer.encodeBatch(
                inputs, maximumLength: 5, truncation: .onlySecond, threads: 3)
        }
        #expect(
            error.description == "`max_length` 5 has no room for the second text: the first has 4 "
                + "tokens, and 3 are special")
    }

    /// So many words that they drive each other out of the cache, of lengths on both sides of its
    /// limits, some of which differ only in their middle.
    @Test func wordsThatTheCacheForgetsAreCutAgain() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("uncased-json").directory)
        let words = (0..<20_000).map { number in
            let digits = String(number, radix: 36)
            let padded = String(repeating: "0", count: 4 - digits.count) + digits
            return switch number % 7 {
            case 0: digits + "unbelievable"
            case 1: "unbeliev" + padded + "ableable"
            default: digits
            }
        }
        for round in 0..<2 {
            let encodings = try tokenizer.encodeBatch(words.map { TokenizerInput($0) }, threads: 1)
            let spelled = encodings.map { encoding in
                encoding.tokens.dropFirst().dropLast()
                    .map { $0.hasPrefix("##") ? String($0.dropFirst(2)) : $0 }.joined()
            }
            #expect(spelled == words, "round \(round)")
        }
    }
}

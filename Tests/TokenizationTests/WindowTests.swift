import Testing
import Tokenization

struct WindowTests {
    @Test(arguments: Fixture.bytePairs + ["uncased-json", "keeping-json"])
    func windowsAreThoseOfTheTokenizersPackage(_ name: String) throws {
        let fixture = try Fixture(name)
        let tokenizer = try Tokenizer(contentsOf: fixture.directory)
        let requests = try Fixture.windowRequests()
        let goldens = try fixture.encodings("windows-golden.jsonl")
        try #require(requests.count == goldens.count && requests.count > 40)
        let hasSequences = goldens.joined().contains { $0.sequences != nil }
        for (request, expected) in zip(requests, goldens) {
            let windows = try tokenizer.windows(
                of: request.text, pairedWith: request.other, maximumLength: request.maximumLength,
                stride: request.stride, truncation: request.strategy, direction: request.direction)
            let ids = try tokenizer.windowIDs(
                of: request.text, pairedWith: request.other, maximumLength: request.maximumLength,
                stride: request.stride, truncation: request.strategy, direction: request.direction)
            let text = Comment(rawValue: "\(request)")
            try #require(windows.count == expected.count, text)
            for (window, golden) in zip(windows, expected) {
                try golden.expect(window, tokenizer, withSequences: hasSequences, text)
            }
            #expect(ids.map(\.ids) == windows.map(\.ids), text)
            #expect(ids.map(\.typeIDs) == windows.map(\.typeIDs), text)
        }
    }

    private var tokenizer: Tokenizer {
        get throws { try Tokenizer(contentsOf: Fixture("uncased-json").directory) }
    }

    @Test func aTextThatFitsIsOneWindow() throws {
        let tokenizer = try tokenizer
        let whole = try tokenizer.encode("one two", pairedWith: "three")
        let windows = try tokenizer.windows(
            of: "one two", pairedWith: "three", maximumLength: 6, stride: 5)
        #expect(windows == [whole])
    }

    @Test func everyTokenIsInAWindowAndNeighboursShareTheStride() throws {
        let windows = try tokenizer.windows(
            of: "one two three four five six seven eight", maximumLength: 5, stride: 1)
        let texts = windows.map { Array($0.tokens.dropFirst().dropLast()) }
        #expect(
            texts == [
                ["one", "two", "three"], ["three", "four", "five"], ["five", "six", "seven"],
                ["seven", "eight"],
            ])
        #expect(windows[1].offsets[1] == 8..<13)
        #expect(windows[1].sequenceIDs == [nil, 0, 0, 0, nil])
    }

    @Test(arguments: [3, 4, -1, Int.max, Int.min])
    func aStrideThatLeavesNoRoomIsRefused(_ stride: Int) throws {
        let error = try #require(throws: TokenizerError.self) {
            try tokenizer.windows(of: "one two three four", maximumLength: 5, stride: stride)
        }
        #expect(error.description.hasPrefix("`stride` \(stride) is not in 0 ..< 3"))
    }

    @Test func windowsWithoutRoomForATokenAreRefused() throws {
        #expect(throws: TokenizerError.self) {
            try tokenizer.windows(of: "one two", maximumLength: 2, stride: 0)
        }
    }
}

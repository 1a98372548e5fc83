import Foundation
import Tasks
import TestSupport
import Testing

@Suite struct TreebankTests {
    private func load(_ train: String) throws -> TaskData {
        let folder = try TemporaryFolder()
        try folder.write(train, to: "trees/train.txt")
        try folder.write("(0 (2 bad))\n(4 (2 good))\n", to: "trees/dev.txt")
        try folder.write("(2 (2 so))\n", to: "trees/test.txt")
        return try TaskDefinition.named("sst-5").load(from: folder.url)
    }

    @Test func sentenceIsTheLeavesAndTheClassTheRoots() throws {
        let data = try load(
            "(3 (2 (2 It) (2 's)) (4 (4 (2 a) (4 joy)) (2 .)))\n(1 (2 No) (1 fun))\r\n")
        #expect(
            data.train == [
                Example(identifier: "0", first: "It 's a joy .", target: .label(3)),
                Example(identifier: "1", first: "No fun", target: .label(1)),
            ])
        #expect(data.development.map(\.target) == [.label(0), .label(4)])
        #expect(data.test.map(\.target) == [.label(2)])
    }

    @Test func escapesAreUndone() throws {
        let data = try load(
            "(2 (2 -LRB-) (2 (2 Ren\u{E9}) (2 and\\/or) (2 \\*\\*)) (2 -RRB-) (2 -lrb-))\n")
        #expect(data.train.map(\.first) == ["( Ren\u{E9} and/or ** ) -lrb-"])
    }

    @Test func textThatWasEncodedTwiceIsDecoded() throws {
        let data = try load(
            "(2 (2 clich\u{C3}\u{A9}s) (2 \u{E2}\u{80}\u{A6}\u{C3}\u{A0}!))\n"
                + "(2 (2 na\u{EF}ve) (2 \u{2026}\u{C3}\u{B1}o) (2 \u{C3}o))\n")
        #expect(
            data.train.map(\.first) == ["clich\u{E9}s …\u{E0}!", "na\u{EF}ve …\u{F1}o \u{C3}o"])
    }

    @Test(arguments: [
        ("", "an empty line"), ("  ", "no tree at byte 3 of the tree"),
        ("(2 (2 a)", "1 brackets left open at byte 9 of the tree"),
        ("(2 a))", "a bracket too many at byte 6 of the tree"),
        ("(5 a)", "no class from 0 to 4 at byte 2 of the tree"),
        ("( a)", "no class from 0 to 4 at byte 2 of the tree"),
        ("(2 a b)", "a word where none belongs at byte 6 of the tree"),
        ("(2 (1 a) b)", "a word where none belongs at byte 10 of the tree"),
        ("(2 a (1 b))", "a node beside a word at byte 6 of the tree"),
        ("(2 )", "a node without a word at byte 4 of the tree"),
        ("(2 a)(2 b)", "a second tree at byte 6 of the tree"),
        ("word", "a word where none belongs at byte 1 of the tree"),
    ])
    func treeThatIsNoneIsToldWithItsPlace(_ tree: String, _ message: String) throws {
        let error = #expect(throws: DataError.self) { try load("(2 fine)\n" + tree + "\n") }
        #expect(error?.problems.map(\.message.description) == [message])
        #expect(error?.problems.map(\.line) == [2])
    }
}

@Suite struct ScoredPhraseTests {
    private var files = [
        "datasetSentences.txt":
            "sentence_index\tsentence\n1\tThe -LRB- clich\u{C3}\u{A9}s -RRB- and\\/or | all\n2\tso\n"
            + "3\tgood\n4\tbad\n5\tfine\n6\tna\u{EF}ve\n",
        "datasetSplit.txt": "sentence_index,splitset_label\n1,1\n2,2\n3,3\n4,3\n5,1\n6,1\n",
        "dictionary.txt":
            "so|7\nThe ( clich\u{E9}s ) and\\/or | all|3\ngood|0\nbad|1\nfine|2\nna\u{EF}ve|4\nThe|5\n",
        "sentiment_labels.txt":
            "phrase ids|sentiment values\n0|1.0\n1|0.0\n2|0.40001\n3|0.2\n4|0.8\n5|0.5\n7|0.6\n",
    ]

    private func load() throws -> TaskData {
        let folder = try TemporaryFolder()
        for (name, text) in files {
            try folder.write(text, to: "stanfordSentimentTreebank/" + name)
        }
        return try TaskDefinition.named("sst-5-scores").load(from: folder.url)
    }

    @Test func scoresAreFoundByTextAndCutWithTiesBelow() throws {
        let data = try load()
        #expect(
            data.train == [
                Example(
                    identifier: "1", first: "The ( clich\u{E9}s ) and/or | all", target: .label(0)),
                Example(identifier: "5", first: "fine", target: .label(2)),
                Example(identifier: "6", first: "na\u{EF}ve", target: .label(3)),
            ])
        #expect(data.development.map(\.target) == [.label(4), .label(0)])
        #expect(
            data.test == [Example(identifier: "2", first: "so", target: .label(2))])
    }

    @Test(arguments: [
        (
            "datasetSplit.txt", "6,1", "6,4",
            "datasetSplit.txt: line 7: part '4' is not one of 1, 2, 3"
        ),
        ("datasetSplit.txt", "6,1\n", "", "datasetSentences.txt: line 7: sentence '6' has no part"),
        (
            "dictionary.txt", "so|", "So|",
            "datasetSentences.txt: line 3: not among the phrases: 'so'"
        ),
        (
            "dictionary.txt", "so|", "so|0\nso|",
            "datasetSentences.txt: line 3: phrases of several scores: 'so'"
        ),
        ("sentiment_labels.txt", "7|", "8|", "dictionary.txt: line 1: phrase '7' has no score"),
        (
            "sentiment_labels.txt", "7|0.6", "7|1.6",
            "sentiment_labels.txt: line 8: '1.6' lies outside the range 0.0 to 1.0"
        ),
        ("datasetSplit.txt", "6,1", "6", "datasetSplit.txt: line 7: no ','"),
    ])
    mutating func whatDoesNotFitTogetherIsToldWithItsLine(
        _ file: String, _ old: String, _ new: String, _ expected: String
    ) throws {
        files[file] = files[file]?.replacingOccurrences(of: old, with: new)
        let error = #expect(throws: DataError.self) { try load() }
        #expect(error?.problems.first?.description.hasSuffix("/" + expected) == true)
    }
}

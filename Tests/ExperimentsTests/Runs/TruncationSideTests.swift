import Foundation
import Models
import QuestionAnswering
import Tasks
import TestSupport
import Testing
import Tokenization

/// A model folder whose tokenizer cuts texts on the left.
struct TruncationSideTests {
    private func writeModel(to folder: URL) throws {
        try writeModelFolder("tiny-bert", to: folder)
        try Data(
            #"{"do_lower_case": true, "tokenizer_class": "BertTokenizer", "truncation_side": "left"}"#
                .utf8
        ).write(to: folder.appending(path: "tokenizer_config.json"))
    }

    private let words = (10..<40).map { "w\($0)" }

    private func tokens(_ ids: [Int32], _ tokenizer: Tokenizer) -> [String] {
        ids.map(tokenizer.token)
    }

    @Test func rowsOfTrainingKeepTheEndOfTheirTexts() throws {
        let folder = try TemporaryFolder()
        try writeModel(to: folder.file("model"))
        let tokenizer = try ModelFolder(folder.file("model")).tokenizer
        let example = Example(
            identifier: "0", first: words.joined(separator: " "), target: .label(0))
        let row = try EncodedExample.encode([example], with: tokenizer, maximumLength: 6)[0]
        #expect(tokens(row.ids, tokenizer) == ["[CLS]", "w36", "w37", "w38", "w39", "[SEP]"])
    }

    @Test func windowsBeginWithTheEndOfTheTextAndFindTheAnswer() throws {
        let folder = try TemporaryFolder()
        try writeModel(to: folder.file("model"))
        let tokenizer = try ModelFolder(folder.file("model")).tokenizer
        let question = Question(
            id: "q", question: "w5 w6", context: words.joined(separator: " "),
            answers: [AnswerSpan(text: "w12", start: 8, bytes: 8..<11)])
        let windows = try SpanWindow.windows(
            of: [question], with: tokenizer, maximumLength: 15, stride: 2)
        let texts = windows.map { tokens(Array($0.ids[$0.context]), tokenizer) }
        #expect(texts.first == (30..<40).map { "w\($0)" })
        #expect(texts.last?.first == "w10")
        #expect(windows.map(\.hasAnswer) == windows.map { $0.ids.contains(12) })
        #expect(windows.last?.hasAnswer == true)
    }

    @Test func aSavedCheckpointCutsTheSameSide() throws {
        let run = try TinyRun()
        try writeModel(to: run.folder.file("left"))
        let source = try ModelFolder(run.folder.file("left"))
        let model = try run.makeModel()
        let saved = run.folder.file("saved")
        try CheckpointExport(model: model, source: source, reading: run.options.reading).write(
            to: saved)
        let tokenizer = try ModelFolder(saved).tokenizer
        #expect(tokenizer.truncationDirection == .left)
    }
}

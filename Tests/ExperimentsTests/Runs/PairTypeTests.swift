import Foundation
import Models
import QuestionAnswering
import Tasks
import TestSupport
import Testing
import Tokenization

/// The type ids that a model is given of a pair, as transformers gives them by itself.
struct PairTypeTests {
    private func model(_ configuration: String) throws -> (ModelFolder, TemporaryFolder) {
        let folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        let rest = configuration == "{}" ? "}" : ", \(configuration.dropFirst())"
        try Data((#"{"do_lower_case": true"# + rest).utf8)
            .write(to: folder.file("model/tokenizer_config.json"))
        return (try ModelFolder(folder.file("model")), folder)
    }

    @Test(arguments: [
        (#"{}"#, 1), (#"{"tokenizer_class": "BertTokenizer"}"#, 1),
        (#"{"tokenizer_class": "DistilBertTokenizer"}"#, 0),
        (#"{"tokenizer_class": "DistilBertTokenizerFast"}"#, 0),
        (#"{"model_input_names": ["input_ids", "attention_mask"]}"#, 0),
        (
            #"{"tokenizer_class": "DistilBertTokenizer", "model_input_names": ["input_ids", "token_type_ids"]}"#,
            1
        ),
    ])
    func theSecondTextHasTypeOneWhereTheModelIsGivenTypes(
        _ configuration: String, _ type: Int32
    ) throws {
        let (folder, kept) = try model(configuration)
        let tokenizer = folder.tokenizer
        let expected = [0, 0, 0, type, type, type]
        let example = Example(
            identifier: "0", first: "w10", second: "w11 w12", target: .label(0))
        let rows = try EncodedExample.encode([example], with: tokenizer, maximumLength: 16)
        #expect(rows.map(\.typeIDs) == [expected])
        let question = Question(
            id: "q", question: "w10", context: "w11 w12",
            answers: [AnswerSpan(text: "w12", start: 4, bytes: 4..<7)])
        let windows = try SpanWindow.windows(
            of: [question], with: tokenizer, maximumLength: 16, stride: 2)
        #expect(windows.map(\.typeIDs) == [expected])
        // What `tokenizers` makes of it is not touched.
        #expect(try tokenizer.encode("w10", pairedWith: "w11 w12").typeIDs == [0, 0, 0, 1, 1, 1])
        withExtendedLifetime(kept) {}
    }

    @Test func aSavedCheckpointIsGivenTheSame() throws {
        let (source, kept) = try model(#"{"model_input_names": ["input_ids", "attention_mask"]}"#)
        let run = try TinyRun()
        let saved = run.folder.file("saved")
        try CheckpointExport(model: run.makeModel(), source: source, reading: run.options.reading)
            .write(to: saved)
        #expect(try !ModelFolder(saved).tokenizer.givesTypeIDs)
        withExtendedLifetime(kept) {}
    }
}

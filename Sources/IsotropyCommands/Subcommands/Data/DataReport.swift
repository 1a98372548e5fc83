import Foundation
import QuestionAnswering
import Tasks
import Tokenization
import Training

/// What `data check` finds in a task's files.
package struct DataReport: Encodable {
    package struct ClassCount: Encodable, Equatable {
        package let label: String
        package let rows: Int
    }

    package struct Part: Encodable {
        package let name: String
        package let rows: Int
        package let classes: [ClassCount]
        package fileprivate(set) var tokens: TokenLengths?
        /// Of questions.
        package fileprivate(set) var windows: Int?
        package fileprivate(set) var answers: SpanCoverage?
    }

    package struct Tokenization: Encodable {
        package let model: String
        package let maximumLength: Int
        /// Of questions.
        package let stride: Int?

        private enum CodingKeys: String, CodingKey {
            case model, stride
            case maximumLength = "maximum_length"
        }
    }

    package struct Seconds: Encodable {
        package let reading: Double
        package fileprivate(set) var tokenizing: Double?
    }

    package let task: String
    package let folder: String
    package private(set) var parts: [Part]
    package let missing: [String]
    package let differences: [String]
    package private(set) var tokenization: Tokenization?
    package private(set) var seconds: Seconds
    private let contents: TaskContents

    private enum CodingKeys: CodingKey {
        case task, folder, parts, missing, differences, tokenization, seconds
    }

    /// Reads the files in the folder.
    package init(_ task: KnownTask, from folder: URL) throws(DataError) {
        let clock = ContinuousClock()
        let began = clock.now
        contents = try TaskContents(task, from: folder)
        seconds = Seconds(reading: (clock.now - began) / .seconds(1))
        self.task = task.name
        self.folder = folder.path
        missing = contents.missing
        differences = contents.differences
        parts = contents.parts.map { part in
            Part(
                name: part.name, rows: part.rows.count,
                classes: part.classes.map { ClassCount(label: $0.label, rows: $0.rows) })
        }
    }

    /// Adds what a tokenizer makes of the rows.
    /// - Parameters:
    ///   - maximumLength: `nil` takes that of a fine-tuning run.
    ///   - stride: the tokens that windows of one text share; sentences have none.
    package mutating func tokenize(
        with tokenizer: Tokenizer, named model: String, maximumLength: Int?, stride: Int
    ) throws(TokenizerError) {
        let usual: Int
        switch contents.task {
        case .sentences: usual = TrainingOptions().maximumLength
        case .questions: usual = SpanOptions.maximumLength
        }
        let limit = maximumLength ?? usual
        var isOfQuestions = false
        var seconds = 0.0
        let clock = ContinuousClock()
        for (index, part) in contents.parts.enumerated() {
            let began = clock.now
            switch part.rows {
            case .examples(let rows):
                let sequences = try tokenizer.ids(
                    ofBatch: rows.map { TokenizerInput($0.first, pairedWith: $0.second) })
                seconds += (clock.now - began) / .seconds(1)
                parts[index].tokens = TokenLengths(sequences.map(\.ids.count), limit: limit)
            case .questions(let questions):
                isOfQuestions = true
                let windows = try SpanWindow.windows(
                    of: questions, with: tokenizer, maximumLength: limit, stride: stride)
                seconds += (clock.now - began) / .seconds(1)
                parts[index].tokens = TokenLengths(windows, stride: stride, limit: limit)
                parts[index].windows = windows.count
                parts[index].answers = SpanCoverage(of: questions, in: windows, stride: stride)
            }
        }
        self.seconds.tokenizing = seconds
        tokenization = Tokenization(
            model: model, maximumLength: limit, stride: isOfQuestions ? stride : nil)
    }
}

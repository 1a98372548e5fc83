import Formats
import Foundation
import Options

/// A file in SQuAD's layout: articles of paragraphs, each a context with its questions.
public struct SQuADFile: Sendable {
    public let url: URL
    /// Whether questions may have no answer in their context (version 2.0).
    public let allowsImpossible: Bool
    /// Whether every question has to come with its answers; those to be predicted do not.
    public let isLabelled: Bool

    public init(_ url: URL, allowsImpossible: Bool, isLabelled: Bool = true) {
        self.url = url
        self.allowsImpossible = allowsImpossible
        self.isLabelled = isLabelled
    }

    /// Every question, in the order of the file.
    ///
    /// - Throws: malformed JSON with its line; questions that lack something, that occur twice, or
    ///   whose answer does not stand at its place in the context, all of them by their id.
    public func questions() throws(DataError) -> [Question] {
        var problems = DataError()
        let questions = questions(&problems)
        guard problems.isEmpty else { throw problems }
        return questions
    }

    func questions(_ problems: inout DataError) -> [Question] {
        var reader = SQuADReader(file: self)
        readJSON(url, &problems) { (scanner, problems) throws(JSONError) in
            defer { problems.add(reader.problems) }
            try reader.read(&scanner)
        }
        if problems.isEmpty, reader.questions.isEmpty {
            problems.add(.init(file: url.path, "holds no questions"))
        }
        return reader.questions
    }
}

/// Collects the questions of one file, and what is wrong with them.
private struct SQuADReader {
    let file: SQuADFile
    private(set) var problems = DataError()
    var questions: [Question] = []
    private var known: Set<String> = []

    init(file: SQuADFile) { self.file = file }

    mutating func read(_ scanner: inout JSONScanner) throws(JSONError) {
        var hasData = false
        try scanner.members { (scanner, key) throws(JSONError) in
            guard key == "data" else { return try scanner.skip() }
            hasData = true
            try scanner.elements { (scanner, article) throws(JSONError) in
                var paragraphs = 0
                try scanner.members { (scanner, key) throws(JSONError) in
                    guard key == "paragraphs" else { return try scanner.skip() }
                    try scanner.elements { (scanner, number) throws(JSONError) in
                        paragraphs += 1
                        try readParagraph(&scanner, "data[\(article)].paragraphs[\(number)]")
                    }
                }
                if paragraphs == 0 { report("data[\(article)] has no paragraphs") }
            }
        }
        if !hasData { report("no 'data'") }
    }

    private mutating func report(_ message: Message, cause: String? = nil) {
        problems.add(.init(file: file.url.path, message, cause: cause))
    }

    /// A question as the file has it.
    private struct Draft {
        var id: String?
        var question: String?
        var answers: [(text: String, start: Int)]?
        var isImpossible = false
    }

    private mutating func readParagraph(
        _ scanner: inout JSONScanner, _ place: String
    ) throws(JSONError) {
        var context: String?
        var drafts: [Draft] = []
        try scanner.members { (scanner, key) throws(JSONError) in
            switch key {
            case "context": context = try scanner.string()
            case "qas":
                try scanner.elements { (scanner, _) throws(JSONError) in
                    drafts.append(try readQuestion(&scanner))
                }
            default: try scanner.skip()
            }
        }
        guard let context else { return report("\(place) has no 'context'") }
        let text = IndexedText(context)
        for (number, draft) in drafts.enumerated() {
            add(draft, in: text, "\(place).qas[\(number)]")
        }
    }

    private func readQuestion(_ scanner: inout JSONScanner) throws(JSONError) -> Draft {
        var draft = Draft()
        try scanner.members { (scanner, key) throws(JSONError) in
            switch key {
            case "id": draft.id = try scanner.string()
            case "question": draft.question = try scanner.string()
            case "is_impossible": draft.isImpossible = try scanner.boolean()
            case "answers":
                var answers: [(String, Int)] = []
                try scanner.elements { (scanner, _) throws(JSONError) in
                    var text: String?
                    var start: Int?
                    try scanner.members { (scanner, key) throws(JSONError) in
                        switch key {
                        case "text": text = try scanner.string()
                        case "answer_start": start = try scanner.integer()
                        default: try scanner.skip()
                        }
                    }
                    guard let text, let start else {
                        throw scanner.fault("an answer without 'text' or 'answer_start'")
                    }
                    answers.append((text, start))
                }
                draft.answers = answers
            default: try scanner.skip()
            }
        }
        return draft
    }

    private mutating func add(_ draft: Draft, in context: IndexedText, _ place: String) {
        guard let id = draft.id, let question = draft.question else {
            let lacking = draft.id == nil ? "id" : "question"
            return report("\(place) has no '\(lacking)'", cause: "no \(lacking)")
        }
        guard known.insert(id).inserted else {
            return report("question \(quoted(id)) occurs twice")
        }
        let answers = draft.answers ?? []
        switch (draft.isImpossible, answers.isEmpty) {
        case (true, _) where !file.allowsImpossible:
            return report("question \(quoted(id)) is impossible, which only SQuAD 2.0 has")
        case (true, false): return report("question \(quoted(id)) is impossible and has answers")
        case (false, true) where file.isLabelled:
            return report("question \(quoted(id)) has no answers")
        default: break
        }
        var spans: [AnswerSpan] = []
        for answer in answers {
            switch context.span(answer.text, at: answer.start) {
            case .success(let span): spans.append(span)
            case .failure(let wrong): report("question \(quoted(id)): \(wrong.message)")
            }
        }
        guard spans.count == answers.count else { return }
        questions.append(
            Question(
                id: id, question: question, context: context.text, answers: spans,
                isImpossible: draft.isImpossible))
    }
}

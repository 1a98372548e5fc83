import Foundation
import Metrics
import Tasks
import TestSupport
import Testing

@Suite struct SQuADTests {
    private let context = "Zoë’s café 🚲 sold rolls."

    private func read(
        _ json: String, impossible: Bool = false, labelled: Bool = true
    ) throws -> [Question] {
        let folder = try TemporaryFolder()
        let file = try folder.write(json, to: "squad.json")
        return try SQuADFile(file, allowsImpossible: impossible, isLabelled: labelled).questions()
    }

    private func problems(_ json: String, impossible: Bool = false) -> [String] {
        let error = #expect(throws: DataError.self) { try read(json, impossible: impossible) }
        return (error?.problems ?? []).map { problem in
            problem.description.replacing(#/^[^ ]*squad.json: /#, with: "")
        }
    }

    /// A file with one paragraph of those questions.
    private func file(_ questions: String...) -> String {
        """
        {"version": "1.1", "data": [{"title": "T", "paragraphs": [
          {"qas": [\(questions.joined(separator: ", "))], "context": "\(context)"}]}]}
        """
    }

    private func question(_ id: String, _ answers: String, _ more: String = "") -> String {
        "{\"answers\": [\(answers)], \"question\": \"Q?\", \"id\": \"\(id)\"\(more)}"
    }

    private func answer(_ text: String, _ start: Int) -> String {
        "{\"answer_start\": \(start), \"text\": \"\(text)\"}"
    }

    @Test func placesAreCountedInScalarsAndBytes() throws {
        let questions = try read(
            file(
                question("1", answer("🚲", 11) + "," + answer("rolls", 18)),
                question("2", answer("Zoë", 0))))
        #expect(questions.map(\.id) == ["1", "2"])
        #expect(questions.allSatisfy { $0.context == context && $0.question == "Q?" })
        #expect(
            questions[0].answers == [
                AnswerSpan(text: "🚲", start: 11, bytes: 15..<19),
                AnswerSpan(text: "rolls", start: 18, bytes: 25..<30),
            ])
        #expect(questions[0].accepted == AcceptedAnswers(id: "1", texts: ["🚲", "rolls"]))
        for span in questions.flatMap(\.answers) {
            #expect(Array(context.utf8)[span.bytes].elementsEqual(span.text.utf8))
        }
    }

    @Test func escapesAreUndone() throws {
        let json = #"""
            {"data": [{"paragraphs": [{"context": "a\u00e9\ud83d\udeb2\"\\\/\b\f\n\r\t\u0000z",
              "qas": [{"id": "\u0031", "question": "", "answers": [{"text": "\u00e9\uD83D\uDEB2",
              "answer_start": 1}]}]}]}]}
            """#
        let question = try #require(read(json).first)
        #expect(question.context == "aé🚲\"\\/\u{8}\u{C}\n\r\t\0z")
        #expect(question.id == "1")
        #expect(question.answers == [AnswerSpan(text: "é🚲", start: 1, bytes: 1..<7)])
    }

    @Test func otherMembersArePassedOver() throws {
        let more = ", \"x\": {\"deep\": [1.5e-3, [true, null], {}], \"e\": []}, \"y\": -0"
        #expect(try read(file(question("1", answer("sold", 13), more))).count == 1)
    }

    @Test func answersThatStandElsewhereAreToldAndNotMoved() {
        #expect(
            problems(
                file(
                    question("1", answer("sold", 14)), question("2", answer("rolls", 99)),
                    question("3", answer("rolls.!", 18)), question("4", answer("", 3)),
                    question("5", answer("sold", -1)), question("6", answer("sold", 13)))) == [
                    "question '1': answer 'sold' is not at 14, where 'old ' is (and 1 more: '3')",
                    "question '2': answer 'rolls' starts at 99, the context has 24 characters",
                    "question '4': an empty answer",
                    "question '5': answer 'sold' starts at -1, the context has 24 characters",
                ])
    }

    @Test func answersThatStandElsewhereAreOneProblemWithItsCount() {
        let wrong = (0..<25).map { question("\($0)", answer("sold", 12)) }
        #expect(
            problems(file(wrong.joined(separator: ","))) == [
                "question '0': answer 'sold' is not at 12, where ' sol' is (and 24 more: '1', '2', '3', "
                    + "'4', …)"
            ])
    }

    @Test func questionsThatLackSomethingAreTold() {
        #expect(
            problems(
                file(
                    "{\"question\": \"Q?\", \"answers\": []}", "{\"id\": \"1\"}",
                    question("2", ""), question("3", answer("sold", 13)),
                    question("3", answer("sold", 13)),
                    question("4", "", ", \"is_impossible\": true"))) == [
                    "data[0].paragraphs[0].qas[0] has no 'id'",
                    "data[0].paragraphs[0].qas[1] has no 'question'", "question '2' has no answers",
                    "question '3' occurs twice",
                    "question '4' is impossible, which only SQuAD 2.0 has",
                ])
        #expect(problems("{\"data\": [{\"title\": \"\"}]}") == ["data[0] has no paragraphs"])
        #expect(problems("{}") == ["no 'data'"])
        #expect(problems("{\"data\": []}") == ["holds no questions"])
        #expect(
            problems("{\"data\": [{\"paragraphs\": [{\"qas\": []}]}]}") == [
                "data[0].paragraphs[0] has no 'context'"
            ])
    }

    @Test func questionsWithoutAnswerAreThoseOf2() throws {
        let none = question("1", "", ", \"is_impossible\": true")
        let some = question("2", answer("sold", 13), ", \"is_impossible\": false")
        let questions = try read(file(none, some), impossible: true)
        #expect(questions.map(\.isImpossible) == [true, false])
        #expect(questions.map(\.answers.count) == [0, 1])
        let both = question("3", answer("sold", 13), ", \"is_impossible\": true")
        #expect(
            problems(file(both, question("4", "")), impossible: true) == [
                "question '3' is impossible and has answers", "question '4' has no answers",
            ])
    }

    @Test func questionsToPredictNeedNoAnswers() throws {
        let json = file("{\"id\": \"1\", \"question\": \"Q?\"}")
        #expect(try read(json, labelled: false).map(\.answers) == [[]])
    }

    @Test(arguments: [
        ("", "is empty"),
        ("[]", "line 1, column 1: an object expected, found an array"),
        ("{\"data\": []} x", "line 1, column 14: text after the value, found x"),
        ("{\n\"a\" 1}", "line 2, column 5: ':' expected, found 1"),
        ("{\"a\": 1,}", "line 1, column 9: a string expected, found }"),
        ("{\"a\": 01}", "line 1, column 7: a value expected, found 01"),
        ("{\"a\": 1.}", "line 1, column 7: a value expected, found 1."),
        ("{\"a\": +1}", "line 1, column 7: a value expected, found +1"),
        ("{\"a\": 1e}", "line 1, column 7: a value expected, found 1e"),
        ("{\"a\": True}", "line 1, column 7: a value expected, found True"),
        ("{\"a\": }", "line 1, column 7: a value expected, found }"),
        ("{\"a\": [1 2]}", "line 1, column 10: ',' or ']' expected, found 2"),
        ("{\"a\": \"b", "line 1, column 9: it ends too early"),
        ("{\"a\": \"\t\"}", "line 1, column 8: a control character in a string"),
        ("{\"a\": \"\\x\"}", "line 1, column 8: an unknown escape in a string"),
        ("{\"a\": \"\\u12g4\"}", "line 1, column 8: \\u without four hexadecimal digits"),
        ("{\"a\": \"\\ud800\"}", "line 1, column 8: half of a surrogate pair in a string"),
        ("{\"a\": \"\\udc00\"}", "line 1, column 8: half of a surrogate pair in a string"),
        ("{\"a\": \"\\ud800\\u0041\"}", "line 1, column 8: half of a surrogate pair in a string"),
        ("{\"data\": 3}", "line 1, column 10: an array expected, found 3"),
    ])
    func malformedJSONIsToldWithLineAndColumn(_ json: String, _ message: String) {
        #expect(problems(json).first == message)
    }

    @Test func nestingIsLimited() {
        let deep = "{\"a\": " + String(repeating: "[", count: 100_000)
        #expect(problems(deep) == ["line 1, column 134: more than 128 levels"])
    }

    @Test func bytesThatAreNotUTF8AreToldAndAMarkIsSkipped() throws {
        let folder = try TemporaryFolder()
        let text = Array(file(question("1", answer("sold", 13))).utf8)
        let marked = try folder.write([0xEF, 0xBB, 0xBF] + text, to: "a.json")
        #expect(try SQuADFile(marked, allowsImpossible: false).questions().count == 1)
        let broken = try folder.write(Array("{\n\"".utf8) + [0xE9] + text, to: "b.json")
        let error = #expect(throws: DataError.self) {
            try SQuADFile(broken, allowsImpossible: false).questions()
        }
        #expect(
            error?.description
                == "\(broken.path): line 2, column 2: a string that is not UTF-8: 0xE9 at byte 3")
    }

    @Test func taskReadsBothFilesOfItsFolder() throws {
        let folder = try TemporaryFolder()
        try folder.write(file(question("1", answer("sold", 13))), to: "SQuAD/train-v1.1.json")
        let task = QuestionTask.all[0]
        let error = #expect(throws: DataError.self) { try task.load(from: folder.url) }
        #expect(error?.description.contains("dev-v1.1.json not found") == true)
        try folder.write(file(question("2", answer("sold", 13))), to: "SQuAD/dev-v1.1.json")
        let data = try task.load(from: folder.url)
        #expect(data.train.map(\.id) == ["1"])
        #expect(data.development.map(\.id) == ["2"])
    }

    @Test func tasksOfEitherKindAreFoundByName() throws {
        guard case .questions(let task) = try KnownTask.named("SQuAD-2") else {
            Issue.record("squad-2 is a task of questions")
            return
        }
        #expect(
            task.allowsImpossible && task.edition == .v2 && task.headline == .answers(.answerF1))
        guard case .sentences(let rte) = try KnownTask.named("rte") else {
            Issue.record("rte is a task of sentences")
            return
        }
        #expect(rte.name == "rte")
        let error = #expect(throws: DataError.self) { try KnownTask.named("squid") }
        #expect(error?.description.hasSuffix("sst-5-scores, squad, squad-2, custom") == true)
        #expect(Set(KnownTask.all.map(\.name)).count == KnownTask.all.count)
    }
}

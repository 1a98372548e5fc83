import Foundation
import Tasks
import Testing

@Suite struct OfficialCountsTests {
    @Test func everyTaskHasThem() {
        #expect(OfficialCounts.all.map(\.task) == KnownTask.all.map(\.name))
    }

    @Test(arguments: [
        ("cola", [8551, 1043]), ("sst-2", [67_349, 872]), ("mrpc", [3668, 408]),
        ("sts-b", [5749, 1500]), ("qqp", [363_846, 40_430]), ("mnli", [392_702, 9815, 9832]),
        ("qnli", [104_743, 5463]), ("rte", [2490, 277]), ("wnli", [635, 71]),
        ("sst-5", [8544, 1101, 2210]), ("squad", [87_599, 10_570]), ("squad-2", [130_319, 11_873]),
        ("reviews", [8468, 1040, 1097]),
    ])
    func labelledRowsAreTheOfficialOnes(_ task: String, _ rows: [Int]) throws {
        let counts = try #require(OfficialCounts.of(task))
        #expect(counts.parts.prefix(rows.count).map(\.rows) == rows)
    }

    @Test func classesAreCountedForEveryLabel() throws {
        for counts in OfficialCounts.all {
            guard case .sentences(let task) = try KnownTask.named(counts.task),
                case .classification(let labels) = task.kind
            else { continue }
            for classes in counts.parts.compactMap(\.classes) {
                #expect(classes.count == labels.count)
            }
        }
    }

    @Test func differencesNameThePart() throws {
        let counts = try #require(OfficialCounts.of("wnli"))
        let rows = (0..<71).map {
            Example(identifier: "\($0)", first: "", target: .label($0 < 40 ? 0 : 1))
        }
        let right = TaskData(train: [], development: rows)
        #expect(counts.differences(from: right) == ["wnli, train: 0 rows, not 635"])
        let flipped = rows.map {
            Example(
                identifier: $0.identifier, first: "",
                target: $0.target == .label(0) ? .label(1) : .label(0))
        }
        #expect(
            counts.differences(from: [ExampleSet(name: "development", examples: flipped)]) == [
                "wnli, development: [31, 40] rows of the classes, not [40, 31]"
            ])
        #expect(
            counts.differences(from: [ExampleSet(name: "x", examples: [])]) == [
                "wnli: there is no official part 'x'"
            ])
    }

    @Test func questionsAreCountedWithAndWithoutAnswer() throws {
        let counts = try #require(OfficialCounts.of("squad-2"))
        let questions = (0..<11_873).map {
            Question(
                id: "\($0)", question: "", context: "", answers: [], isImpossible: $0 < 5944)
        }
        #expect(
            counts.differences(from: QuestionData(train: [], development: questions)) == [
                "squad-2, train: 0 rows, not 130319",
                "squad-2, development: [5929, 5944] rows of the classes, not [5928, 5945]",
            ])
    }
}

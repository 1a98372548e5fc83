import Files
import Foundation
import Models
import Options
import Tasks

extension PredictionsFile {
    /// What the model of a run answered to one row.
    struct Answer {
        /// As it stands in the file.
        let line: String
        /// Logits, or the score alone.
        let outputs: [Double]
    }

    /// The answers that a run wrote to rows.
    /// - Throws: for a file that is not of these rows.
    static func read(
        _ url: URL, of task: TaskDefinition, rows: [Example]
    ) throws -> (header: String, answers: [Answer]) {
        func refused(_ what: String) -> TrainingError {
            .run(
                "\(url.path): \(what): it is not what the run wrote; without its folder, `resume` trains "
                    + "again")
        }
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw refused("is not there")
        }
        // By bytes: nothing but a line feed ends a line.
        let lines = try fileData(url).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        let header = header(task)
        guard lines.first.map({ areSame($0, header) }) == true else {
            throw refused("the header is another")
        }
        guard lines.count == rows.count + 2, lines.last?.isEmpty == true else {
            throw refused("has \(lines.count - 2) rows, not \(rows.count)")
        }
        let width = header.split(separator: "\t", omittingEmptySubsequences: false).count
        let answers = try zip(lines.dropFirst(), rows).enumerated().map { index, pair in
            let cells = pair.0.split(separator: "\t", omittingEmptySubsequences: false)
            let numbers =
                if case .regression = task.kind { cells.dropFirst().prefix(1) } else {
                    cells.dropFirst(3)
                }
            let outputs = numbers.compactMap { Double($0) }
            guard cells.count == width, outputs.count == numbers.count,
                areSame(String(cells[0]), row([pair.1.identifier]))
            else { throw refused("line \(index + 2) is of another row") }
            if let labels = task.labels, case .label(let target) = pair.1.target {
                let told = [labels[indexOfHighest(outputs)], labels[target]].map { row([$0]) }
                guard zip(told, cells[1...2]).allSatisfy({ areSame($0, String($1)) }) else {
                    throw refused("line \(index + 2) has another label than its logits say")
                }
            }
            return Answer(line: pair.0, outputs: outputs)
        }
        return (header, answers)
    }

    /// By bytes: strings would be equal to their canonical equivalents.
    private static func areSame(_ one: String, _ other: String) -> Bool {
        one.utf8.elementsEqual(other.utf8)
    }
}

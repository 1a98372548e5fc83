import Foundation
import Options

/// One line of JSON that answers a benchmark's request.
struct BenchmarkAnswer: Encodable {
    /// Steps so far, or sentences of this request.
    let count: Int
    let tokens: Int
    /// The sum of the squared lengths of the sequences: attention's products grow with it.
    let squares: Int
    /// What was computed, where it is one number.
    var answer: Double?
    var seconds = 0.0
}

/// Answers requests on standard input line by line until `quit` or the end: `WORD` or `WORD N`.
///
/// - Parameter work: what a request asks for, timed as a whole; `nil` where it means nothing.
func answerBenchmarkLines(
    understood: String, _ work: (_ word: Substring, _ count: Int) throws -> BenchmarkAnswer?
) throws {
    while let line = readLine() {
        let words = line.split(separator: " ")
        if words == ["quit"] { return }
        let count = words.count == 2 ? Int(words[1]) : words.count == 1 ? 1 : nil
        let began = ContinuousClock.now
        guard let word = words.first, let count, count > 0, var answer = try work(word, count)
        else { throw InputError("the benchmark understands \(understood), not \(line)") }
        answer.seconds = (ContinuousClock.now - began) / .seconds(1)
        try Console.output(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
    }
}

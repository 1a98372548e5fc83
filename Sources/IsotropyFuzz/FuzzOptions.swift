import Foundation

struct FuzzFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// What a process of the fuzzer is to do: `CASES WORK SEED FIRST COUNT SECONDS MEGABYTES`.
struct FuzzOptions {
    /// The folder with the cases, and the one where inputs are made.
    let cases: URL
    let work: URL
    /// The same seed makes the same inputs.
    let seed: UInt64
    /// The numbers of the inputs.
    let inputs: Range<Int>
    /// The time of one input.
    let seconds: UInt32
    /// How much memory the process may have had.
    let megabytes: Int

    init(_ words: [String]) throws {
        guard words.count == 7, let seed = UInt64(words[2]), let first = Int(words[3]),
            let count = Int(words[4]), let seconds = UInt32(words[5]),
            let megabytes = Int(words[6]), first >= 0, count >= 0
        else { throw FuzzFailure("usage: CASES WORK SEED FIRST COUNT SECONDS MEGABYTES") }
        cases = URL(filePath: words[0], directoryHint: .isDirectory)
        work = URL(filePath: words[1], directoryHint: .isDirectory)
        self.seed = seed
        inputs = first..<first + count
        self.seconds = seconds
        self.megabytes = megabytes
    }
}

import Foundation

/// Damages files and has them read, again and again.
///
/// A crash ends the process, and so does an input that takes too long (SIGALRM) or too much memory; what
/// was read then lies in the folder `input`, and `input.txt` beside it says what it is. At the end
/// `counts` has a line for each case: its inputs, and those that were taken.
struct FuzzLoop {
    private let options: FuzzOptions
    private let cases: [FuzzCase]
    /// What all cases damage, to splice from.
    private let material: [[UInt8]]

    init(_ options: FuzzOptions) throws {
        self.options = options
        cases = try FuzzCase.all(in: options.cases)
        material = cases.flatMap { $0.targets.map(\.bytes) }
    }

    func run() throws {
        var counts = Dictionary(uniqueKeysWithValues: cases.map { ($0.name, Count()) })
        var lastCase: String?
        let input = options.work.appending(path: "input", directoryHint: .isDirectory)
        for number in options.inputs {
            var dice = Dice(options.seed, number)
            let chosen = chosenCase(number)
            if lastCase != chosen.name || chosen.isTraining {
                try replace(input, by: chosen.files)
                lastCase = chosen.name
            }
            let target = chosen.targets[dice.below(chosen.targets.count)]
            let bytes = Mutation(path: target.path, material: material).applied(
                to: target.bytes, &dice)
            let file = input.appending(path: target.path)
            try Data(bytes).write(to: file)
            try Data(
                "input \(number) of seed \(options.seed): \(chosen.name), \(target.path)\n".utf8
            )
            .write(to: options.work.appending(path: "input.txt"))
            alarm(options.seconds)
            let isAccepted = FuzzReader(chosen.command, folder: input.path).read()
            alarm(0)
            counts[chosen.name]?.add(isAccepted)
            // Training leaves another folder, which is copied anew.
            if !chosen.isTraining { try Data(target.bytes).write(to: file) }
            try checkMemory()
        }
        let lines = counts.sorted { $0.key < $1.key }.map { "\($0)\t\($1.all)\t\($1.accepted)\n" }
        try Data(lines.joined().utf8).write(to: options.work.appending(path: "counts"))
    }

    /// Cases follow each other in runs, so that their files are rarely copied; training, which takes
    /// longest and changes its folder, has one input of a run.
    private func chosenCase(_ number: Int) -> FuzzCase {
        let place = number / 16 % cases.count
        let isFirst = number.isMultiple(of: 16)
        return cases[place].isTraining && !isFirst ? cases[(place + 1) % cases.count] : cases[place]
    }

    private struct Count {
        var all = 0
        var accepted = 0

        mutating func add(_ isAccepted: Bool) {
            all += 1
            if isAccepted { accepted += 1 }
        }
    }

    private func replace(_ folder: URL, by files: URL) throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.copyItem(at: files, to: folder)
    }

    private func checkMemory() throws {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        guard usage.ru_maxrss / 1024 <= options.megabytes else {
            throw FuzzFailure("an input took the memory to \(usage.ru_maxrss / 1024) MB")
        }
    }
}

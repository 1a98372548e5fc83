import ArgumentParser
import Layers
import Models
import Options
import QuestionAnswering
import Tasks
import Torch
import Training

/// How a model that is not trained is computed.
struct ComputationOptions: ParsableArguments {
    @OptionGroup var place: DeviceOptions

    @Option(
        help: "fp32, bf16, tf32 (GPUs), or auto: bf16 where the device multiplies it natively.")
    var precision = PrecisionChoice.fp32

    @OptionGroup var processors: ThreadsOption

    /// Which differ from the defaults.
    var flags: [(flag: String, isGiven: Bool)] {
        [
            ("--device", place.device != .cpu), ("--precision", precision != .fp32),
            ("--threads", processors.threads != 0),
        ]
    }

    /// Makes ready to compute; every command that computes calls it first.
    func apply() throws {
        try processors.apply()
        _ = try resolved { Console.error(Message($0)) }
    }

    /// Where and in what arithmetic models are computed.
    func resolved(notice: (String) -> Void = { _ in }) throws -> Computation {
        let device = try place.opened(precision, notice: notice)
        return Computation(
            device: device, precision: try precision.resolved(on: device).arithmetic)
    }
}

/// How many threads compute.
struct ThreadsOption: ParsableArguments {
    @Option(
        parsing: .unconditional, help: "Threads; 0 takes all processors. (default: 0)",
        transform: wholeNumber(in: TrainingOptions.threadCounts))
    var threads = 0

    func validate() throws { try checkThreadCount(threads) }

    /// Makes ready to compute with them.
    func apply() throws { try Runtime.useThreads(threads) }
}

/// How many tokens of a text a fine-tuned model reads.
struct LengthOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence; longer ones are truncated, texts with answers cut into windows. "
                + "(default: as the checkpoint's run, else \(TrainingOptions().maximumLength); "
                + "\(SpanOptions.maximumLength) for answers)",
            valueName: "n"), transform: wholeNumber(in: 1 ... .max))
    var maxLength: Int?

    var flags: [(flag: String, isGiven: Bool)] { [("--max-length", maxLength != nil)] }

    func validate() throws {
        try checkMaximumLength(maxLength)
    }

    /// The length that was given, or that the checkpoint's run had.
    func limit(
        _ folder: ModelFolder, otherwise usual: Int = TrainingOptions().maximumLength
    ) throws -> Int {
        guard let maxLength else {
            return folder.usualLength(folder.trainedMaximumLength ?? usual)
        }
        try folder.check(maximumLength: maxLength)
        return maxLength
    }

    /// Rows as the checkpoint's run read them; says how many are cut.
    /// - Parameter name: what the rows are, in words.
    func encode(
        _ rows: [Example], for folder: ModelFolder, named name: String = "rows"
    ) throws -> [EncodedExample] {
        let length = try limit(folder)
        let encoded = try EncodedExample.encode(
            rows, with: folder.tokenizer, maximumLength: length,
            segments: folder.trainedWithSegments)
        var truncation = TruncatedRows(length)
        truncation.add(name, cut: encoded.count(where: \.isTruncated), of: rows.count)
        if let notice = truncation.notice { Console.error(notice) }
        return encoded
    }

    /// The options of answers as given, else as the checkpoint's run had them.
    func options(_ spans: SpanFlags, for folder: ModelFolder) throws -> SpanOptions {
        spans.options(
            otherwise: try folder.trainedSpans, maximumLength: try windowLimit(folder))
    }

    /// The windows of questions as the checkpoint's run cut them.
    func windows(
        of questions: [Question], stride: Int, for folder: ModelFolder
    ) throws -> [SpanWindow] {
        try SpanWindow.windows(
            of: questions, with: folder.tokenizer, maximumLength: windowLimit(folder),
            stride: stride, segments: folder.trainedWithSegments)
    }

    private func windowLimit(_ folder: ModelFolder) throws -> Int {
        try limit(folder, otherwise: SpanOptions.maximumLength)
    }
}

/// Refuses a length that holds no token.
func checkMaximumLength(_ length: Int?) throws {
    if let length, length < 1 {
        throw ValidationError("--max-length must be positive, not \(length)")
    }
}

/// Refuses a number of threads that no machine starts.
func checkThreadCount(_ threads: Int) throws {
    let allowed = TrainingOptions.threadCounts
    if !allowed.contains(threads) {
        throw ValidationError(
            "--threads must be in 0 ... \(allowed.upperBound), not \(threads)")
    }
}

import ArgumentParser
import Training

/// The options of training. One that is not given has the preset's value.
package struct TrainingFlags: ParsableArguments {
    @Option(help: "The reading of the papers' recipes: corrected, paper or published-code.")
    var preset = Preset.corrected

    @Option(
        parsing: .unconditional,
        help: "The highest learning rate. (default: \(Self.defaults.learningRate))",
        transform: decimal)
    var learningRate: Double?

    @Option(
        parsing: .unconditional,
        help: "Sequences of one forward and backward pass. (default: \(Self.defaults.batchSize))")
    var batchSize: Int?

    @Option(
        parsing: .unconditional,
        help: "Passes over the training set. (default: \(Self.defaults.epochs))")
    var epochs: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The share of all steps over which the learning rate rises. "
                + "(default: \(Self.defaults.warmup))"),
        transform: decimal)
    var warmup: Double?

    @Option(
        help: ArgumentHelp(
            "The learning rate after the warm-up: linear (falls to 0) or constant. "
                + "(default: \(Self.defaults.schedule.rawValue))"))
    var schedule: Schedule?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "AdamW's weight decay, of all weights but biases and norms. "
                + "(default: \(Self.defaults.weightDecay))"),
        transform: decimal)
    var weightDecay: Double?

    @Option(
        parsing: .unconditional,
        help: "AdamW's epsilon. (default: \(Self.defaults.adamEpsilon))",
        transform: decimal)
    var adamEpsilon: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The largest norm of all gradients together; 0 is no limit. "
                + "(default: \(Self.defaults.clip))"),
        transform: decimal)
    var clip: Double?

    @Option(
        parsing: .unconditional,
        help: "Batches of one optimizer step. (default: \(Self.defaults.accumulate))")
    var accumulate: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence, at most the model's positions; longer ones are truncated. "
                + "(default: \(Self.defaults.maximumLength))",
            valueName: "tokens"))
    var maxLength: Int?

    @Option(
        parsing: .unconditional,
        help: "Replaces every dropout probability of the model's configuration. (default: its own)",
        transform: decimal)
    var dropout: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Stop after so many evaluations without a better one; 0 never does. "
                + "(default: \(Self.defaults.earlyStopping))",
            valueName: "evaluations"))
    var earlyStopping: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Optimizer steps between evaluations; 0 evaluates after every epoch. "
                + "(default: \(Self.defaults.evaluateEvery))",
            valueName: "steps"))
    var evaluateEvery: Int?

    @Option(
        help: ArgumentHelp(
            "fp32, bf16, tf32 (GPUs), or auto: bf16 where the device multiplies it natively. "
                + "(default: \(Self.defaults.precision.rawValue))"))
    var precision: PrecisionChoice?

    @Option(
        parsing: .unconditional,
        help: "Threads; 0 takes all processors. (default: \(Self.defaults.threads))")
    var threads: Int?

    @Flag(
        help: ArgumentHelp(
            "Keep only each layer's input for the backward pass and compute the rest again: for "
                + "large models, less memory for a third more work."))
    var checkpointActivations = false

    @Flag(inversion: .prefixedNo, help: "Give every epoch a random order of its own.")
    var shuffle = true

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Train on so many rows, the same for every seed; 0 takes all. "
                + "(default: \(Self.defaults.limit))",
            valueName: "rows"))
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            "What the classifier reads: cls (first token of the last layer) or pooler. "
                + "(default: \(Self.defaults.features.rawValue))"))
    var features: FeatureSource?

    package init() {}

    private static let defaults = Preset.corrected.training(penalized: false)

    /// The preset's options with those that were given in their place.
    package func resolved(penalized: Bool) -> TrainingOptions {
        var options = preset.training(penalized: penalized)
        func set<Value>(_ path: WritableKeyPath<TrainingOptions, Value>, _ given: Value?) {
            if let given { options[keyPath: path] = given }
        }
        set(\.learningRate, learningRate)
        set(\.batchSize, batchSize)
        set(\.epochs, epochs)
        set(\.warmup, warmup)
        set(\.schedule, schedule)
        set(\.weightDecay, weightDecay)
        set(\.adamEpsilon, adamEpsilon)
        set(\.clip, clip)
        set(\.accumulate, accumulate)
        set(\.maximumLength, maxLength)
        set(\.earlyStopping, earlyStopping)
        set(\.evaluateEvery, evaluateEvery)
        set(\.precision, precision)
        set(\.threads, threads)
        set(\.limit, limit)
        set(\.features, features)
        options.dropout = dropout
        options.shuffle = shuffle
        options.checkpointActivations = checkpointActivations
        return options
    }

    package func validate() throws {
        let problems = resolved(penalized: false).problems
        guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
    }
}

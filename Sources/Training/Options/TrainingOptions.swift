import Models
import Options

/// How a model is fine-tuned: everything but the model, the task and the method.
public struct TrainingOptions: DescribedOptions {
    /// The highest learning rate of the schedule.
    public var learningRate = 5e-5
    /// Sequences of one forward and backward pass.
    public var batchSize = 32
    public var epochs = 3
    /// The share of all optimizer steps over which the learning rate rises, 0 ..< 1.
    public var warmup = 0.06
    /// The optimizer steps over which it rises, in place of that share; `nil` takes the share.
    public var warmupSteps: Int?
    public var schedule = Schedule.linear
    /// Of all weights but biases and norms.
    public var weightDecay = 0.01
    public var adamEpsilon = 1e-8
    /// The largest norm of all gradients together; larger ones are scaled down. 0 is no limit.
    public var clip = 1.0
    /// Batches whose gradients make one optimizer step.
    public var accumulate = 1
    /// The largest number of tokens of a sequence; longer ones are truncated.
    public var maximumLength = 128
    /// Replaces every dropout probability of the model's configuration; `nil` keeps them.
    public var dropout: Double?
    /// Stops after this many evaluations without a better one; 0 never stops early.
    public var earlyStopping = 0
    /// Optimizer steps between evaluations; 0 evaluates after every epoch.
    public var evaluateEvery = 0
    public var precision = PrecisionChoice.auto
    /// Threads of one operation; 0 takes all processors.
    public var threads = 0
    /// Whether layers keep only their input for the backward pass and compute the rest again: less
    /// memory for a third more work, the same bits.
    public var checkpointActivations = false
    /// Whether each epoch has its own random order.
    public var shuffle = true
    /// Whether the last batch of an epoch is left out where it is smaller than the others.
    public var dropLast = false
    /// Whether the second sentence of a pair has segment ids of its own (the published IsoBN code
    /// never passes them).
    public var segments = true
    /// The first so many training sentences after one fixed shuffle; 0 takes all.
    public var limit = 0
    /// What the classifier reads.
    public var features = FeatureSource.cls
    /// What is not trained, from the embeddings up.
    public var freeze = FrozenPart.none
    /// The share of each target that is spread over all classes, 0 ..< 1.
    public var labelSmoothing = 0.0
    /// How much each class counts in the loss.
    public var classWeights = ClassWeights.none
    /// One step in so many is measured as it trains; 0 measures none.
    public var measureEvery = 0
    /// What chooses the best evaluation.
    public var selectBy = ModelSelection.headline

    public init() {}

    /// So many steps between two that are measured that all of measuring takes less than 2 % of the time.
    public static let leastMeasureEvery = 50

    /// The numbers of threads that can be asked for; libtorch ends the process when it is given more
    /// than the system starts.
    public static let threadCounts = 0...1024

    /// So large that only a slip of the hand reaches it, so small that no count overflows.
    private static let counts = OptionRange.integers(in: 1...1_000_000)

    public static let fields: [OptionField<Self>] = [
        .number(
            "learning_rate", \.learningRate, .positive, "The highest learning rate."),
        .integer(
            "batch_size", \.batchSize, .atLeast(1), "Sequences of one forward and backward pass."),
        .integer("epochs", \.epochs, counts, "Passes over the training set."),
        OptionField.number(
            "warmup", \.warmup,
            OptionRange("is a share of all steps, 0 ..< 1, not", contains: (0..<1).contains),
            "The share of all steps over which the learning rate rises."
        ).idle(with: "warmup_steps") { $0.warmupSteps != nil },
        OptionField.integer(
            "warmup_steps", \.warmupSteps, .atLeast(0),
            OptionAppearance(
                "The steps over which the learning rate rises, in place of that share.",
                placeholder: "steps", otherwise: "the share")
        ).addedLater(),
        .choice(
            "schedule", \.schedule,
            "The learning rate after the warm-up: linear and cosine fall to 0, constant stays."),
        .number(
            "weight_decay", \.weightDecay, .notNegative,
            "AdamW's weight decay, of all weights but biases and norms."),
        .number("adam_epsilon", \.adamEpsilon, .positive, "AdamW's epsilon."),
        .number(
            "clip", \.clip, .notNegative,
            "The largest norm of all gradients together; 0 is no limit."),
        .integer("accumulate", \.accumulate, counts, "Batches of one optimizer step."),
        .integer(
            "max_length", \.maximumLength, .atLeast(1),
            OptionAppearance(
                "Tokens of a sequence, at most the model's positions; longer ones are truncated.",
                placeholder: "tokens")),
        .number(
            "dropout", \.dropout,
            OptionRange("is a probability, 0 ..< 1, not", contains: (0..<1).contains),
            OptionAppearance(
                "Replaces every dropout probability of the model's configuration.",
                otherwise: "its own")),
        .integer(
            "early_stopping", \.earlyStopping, .atLeast(0),
            OptionAppearance(
                "Stop after so many evaluations without a better one; 0 never does.",
                placeholder: "evaluations")),
        .integer(
            "evaluate_every", \.evaluateEvery, .atLeast(0),
            OptionAppearance(
                "Optimizer steps between evaluations; 0 evaluates after every epoch.",
                placeholder: "steps")),
        .choice(
            "precision", \.precision,
            "fp32, bf16, tf32 (GPUs), or auto: bf16 where the device multiplies it natively."),
        .integer(
            "threads", \.threads, .integers(in: threadCounts), "Threads; 0 takes all processors."),
        .flag(
            "checkpoint_activations", \.checkpointActivations,
            OptionAppearance(
                "Keep only each layer's input for the backward pass and compute the rest again: for "
                    + "large models, less memory for a third more work.")),
        .flag("shuffle", \.shuffle, "Give every epoch a random order of its own."),
        .flag("drop_last", \.dropLast),
        .flag("segments", \.segments),
        .integer(
            "limit", \.limit, .atLeast(0),
            OptionAppearance(
                "Train on so many rows, the same for every seed; 0 takes all.",
                placeholder: "rows")),
        .choice(
            "features", \.features,
            "What the classifier reads: cls (first token of the last layer) or pooler."),
        OptionField.freeze(
            \.freeze,
            OptionAppearance(
                "What is not trained: none, embeddings, or the embeddings and so many layers above "
                    + "them.", placeholder: "part")
        ).addedLater(),
        OptionField.number(
            "label_smoothing", \.labelSmoothing, .probability,
            "The share of each target that is spread over all classes."
        ).addedLater(),
        OptionField.classWeights(
            \.classWeights,
            OptionAppearance(
                "How much each class counts in the loss: none (each row the same), balanced (each "
                    + "class the same), or a table or JSON lines with columns label and weight.",
                placeholder: "weights")
        ).addedLater(),
        OptionField.integer(
            "measure_every", \.measureEvery,
            OptionRange("must be 0 or at least \(leastMeasureEvery), not") {
                $0 == 0 || $0 >= Double(leastMeasureEvery)
            },
            OptionAppearance(
                "Measure one training step in so many, with dropout on, at least "
                    + "\(leastMeasureEvery): IsoScore, EV_3 and mean cosine by layer, and whether the "
                    + "sentence features collapse; 0 measures none.", placeholder: "steps")
        ).addedLater(),
        OptionField.selectBy(
            \.selectBy,
            OptionAppearance(
                "What chooses the best evaluation: metric (the task's, see --metric), another metric's "
                    + "name, isoscore:LAYER (the highest is best; LAYER a number, last, tokens or features), "
                    + "low-isoscore:LAYER (the lowest), ev3 of the sentence features (the lowest is best, "
                    + "the most isotropic) or high-ev3.", placeholder: "what")
        ).addedLater(),
    ]
}

/// The course of the learning rate after the warm-up.
public enum Schedule: String, WordChoice {
    /// Falls linearly to 0 at the last step.
    case linear
    case constant
    /// Falls to 0 along half a cosine.
    case cosine
}

/// A precision as a user asks for it.
public enum PrecisionChoice: String, WordChoice {
    case fp32, bf16
    /// fp32 whose products round their operands to 10 bits, on GPUs.
    case tf32
    /// bf16 where the device multiplies bfloat16 natively, else fp32.
    case auto
}

extension TrainingOptions {
    /// How rows are read, for a checkpoint to say.
    package var reading: RowReading {
        RowReading(maximumLength: maximumLength, segments: segments)
    }
}

import Isotropy

extension Preset {
    /// The training recipe that goes with a method.
    /// - Parameter penalized: whether the loss has a penalty (the recipes of I-STAR's paper and code),
    ///   else those of IsoBN's.
    public func training(penalized: Bool) -> TrainingOptions {
        var options = TrainingOptions()
        switch (self, penalized) {
        case (.corrected, _): break
        case (.paper, false):
            // One point of the paper's grid; its early stopping has no stated patience.
            options.learningRate = 2e-5
            options.epochs = 10
            options.earlyStopping = 3
        case (.paper, true):
            options.learningRate = 3e-5
            options.schedule = .constant
            options.warmup = 0
            options.clip = 0
            options.accumulate = 2
            options.maximumLength = 256
        case (.publishedCode, false):
            options.learningRate = 5e-5
            options.batchSize = 16
            options.epochs = 10
            options.earlyStopping = 3
            options.adamEpsilon = 1e-6
            options.weightDecay = 0
            options.clip = 0
            options.dropLast = true
            options.maximumLength = 256
            options.segments = false
            options.features = .pooler
        case (.publishedCode, true):
            options.learningRate = 3e-5
            options.schedule = .constant
            options.warmup = 0
            options.clip = 0
            options.maximumLength = 256
            options.features = .pooler
        }
        return options
    }
}

extension TrainingOptions {
    /// Every recipe: what it says nobody set.
    public static var presets: [Self] {
        Preset.allCases.flatMap { preset in
            [false, true].map { preset.training(penalized: $0) }
        }
    }
}

extension TrainingOptions {
    /// The numbers of threads that can be asked for; libtorch ends the process when it is given more
    /// than the system starts.
    public static let threadCounts = 0...1024

    /// All options whose values make no sense, in the options' own names.
    public var problems: [String] {
        var found: [String] = []
        func require(_ condition: Bool, _ problem: @autoclosure () -> String) {
            if !condition { found.append(problem()) }
        }
        require(
            learningRate > 0 && learningRate.isFinite,
            "--learning-rate must be positive, not \(learningRate)")
        require(batchSize > 0, "--batch-size must be positive, not \(batchSize)")
        // So large that only a slip of the hand reaches it, so small that no count overflows.
        let most = 1_000_000
        require(
            (1...most).contains(epochs), "--epochs must be in 1 ... \(most), not \(epochs)")
        require(
            (0..<1).contains(warmup), "--warmup is a share of all steps, 0 ..< 1, not \(warmup)")
        require(
            weightDecay >= 0 && weightDecay.isFinite,
            "--weight-decay must be finite and not negative, is \(weightDecay)")
        require(
            adamEpsilon > 0 && adamEpsilon.isFinite,
            "--adam-epsilon must be positive and finite, not \(adamEpsilon)")
        require(
            clip >= 0 && clip.isFinite, "--clip must be finite and not negative, is \(clip)")
        require(
            (1...most).contains(accumulate),
            "--accumulate must be in 1 ... \(most), not \(accumulate)")
        require(maximumLength > 0, "--max-length must be positive, not \(maximumLength)")
        if let dropout {
            require(
                (0..<1).contains(dropout), "--dropout is a probability, 0 ..< 1, not \(dropout)")
        }
        require(earlyStopping >= 0, "--early-stopping must not be negative, is \(earlyStopping)")
        require(evaluateEvery >= 0, "--evaluate-every must not be negative, is \(evaluateEvery)")
        require(
            Self.threadCounts.contains(threads),
            "--threads must be in 0 ... \(Self.threadCounts.upperBound), not \(threads)")
        require(limit >= 0, "--limit must not be negative, is \(limit)")
        return found
    }
}

extension TrainingOptions {
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
        require(epochs > 0, "--epochs must be positive, not \(epochs)")
        require((0..<1).contains(warmup), "--warmup is a share of all steps, 0 ..< 1, not \(warmup)")
        require(weightDecay >= 0, "--weight-decay must not be negative, is \(weightDecay)")
        require(adamEpsilon > 0, "--adam-epsilon must be positive, not \(adamEpsilon)")
        require(clip >= 0, "--clip must not be negative, is \(clip)")
        require(accumulate > 0, "--accumulate must be positive, not \(accumulate)")
        require(maximumLength > 0, "--max-length must be positive, not \(maximumLength)")
        if let dropout {
            require(
                (0..<1).contains(dropout), "--dropout is a probability, 0 ..< 1, not \(dropout)")
        }
        require(earlyStopping >= 0, "--early-stopping must not be negative, is \(earlyStopping)")
        require(evaluateEvery >= 0, "--evaluate-every must not be negative, is \(evaluateEvery)")
        require(threads >= 0, "--threads must not be negative, is \(threads)")
        require(limit >= 0, "--limit must not be negative, is \(limit)")
        return found
    }
}

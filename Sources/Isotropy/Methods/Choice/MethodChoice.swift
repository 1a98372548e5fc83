import Options

/// A normalizer and a penalty as a user chooses them: options that are not given have the values of a reading
/// of the papers, which is chosen when the method is resolved.
public struct MethodChoice: Sendable {
    public var normalizer: any NormalizerOptions.Type
    /// The options that were given, by their names.
    public var normalizerValues: [String: OptionValue]
    public var penalty: any PenaltyOptions.Type
    public var penaltyValues: [String: OptionValue]

    /// - Parameter values: the options that were given; each part takes those that it has.
    public init(
        normalizer: any NormalizerOptions.Type = NoNormalizerOptions.self,
        penalty: any PenaltyOptions.Type = NoPenaltyOptions.self,
        values: [String: OptionValue] = [:]
    ) {
        self.normalizer = normalizer
        normalizerValues = values
        self.penalty = penalty
        penaltyValues = values
    }

    /// What is wrong with the options that were given.
    public var problems: [OptionProblem] {
        normalizer.problems(with: normalizerValues) + penalty.problems(with: penaltyValues)
    }

    /// The same method with the parts and options of another that it lacks.
    package func completed(by other: MethodChoice) -> MethodChoice {
        var whole = self
        if normalizer == NoNormalizerOptions.self { whole.normalizer = other.normalizer }
        if penalty == NoPenaltyOptions.self { whole.penalty = other.penalty }
        whole.normalizerValues.merge(whole.normalizer.own(other.normalizerValues)) { own, _ in own }
        whole.penaltyValues.merge(whole.penalty.own(other.penaltyValues)) { own, _ in own }
        return whole
    }

    /// The method with the options that were given, and else those of a reading.
    public func resolved(_ preset: Preset) -> Method {
        Method(
            normalizer: normalizer.init(preset: preset).taking(normalizerValues),
            penalty: penalty.init(preset: preset).taking(penaltyValues))
    }
}

extension MethodOptions {
    /// Those values that are of these options.
    fileprivate static func own(_ values: [String: OptionValue]) -> [String: OptionValue] {
        values.filter { name, _ in descriptions.contains { $0.name == name && $0.help != nil } }
    }

    fileprivate static func problems(with given: [String: OptionValue]) -> [OptionProblem] {
        var trial = Self()
        return trial.take(given)
    }

    /// With the values of these options, which ``MethodChoice/problems`` has checked.
    fileprivate func taking(_ given: [String: OptionValue]) -> Self {
        var options = self
        _ = options.take(given)
        return options
    }
}

/// How often predictions of a confidence are right, in equal bins of confidence.
public struct Calibration: Sendable, Equatable {
    public struct Bin: Sendable, Equatable {
        public let lower, upper: Double
        public let count: Int
        /// The mean confidence of the bin's predictions, and the share that is right; `nil` for an empty bin.
        public let confidence, accuracy: Double?
    }

    public let name: String
    /// From confidence 0 to 1.
    public let bins: [Bin]
    /// Predictions whose confidence is not within 0...1, in no bin.
    public let outside: Int

    /// - Parameters:
    ///   - confidences: The probability of the predicted class, 0 ... 1; a bin holds its lower edge, the last
    ///     the upper too.
    ///   - correct: Whether each prediction is right.
    public init(_ name: String, confidences: [Double], correct: [Bool], binCount: Int = 10) {
        precondition(
            confidences.count == correct.count && binCount > 0,
            "\(confidences.count) confidences, \(correct.count) outcomes, \(binCount) bins")
        self.name = name
        var groups = [[Int]](repeating: [], count: binCount)
        for (index, confidence) in confidences.enumerated()
        where confidence >= 0 && confidence <= 1 {
            groups[min(Int(confidence * Double(binCount)), binCount - 1)].append(index)
        }
        outside = confidences.count - groups.reduce(0) { $0 + $1.count }
        bins = groups.enumerated().map { place, members in
            let count = Double(members.count)
            let sum = members.reduce(0) { $0 + confidences[$1] }
            let right = Double(members.count { correct[$0] })
            return Bin(
                lower: Double(place) / Double(binCount),
                upper: Double(place + 1) / Double(binCount), count: members.count,
                confidence: members.isEmpty ? nil : sum / count,
                accuracy: members.isEmpty ? nil : right / count)
        }
    }

    public var count: Int { bins.reduce(0) { $0 + $1.count } }

    /// The expected calibration error: the mean of |accuracy - confidence| over bins, by their counts (Naeini et
    /// al. 2015); `nil` without predictions.
    public var expectedError: Double? {
        guard count > 0 else { return nil }
        return bins.reduce(0) { sum, bin in
            guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return sum }
            return sum + Double(bin.count) / Double(count) * (accuracy - confidence).magnitude
        }
    }
}

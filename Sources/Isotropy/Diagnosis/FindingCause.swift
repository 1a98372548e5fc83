import Options

extension CloudFindings {
    /// One of the reasons for which points look alike.
    public struct Cause: Sendable, Equatable, Codable {
        public enum Kind: String, WordChoice {
            /// Points lie to one side of 0.
            case shiftedMean = "shifted_mean"
            /// Few dimensions hold much of the points' squared lengths.
            case dominatingDimensions = "dominating_dimensions"
            /// Few directions hold most of the variance.
            case collapsedSpectrum = "collapsed_spectrum"
            /// Points that repeat another, or lie next to one.
            case nearDuplicates = "near_duplicates"
        }

        public let kind: Kind
        /// 0 ... 1. Of the mean, what it makes of the mean cosine; of dimensions, how much more they hold than an equal
        /// share, of 1 less that; of the spectrum, `1 - log(directions in use) / log(dimensions)`; of copies, their share
        /// of the points. 0 where chance may have made it.
        public let strength: Double
        /// Of ``Kind/dominatingDimensions``, which they are, from 0; else none.
        public let dimensions: [Int]

        init(_ kind: Kind, _ strength: Double, dimensions: [Int] = []) {
            self.kind = kind
            self.strength = min(max(strength, 0), 1)
            self.dimensions = dimensions
        }
    }

    /// The answer in words. `Fine` becomes `Nearly fine` and then the names of what was found, as strengths grow.
    static func answer(_ causes: [Cause], pointCount: Int) -> String {
        let named = causes.compactMap(\.words)
        let strongest = causes.map(\.strength).max() ?? 0
        let fine: String? =
            switch Degree(strongest) {
            case nil: "Fine"
            case .slight?: "Nearly fine"
            default: nil
            }
        let found: String
        if named.isEmpty {
            let absent = Cause.Kind.allCases.compactMap { kind in
                causes.first { $0.kind == kind }?.absence
            }
            found = "Fine: \(listed(absent)) to speak of"
        } else if let fine {
            found = "\(fine), but for \(listed(named))"
        } else {
            let text = listed(named)
            found = text.prefix(1).uppercased() + text.dropFirst()
        }
        guard pointCount < Interval.leastSentences else { return found + "." }
        return "\(found), as far as \(pointCount) points tell."
    }

    /// `a, b and c`.
    static func listed(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}

/// A strength in one word. Neighbours mean nearly the same, and the number stands in the sentences below.
private enum Degree {
    case slight, clear, strong, extreme

    /// `nil` for what is not worth a word.
    init?(_ strength: Double) {
        switch strength {
        case ..<0.05: return nil
        case ..<0.2: self = .slight
        case ..<0.5: self = .clear
        case ..<0.8: self = .strong
        default: self = .extreme
        }
    }

    /// With its article.
    var adverbAfterArticle: String { self == .extreme ? "an \(adverb)" : "a \(adverb)" }

    var adverb: String {
        switch self {
        case .slight: "slightly"
        case .clear: "clearly"
        case .strong: "strongly"
        case .extreme: "extremely"
        }
    }
}

extension CloudFindings.Cause {
    /// So many dimensions are named in a sentence.
    static let mostNamed = 5

    /// `nil` for what is not worth a word.
    fileprivate var words: String? {
        guard kind != .nearDuplicates else { return copies }
        guard let degree = Degree(strength) else { return nil }
        return switch kind {
        case .shiftedMean: "\(degree.adverbAfterArticle) shifted mean"
        case .dominatingDimensions:
            dimensions.count == 1
                ? "a dimension that \(degree.adverb) dominates (\(dimensions[0]))"
                : "dimensions that \(degree.adverb) dominate (\(Self.names(dimensions)))"
        case .collapsedSpectrum: "\(degree.adverbAfterArticle) collapsed spectrum"
        case .nearDuplicates: nil
        }
    }

    /// Copies are facts, however few there are.
    private var copies: String? {
        guard strength > 0 else { return nil }
        let number =
            switch Degree(strength) {
            case nil: "a few"
            case .slight?: "some"
            case .clear?: "many"
            default: "mostly"
            }
        return "\(number) near-duplicates"
    }

    fileprivate var absence: String {
        switch kind {
        case .shiftedMean: "no shifted mean"
        case .dominatingDimensions: "no dominating dimensions"
        case .collapsedSpectrum: "no collapsed spectrum"
        case .nearDuplicates: "no near-duplicates"
        }
    }

    /// `308, 92, 7, 55, 12 and 3 more`.
    static func names(_ dimensions: [Int]) -> String {
        let named = dimensions.prefix(mostNamed).map { "\($0)" }
        let more = dimensions.count - named.count
        return more > 0
            ? named.joined(separator: ", ") + " and \(more) more" : CloudFindings.listed(named)
    }
}

import Foundation
import Options

/// A way in which the sentence features of training have collapsed.
public enum Collapse: String, Sendable, Codable, CaseIterable {
    /// They lie near one line.
    case line
    /// Those of different classes are no longer apart.
    case mixedClasses = "mixed_classes"
    /// Those of one class are nearly one point.
    case classPoints = "class_points"

    /// The limit that a value has to pass in ``CollapseWatch/readings`` readings in a row; `nil` where passing it
    /// would be none.
    ///
    /// That of the effective rank is a share of the largest that is possible: runs that had collapsed were found at
    /// .05 to .13, others at .6 to .8. Features of classes that are well apart lie near a line as well, and those of
    /// scores may: the former are left out, and of the latter only a smaller share counts.
    func limit(of features: FeatureMeasures) -> Double? {
        switch self {
        case .line:
            guard let share = features.betweenShareOverChance else { return 0.1 }
            return share < 0.9 ? 0.2 : nil
        case .mixedClasses: return 0.01
        case .classPoints: return 0.999
        }
    }

    /// What is held against the limit; `nil` where it does not exist.
    func value(in features: FeatureMeasures) -> Double? {
        switch self {
        case .line: features.effectiveRankShare
        case .mixedClasses: features.betweenShareOverChance
        case .classPoints: features.betweenShare
        }
    }

    func isPassed(_ limit: Double, by value: Double) -> Bool {
        self == .classPoints ? value > limit : value < limit
    }
}

/// A collapse that was announced.
public struct CollapseRecord: Sendable, Codable, Equatable {
    public var kind: Collapse
    /// The step of the reading that settled it.
    public var step: Int
    /// What was measured there.
    public var value: Double
    /// What it passed.
    public var limit: Double

    package init(kind: Collapse, step: Int, value: Double, limit: Double) {
        (self.kind, self.step) = (kind, step)
        (self.value, self.limit) = (value, limit)
    }
}

extension CollapseRecord {
    /// What happened, how it is known, and what a user might do.
    public var message: Message {
        let number = Message("\(String(format: "%.4g", value))")
        let limit = Message("\(String(format: "%.4g", limit))")
        return switch kind {
        case .line:
            "step \(step): the sentence features have collapsed, nearly onto a line: their effective rank is "
                + "\(number) of the largest possible, under \(limit) in two readings in a row. A lower "
                + "`learning_rate`, a longer `warmup` or another `seed` may keep them apart"
        case .mixedClasses:
            "step \(step): the sentence features no longer tell the classes apart: \(number) of their variance "
                + "is between classes, beyond what chance gives, under \(limit) in two readings in a row. A "
                + "lower `learning_rate`, a longer `warmup` or another `seed` may help; an earlier model is "
                + "kept where `evaluate_every` measured one"
        case .classPoints:
            "step \(step): the sentence features of a class are nearly one point: \(number) of their variance "
                + "is between classes, over \(limit) in two readings in a row. The training rows are known by "
                + "heart: fewer `epochs`, `early_stopping` or more `dropout` keep what tells them apart"
        }
    }
}

/// Notices a collapse: twice in a row, so that one odd batch is none.
package struct CollapseWatch: Sendable, Equatable {
    /// How many readings in a row must pass a limit.
    package static let readings = 2

    /// How many readings in a row have passed each limit.
    var streaks: [Collapse: Int] = [:]
    /// Whether classes were ever apart: what has not been learnt yet cannot collapse.
    var hasToldClassesApart = false

    /// The share over chance from which classes count as apart.
    static let apart = 0.05

    package init() {}

    /// - Returns: what the reading settles; the same again only after a reading that did not pass.
    package mutating func collapses(in features: FeatureMeasures?, step: Int) -> [CollapseRecord] {
        if let share = features?.betweenShareOverChance, share >= Self.apart {
            hasToldClassesApart = true
        }
        return Collapse.allCases.compactMap { kind in
            guard let features, let limit = kind.limit(of: features),
                let value = kind.value(in: features), kind.isPassed(limit, by: value),
                kind != .mixedClasses || hasToldClassesApart
            else {
                streaks[kind] = nil
                return nil
            }
            streaks[kind, default: 0] += 1
            guard streaks[kind] == Self.readings else { return nil }
            return CollapseRecord(kind: kind, step: step, value: value, limit: limit)
        }
    }
}

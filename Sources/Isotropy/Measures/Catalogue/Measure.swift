import Options
import Torch

/// What can be told of a cloud of points, as data: its definition, its source, where it misleads, what it takes, and how
/// it follows from what was measured.
public struct Measure: Sendable {
    /// What its value is made of, for the order of tables.
    public enum Group: String, WordChoice {
        case variances, correlations, spectrum, directions, dimension, labels
        case twoClouds = "two_clouds"
    }

    /// What has to be kept of the points, or known beside them.
    public enum Need: String, WordChoice {
        /// Count, mean and covariance.
        case moments
        /// The sum of the points' directions.
        case directions
        /// Sums of directions from which the parts of the mean cosine follow.
        case cosineParts = "cosine_parts"
        /// Fourth powers of the distances from the mean.
        case fourthPowers = "fourth_powers"
        /// A random sample of rows, or all where they are few.
        case sample
        /// All points a second time, when their moments are known.
        case secondPass = "second_pass"
        /// A second row for each row.
        case pairs
        case neighbours, labels
        case secondCloud = "second_cloud"
    }

    /// Where values lie; the transform for intervals follows from it.
    public enum Range: Sendable, Equatable {
        case anything
        case atLeast(Double)
        case within(Double, Double)
        /// 1 ... dimensions.
        case directions
        /// 1 ... `min(points - 1, dimensions)`.
        case rank
    }

    /// What isotropic normal points show.
    public enum Isotropic: Sendable {
        /// The mean over simulated covariances of so many points (``IsotropicReference``).
        case simulated
        /// Of so many points and dimensions.
        case exact(@Sendable (_ points: Int, _ dimensions: Int) -> Double?)
        /// Nothing in particular, and why.
        case none(String)
    }

    /// How the bias of few points is taken out.
    public enum Debiasing: Sendable {
        /// The value has none worth the name.
        case none
        /// By blocks that are left out (Quenouille 1956), where there are enough.
        case jackknife
        /// The same of the square, whose bias in 1/N goes entirely: of a length.
        case square
        /// As this one is, in closed form, for points that are independent; of several points a sentence by blocks, from
        /// the squared trace and the squared norm of the covariance each.
        case participation(closedForm: @Sendable (Moments) -> Double?)
    }

    /// How an interval comes about.
    public enum Smoothness: Sendable {
        /// By blocks of sentences that are left out.
        case smooth
        /// The same, where there is a gap behind this eigenvalue, from 1; of several numbers behind one more each.
        case eigenvalue(Int)
        /// The same, where the value is four of its errors away from 0 or more, and where there are three dimensions, in
        /// which inverse lengths have a variance.
        case awayFromZero
        /// By an error of its own.
        case standardError(@Sendable (MeasuredCloud) -> Double?)
        /// Not at all, and why not.
        case none(NoInterval)
    }

    /// snake_case, as files have it.
    public let name: String
    public let title: String
    public let group: Group
    /// A sentence with the formula.
    public let definition: String
    /// The paper, and its equation where it has one.
    public let source: String
    /// Where it misleads.
    public let pitfalls: [String]
    public let range: Range
    /// `nil` for what has none; else what the numbers are in.
    public let unit: String?
    /// What the numbers of a value are, where it has several and always as many.
    public let components: [String]
    public let needs: Set<Need>
    public var isotropic = Isotropic.simulated
    public var debiasing = Debiasing.none
    public var smoothness = Smoothness.none(.notSmooth)
    /// - Returns: `nil` where it is not defined.
    let compute: @Sendable (MeasuredCloud) throws(TorchError) -> MeasureValue?

    public init(
        _ name: String, _ title: String, _ group: Group, definition: String, source: String,
        pitfalls: [String] = [], range: Range, unit: String? = nil, components: [String] = [],
        needs: Set<Need> = [.moments],
        _ compute: @escaping @Sendable (MeasuredCloud) throws(TorchError) -> MeasureValue?
    ) {
        self.name = name
        self.title = title
        self.group = group
        self.definition = definition
        self.source = source
        self.pitfalls = pitfalls
        self.range = range
        self.unit = unit
        self.components = components
        self.needs = needs
        self.compute = compute
    }

    /// - Throws: where the cloud was measured without what this takes.
    public func value(of cloud: MeasuredCloud) throws(TorchError) -> MeasureValue? {
        let missing = needs.subtracting(cloud.holds).map(\.rawValue).sorted()
        guard missing.isEmpty else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "\(name) takes \(missing.joined(separator: ", ")), which was not measured")
        }
        return try compute(cloud)
    }

    func with(
        isotropic: Isotropic? = nil, debiasing: Debiasing? = nil, smoothness: Smoothness? = nil
    ) -> Measure {
        var measure = self
        if let isotropic { measure.isotropic = isotropic }
        if let debiasing { measure.debiasing = debiasing }
        if let smoothness { measure.smoothness = smoothness }
        return measure
    }
}

extension Measure: Equatable {
    /// By their names.
    public static func == (one: Measure, other: Measure) -> Bool { one.name == other.name }
}

/// One number, or several: of dimensions, of k, or as the measure's components say.
public enum MeasureValue: Sendable, Equatable {
    case number(Double)
    case numbers([Double])

    /// All of them.
    public var numbers: [Double] {
        switch self {
        case .number(let number): [number]
        case .numbers(let numbers): numbers
        }
    }

    /// The only one; `nil` of several.
    public var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The same form with other numbers.
    func map(_ change: (Int, Double) -> Double) -> MeasureValue {
        switch self {
        case .number(let number): .number(change(0, number))
        case .numbers(let numbers): .numbers(numbers.enumerated().map { change($0, $1) })
        }
    }

    init?(_ number: Double?) {
        guard let number else { return nil }
        self = .number(number)
    }

    init?(_ numbers: [Double]?) {
        guard let numbers else { return nil }
        self = .numbers(numbers)
    }
}

extension MeasureValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .numbers(try container.decode([Double].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .numbers(let numbers): try container.encode(numbers)
        }
    }
}

import Formats
import Isotropy
import Options
import TensorBoard
import Training

/// What a run was asked to do, as the HParams plugin of TensorBoard shows it: the values of config.json's `job`, by
/// short names.
struct JobParameters {
    private typealias Parameter = HyperParameters.Parameter

    private let job: RunConfiguration.Job
    private let values: [String: Parameter.Value]
    private let kinds: [String: Parameter.Kind]

    init(_ job: RunConfiguration.Job) throws {
        self.job = job
        var leaves = try RecordedValue(job).leaves().reduce(into: [String: RecordedValue]()) {
            $0[Self.shortName($1.key)] = $1.value
        }
        leaves["method"] = .value(.text(job.method.name))
        let known = Self.knownKinds
        values = leaves.compactMapValues { $0 }.reduce(into: [:]) { values, leaf in
            values[leaf.key] = Self.value(leaf.value, known[leaf.key])
        }
        kinds = known.merging(values.mapValues(\.kind)) { known, _ in known }
    }

    /// `training.epochs` is `epochs`, `method.penalty.lambda` is `penalty.lambda`, and the name of a penalty is
    /// `penalty`.
    private static func shortName(_ path: String) -> String {
        var name = path[...]
        for prefix in ["training.", "method."] where name.hasPrefix(prefix) {
            name = name.dropFirst(prefix.count)
        }
        return String(name.hasSuffix(".name") ? name.dropLast(".name".count) : name)
    }

    /// `nil` where there is none.
    private static func value(
        _ recorded: RecordedValue, _ kind: Parameter.Kind?
    ) -> Parameter.Value? {
        guard recorded != .null else { return nil }
        // What may be a word or a number is shown as a word in all runs.
        guard kind != .text, case .value(let value) = recorded else {
            return .text(recorded.description)
        }
        return switch value {
        case .number(let number): .number(number)
        case .integer(let number): .number(Double(number))
        case .flag(let flag): .flag(flag)
        case .text(let text): .text(text)
        case .absent: nil
        }
    }

    /// Of the options that runs of this program may have: all runs name the same, whatever their own methods.
    private static var knownKinds: [String: Parameter.Kind] {
        func kinds(
            _ descriptions: [OptionDescription], _ prefix: String
        ) -> [(String, Parameter.Kind)] {
            descriptions.map { (prefix + $0.name, $0.kind.ofParameter) }
        }
        let methods =
            MethodRegistry.normalizers.flatMap { kinds($0.descriptions, "normalizer.") }
            + MethodRegistry.penalties.flatMap { kinds($0.descriptions, "penalty.") }
        let words = [
            "method", "normalizer", "penalty", "model", "task", "headline", "data", "preset",
        ]
        return Dictionary(
            methods + kinds(TrainingOptions.descriptions, "") + words.map { ($0, .text) }
                + [("seed", .number)]
        ) { first, _ in first }
    }

    /// - Parameter time: when the run began.
    func start(time: Double) -> HyperParameters {
        .start(values, group: group, time: time)
    }

    /// Seeds and folds of one method with the same options are one row, with the means of their scores.
    private var group: String {
        var hash = XXH64()
        for (name, value) in values.sorted(by: { $0.key < $1.key })
        where name != "seed" && name != "details.custom.held_out.fold" {
            hash.update("\(name)=\(value)\n")
        }
        return "\(job.method.name) \(hash.hexadecimal.prefix(8))"
    }

    /// What the plugin compares: the score first, then what else stands under `final`.
    func experiment(_ results: RunResults) -> HyperParameters {
        let tags = results.values.map(\.tag)
        let score = RunResults.tag + results.headline
        let ordered = tags.filter { $0 == score } + tags.filter { $0 != score }
        return .experiment(
            parameters: kinds.sorted { $0.key < $1.key }.map { Parameter($0.key, $0.value) },
            metrics: ordered.map {
                HyperParameters.Metric(tag: $0, title: String($0.dropFirst(RunResults.tag.count)))
            })
    }
}

extension HyperParameters.Parameter.Value {
    fileprivate var kind: HyperParameters.Parameter.Kind {
        switch self {
        case .text: .text
        case .flag: .flag
        case .number: .number
        }
    }
}

extension OptionDescription.Kind {
    fileprivate var ofParameter: HyperParameters.Parameter.Kind {
        switch self {
        case .number, .integer: .number
        case .flag: .flag
        case .choice, .text: .text
        }
    }
}

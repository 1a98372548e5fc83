import ArgumentParser
import Experiments
import Isotropy
import Options

/// The method: a normalizer and a penalty, with the options of all that are registered.
package struct MethodFlags: ParsableArguments, CustomReflectable {
    private var normalizer: any NormalizerOptions.Type = NoNormalizerOptions.self
    private var penalty: any PenaltyOptions.Type = NoPenaltyOptions.self
    private var given: [String: OptionValue] = [:]

    private static let normalizerName = "normalizer"
    private static let penaltyName = "penalty"

    private static var flags: DescribedFlags {
        func choice(_ name: String, _ words: [String], _ help: String) -> DescribedFlags.Item {
            DescribedFlags.Item(
                name: name, kind: .choice(words), placeholder: nil,
                help: "\(help): \(alternatives(words)). (default: none)")
        }
        let methods = [
            choice(
                normalizerName, MethodRegistry.normalizers.map { $0.name }, "Before the classifier"),
            choice(penaltyName, MethodRegistry.penalties.map { $0.name }, "A term of the loss"),
        ]
        return DescribedFlags(items: methods + optionNames.compactMap(item))
    }

    /// Of all methods, each once, in the registry's order.
    private static var optionNames: [String] {
        MethodRegistry.all.flatMap { $0.descriptions }.filter { $0.help != nil }.map(\.name)
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    package init() {}

    package init(from decoder: any Decoder) throws {
        given = try Self.flags.given(decoder.container(keyedBy: OptionKey.self))
        normalizer = method(Self.normalizerName, MethodRegistry.normalizers) ?? normalizer
        penalty = method(Self.penaltyName, MethodRegistry.penalties) ?? penalty
    }

    private func method<Part>(_ option: String, _ known: [Part]) -> Part? {
        known.first { part in
            (part as? any MethodOptions.Type).map { given[option] == .text($0.name) } ?? false
        }
    }

    package var customMirror: Mirror {
        Mirror(self, children: Self.flags.children, displayStyle: .struct)
    }

    package func validate() throws {
        let chosen: [any MethodOptions.Type] = [normalizer, penalty]
        let idle = Self.optionNames.filter { name in
            given[name] != nil && !chosen.contains { $0.has(name) }
        }
        let misplaced = idle.map { name in
            OptionProblem(name, "needs \(Self.owners(of: name))")
        }
        var values = chosen.flatMap { $0.problems(with: given) }
        values.removeAll { problem in misplaced.contains { $0.option == problem.option } }
        try (misplaced + values).check()
    }

    /// Refuses options that were given and have no effect beside the others.
    /// - Parameter preset: has the values of those that were not given.
    package func check(_ preset: Preset) throws {
        try resolved(preset).parts.flatMap { $0.idle(given) }.check()
    }

    var scoped: [ScopedFlag] {
        let isNormalized = normalizer.name != NoNormalizerOptions.name
        return [ScopedFlag(flagName(Self.normalizerName), given: isNormalized, .sentences)]
    }

    /// `--normalizer isobn or batchnorm`.
    private static func owners(of option: String) -> String {
        func names(_ flag: String, _ methods: [any MethodOptions.Type]) -> String? {
            let names = methods.filter { $0.has(option) }.map { $0.name }
            return names.isEmpty ? nil : "\(flagName(flag)) \(alternatives(names))"
        }
        return [
            names(normalizerName, MethodRegistry.normalizers),
            names(penaltyName, MethodRegistry.penalties),
        ].compactMap { $0 }.joined(separator: " or ")
    }

    package func resolved(_ preset: Preset) -> Method {
        Method(
            normalizer: normalizer.init(preset: preset).taking(given),
            penalty: penalty.init(preset: preset).taking(given))
    }
}

extension MethodFlags {
    /// A flag with what each of its owners says of it.
    private static func item(_ name: String) -> DescribedFlags.Item? {
        let owners = MethodRegistry.all.filter { $0.has(name) }
        var texts: [(titles: [String], help: String)] = []
        var defaults: [String] = []
        for owner in owners {
            guard let (field, value) = owner.described(name), let help = field.help else {
                continue
            }
            if let place = texts.firstIndex(where: { $0.help == help }) {
                texts[place].titles.append(owner.title)
            } else {
                texts.append(([owner.title], help))
            }
            defaults.append(
                (field.otherwise ?? value.description)
                    + (owners.count > 1 ? " for \(owner.name)" : ""))
        }
        guard let (first, _) = owners.first?.described(name) else { return nil }
        let help = texts.map { text in
            let titles = text.titles.joined(separator: " and ")
            return "\(titles): \(text.help)"
        }
        return DescribedFlags.Item(
            name: name, kind: first.kind, placeholder: first.placeholder,
            help: "\(help.joined(separator: "; ")). (\(first.kind.choices)default: "
                + "\(defaults.joined(separator: ", ")))")
    }
}

extension MethodOptions {
    static func has(_ option: String) -> Bool {
        descriptions.contains { $0.name == option && $0.help != nil }
    }

    static func described(_ option: String) -> (OptionDescription, OptionValue)? {
        zip(descriptions, Self().values).first { $0.0.name == option }
    }

    static func problems(with given: [String: OptionValue]) -> [OptionProblem] {
        var trial = Self()
        return trial.take(given)
    }

    /// Those of the given options that have no effect.
    fileprivate func idle(_ given: [String: OptionValue]) -> [OptionProblem] {
        Self.descriptions.map(\.name).filter { given[$0] != nil }.compactMap { idleness(of: $0) }
    }

    /// With the given values of these options, which `validate` has checked.
    func taking(_ given: [String: OptionValue]) -> Self {
        var options = self
        _ = options.take(given)
        return options
    }
}

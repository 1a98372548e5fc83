import ArgumentParser
import Experiments
import Files
import Isotropy
import Options

/// The methods: each by one word, or one by a normalizer, a penalty and the options of all that are registered.
package struct MethodFlags: ParsableArguments {
    @Option(
        name: .customLong("method"), parsing: .singleValue,
        help: ArgumentHelp(
            "A method to compare; give one --method for each. plain, or a normalizer, a penalty or both "
                + "joined by +, with their options behind a colon: isobn:beta=0.5+istar:lambda=-1. "
                + "(default: the one that the options below say)",
            valueName: "method"),
        transform: { word throws in try MethodChoice(word) })
    private var methods: [MethodChoice] = []

    @OptionGroup private var parts: MethodPartFlags

    package init() {}

    package func validate() throws {
        guard !methods.isEmpty else { return try parts.checkOwners() }
        guard !parts.given.isEmpty else { return }
        throw ValidationError(parts.remedy(beside: methods))
    }

    /// Refuses options that were given and have no effect beside the others.
    /// - Parameter preset: has the values of those that were not given.
    package func check(_ preset: Preset) throws { try parts.check(preset) }

    var scoped: [ScopedFlag] {
        let isNormalized = methods.contains { $0.normalizer != NoNormalizerOptions.self }
        return parts.scoped + [ScopedFlag("--method NORMALIZER", given: isNormalized, .sentences)]
    }

    /// - Returns: one at least.
    package func resolved(_ preset: Preset) -> [Method] {
        (methods.isEmpty ? [parts.choice] : methods).map { $0.resolved(preset) }
    }
}

/// One method by its normalizer and penalty.
struct MethodPartFlags: ParsableArguments, CustomReflectable {
    private(set) var choice = MethodChoice()
    private(set) var given: [String: OptionValue] = [:]

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
            .distinct()
    }

    init() {}

    init(from decoder: any Decoder) throws {
        given = try Self.flags.given(decoder.container(keyedBy: OptionKey.self))
        choice = MethodChoice(
            normalizer: method(Self.normalizerName, MethodRegistry.normalizers)
                ?? NoNormalizerOptions.self,
            penalty: method(Self.penaltyName, MethodRegistry.penalties) ?? NoPenaltyOptions.self,
            values: given)
    }

    private func method<Part>(_ option: String, _ known: [Part]) -> Part? {
        known.first { part in
            (part as? any MethodOptions.Type).map { given[option] == .text($0.name) } ?? false
        }
    }

    var customMirror: Mirror {
        Mirror(self, children: Self.flags.children, displayStyle: .struct)
    }

    /// Refuses options of methods that were not chosen, and values that are none.
    func checkOwners() throws {
        let chosen: [any MethodOptions.Type] = [choice.normalizer, choice.penalty]
        let idle = Self.optionNames.filter { name in
            given[name] != nil && !chosen.contains { $0.has(name) }
        }
        let misplaced = idle.map { name in
            OptionProblem(name, "needs \(Self.owners(of: name))")
        }
        var values = choice.problems
        values.removeAll { problem in misplaced.contains { $0.option == problem.option } }
        try (misplaced + values).check()
    }

    /// Refuses options that were given and have no effect beside the others.
    /// - Parameter preset: has the values of those that were not given.
    func check(_ preset: Preset) throws {
        try choice.resolved(preset).parts.flatMap { $0.idle(given) }.check()
    }

    var scoped: [ScopedFlag] {
        let isNormalized = choice.normalizer != NoNormalizerOptions.self
        return [ScopedFlag(flagName(Self.normalizerName), given: isNormalized, .sentences)]
    }

    /// What to write in the place of these flags beside `--method`, which says all of a method.
    func remedy(beside methods: [MethodChoice]) -> String {
        let flags = given.keys.sorted().map(flagName).joined(separator: ", ")
        let start = "--method says all of a method, so \(flags) cannot stand beside it"
        let whole = methods.map { $0.completed(by: choice) }
        func words(_ methods: [MethodChoice]) -> String {
            methods.map { shellWord("\($0)") }.map { "--method \($0)" }.joined(separator: " ")
        }
        let changed = zip(methods, whole).contains { "\($0)" != "\($1)" }
        let taken = Set(
            whole.flatMap { Array($0.normalizerValues.keys) + Array($0.penaltyValues.keys) })
        let chosen = [Self.normalizerName, Self.penaltyName]
        let homeless = given.keys.sorted().filter { !taken.contains($0) && !chosen.contains($0) }
        let elsewhere = homeless.map { name in
            let owners = MethodRegistry.all.filter { $0.has(name) }
            let texts = owners.map { "--method \($0.name):\(name)=\(given[name] ?? .absent)" }
            return "\(flagName(name)) is of another method, as in \(alternatives(texts))"
        }
        return ([start + (changed ? ": give \(words(whole))" : ", but behind a colon")] + elsewhere)
            .joined(separator: "; ")
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
}

extension MethodPartFlags {
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

}

import ArgumentParser
import Files
import Options

/// Flags that follow from descriptions of options: names, help, values and checks.
///
/// ArgumentParser asks a mirror for a type's flags and decodes them by name; both work as well for a list
/// that is only known when the program runs.
struct DescribedFlags {
    /// One flag, of one option or of several of the same name.
    struct Item {
        let name: String
        let kind: OptionDescription.Kind
        let placeholder: String?
        let help: String

        var flag: String { flagName(name) }
    }

    let items: [Item]

    /// What a mirror shows to ArgumentParser.
    var children: [Mirror.Child] {
        items.map { item in
            let name = NameSpecification.customLong(String(item.flag.dropFirst(2)))
            let value: Any =
                switch item.kind {
                case .flag: Flag<Bool?>(name: name, inversion: .prefixedNo, help: item.argumentHelp)
                default:
                    Option<OptionValue?>(
                        name: name, parsing: .unconditional, help: item.argumentHelp,
                        completion: item.completion, transform: item.value)
                }
            return (label: "_" + item.name, value: value)
        }
    }

    /// The values that were given, by the options' names.
    func given(
        _ container: KeyedDecodingContainer<OptionKey>
    ) throws -> [String: OptionValue] {
        var given: [String: OptionValue] = [:]
        for item in items {
            let key = OptionKey(item.name)
            given[item.name] =
                if case .flag = item.kind {
                    try container.decode(Flag<Bool?>.self, forKey: key).wrappedValue
                        .map(OptionValue.flag)
                } else {
                    try container.decode(Option<OptionValue?>.self, forKey: key).wrappedValue
                }
        }
        return given
    }
}

extension DescribedFlags.Item {
    /// Of an option that is offered; `nil` for one that is only recorded.
    init?(_ description: OptionDescription, default value: OptionValue) {
        guard let help = description.help else { return nil }
        name = description.name
        kind = description.kind
        placeholder = description.placeholder
        self.help = "\(help) (\(kind.choices)\(description.defaultText(value)))"
    }

    fileprivate var argumentHelp: ArgumentHelp {
        ArgumentHelp(help, valueName: placeholder ?? String(flag.dropFirst(2)))
    }

    fileprivate var completion: CompletionKind? {
        if case .choice(let words) = kind { .list(words) } else { nil }
    }

    /// What a word on the command line means.
    @Sendable fileprivate func value(_ word: String) throws -> OptionValue {
        do {
            return try kind.value(of: word, named: name)
        } catch {
            throw ValidationError("it \(error.reason)")
        }
    }
}

extension OptionDescription.Kind {
    /// For the help: the words that can be chosen.
    var choices: String {
        if case .choice(let words) = self {
            "values: \(words.joined(separator: ", ")); "
        } else {
            ""
        }
    }
}

extension OptionDescription {
    /// For the help: `default: 0.5`.
    func defaultText(_ value: OptionValue) -> String {
        if let otherwise { return "default: \(otherwise)" }
        if case .flag(let isOn) = value {
            return "default: --\(isOn ? "" : "no-")\(flagName(name).dropFirst(2))"
        }
        return "default: \(value)"
    }
}

import ArgumentParser
import Options

/// The flags of a type of options. One that is not given leaves its option as it is.
package struct OptionFlags<Owner: DescribedOptions>: ParsableArguments, CustomReflectable {
    private var given: [String: OptionValue] = [:]

    private static var flags: DescribedFlags {
        let defaults = Owner().values
        return DescribedFlags(
            items: zip(Owner.descriptions, defaults).compactMap {
                DescribedFlags.Item($0, default: $1)
            })
    }

    package init() {}

    package init(from decoder: any Decoder) throws {
        given = try Self.flags.given(decoder.container(keyedBy: OptionKey.self))
    }

    package var customMirror: Mirror {
        Mirror(self, children: Self.flags.children, displayStyle: .struct)
    }

    package func validate() throws {
        var trial = Owner()
        try trial.take(given).check()
    }

    /// Refuses options that were given and have no effect beside the others.
    /// - Parameter resolved: has the values of those that were not given.
    func checkEffect(in resolved: Owner) throws { try resolved.idle(given).check() }

    func isGiven(_ name: String) -> Bool { given[name] != nil }

    /// Of all options that command lines offer.
    var flags: [(option: String, flag: String, isGiven: Bool)] {
        Self.flags.items.map { ($0.name, $0.flag, isGiven($0.name)) }
    }

    /// Puts what was given in the place of what is there.
    func apply(to options: inout Owner) {
        // What is wrong with it `validate` has told, which ArgumentParser calls first.
        _ = options.take(given)
    }
}

extension DescribedOptions {
    /// Those of the given options that have no effect.
    func idle(_ given: [String: OptionValue]) -> [OptionProblem] {
        Self.descriptions.map(\.name).filter { given[$0] != nil }.compactMap { idleness(of: $0) }
    }
}

extension [OptionProblem] {
    /// - Throws: all of them, by the flags' names.
    func check() throws {
        guard isEmpty else {
            throw ValidationError(
                map { "\(flagName($0.option)) \($0.reason.flagged)" }.joined(separator: "\n"))
        }
    }
}

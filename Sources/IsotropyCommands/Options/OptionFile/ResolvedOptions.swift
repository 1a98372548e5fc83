import Options
import Training
import Yams

/// All options of a command as a file of options: what was given, and what the rest comes to.
package struct ResolvedOptions {
    /// In the order of the command's help.
    private let entries: [(name: String, value: Node)]

    /// - Parameters:
    ///   - words: of the command line, its file's among them, without the subcommand.
    ///   - resolved: values of options that have some where they are not given, by the flags' names.
    package init(_ words: [String], of flags: CommandFlags, resolved: [String: String]) {
        let given = Self.values(words, flags)
        entries = flags.items.compactMap { item in
            guard ExpandedArguments.own[item.name] == nil else { return nil }
            let values = given[item.name] ?? []
            if item.isRepeating, !values.isEmpty {
                return (item.name, Node(values.map { Node($0) }))
            }
            if let value = values.last ?? resolved[item.name] { return (item.name, Node(value)) }
            return nil
        }
    }

    /// YAML that ``OptionFile`` reads.
    package func yaml() throws -> String {
        try entries.map { try Yams.serialize(node: [Node($0.name): $0.value]) }.joined()
    }

    /// What every flag was given, in order; a flag without a value says `true`, its opposite `false`.
    private static func values(_ words: [String], _ flags: CommandFlags) -> [String: [String]] {
        var values: [String: [String]] = [:]
        var rest = words[...]
        while let word = rest.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let item = flags.items.first {
                parts[0] == "--" + $0.name || $0.letter.map { parts[0] == "-" + $0 } ?? false
            }
            guard let item else { continue }
            if !item.takesValue {
                let isOpposite = item.name.hasPrefix("no-") && flags.opposite(of: item.name) != nil
                let name = isOpposite ? String(item.name.dropFirst(3)) : item.name
                values[name] = [isOpposite ? "false" : "true"]
            } else if parts.count == 2 {
                values[item.name, default: []].append(String(parts[1]))
            } else if let value = rest.popFirst() {
                values[item.name, default: []].append(value)
            }
        }
        return values
    }
}

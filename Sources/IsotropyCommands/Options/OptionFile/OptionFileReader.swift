import Options
import Yams

/// Reads the keys and values of a file of options, and lists all that is wrong with them.
struct OptionFileReader {
    let path: String
    let flags: CommandFlags
    let refused: [String: String]
    private var problems: [String] = []

    init(path: String, flags: CommandFlags, refused: [String: String]) {
        self.path = path
        self.flags = flags
        self.refused = refused
    }

    mutating func entries(of root: Node?) throws -> [OptionFile.Entry] {
        guard let root else { return [] }
        guard let mapping = root.mapping else {
            throw InputError("\(place(of: root)): the file is no mapping of options to values")
        }
        let entries = mapping.compactMap { key, value in entry(key, value) }
        guard problems.isEmpty else { throw InputError(Message(problems.joined(separator: "\n"))) }
        return entries
    }

    private mutating func entry(_ key: Node, _ value: Node) -> OptionFile.Entry? {
        let name = key.string ?? ""
        if let reason = refused[name] {
            return refuse(key, "'\(name)' has no place in a file: \(reason)")
        }
        guard let flag = flags[name] else {
            let meant = suggestion(
                for: name, in: flags.items.map(\.name).filter { refused[$0] == nil })
            return refuse(key, "there is no option '\(name)'\(meant)")
        }
        guard let words = words(of: flag, value) else { return nil }
        return OptionFile.Entry(flag: flag, words: words, place: place(of: key))
    }

    private mutating func words(of flag: CommandFlags.Item, _ value: Node) -> [String]? {
        guard flag.takesValue else {
            switch value.scalar?.string {
            case "true": return ["--" + flag.name]
            case "false":
                return flags.opposite(of: flag.name).map { ["--" + $0.name] } ?? []
            default: return refuse(value, "'\(flag.name)' is neither true nor false")
            }
        }
        if let items = value.sequence {
            guard !items.isEmpty else { return refuse(value, "'\(flag.name)' is an empty list") }
            let texts = items.map { text($0, of: flag) }
            let found = texts.compactMap { $0 }
            guard found.count == texts.count else { return nil }
            return flag.isRepeating
                ? found.map { "--\(flag.name)=\($0)" }
                : ["--\(flag.name)=\(found.joined(separator: ","))"]
        }
        return text(value, of: flag).map { ["--\(flag.name)=\($0)"] }
    }

    /// One value. A mapping with a name is a method with its options: `{name: istar, lambda: -1}`.
    private mutating func text(_ value: Node, of flag: CommandFlags.Item) -> String? {
        if let scalar = value.scalar {
            guard !scalar.string.isEmpty, value.null == nil || scalar.style != .plain else {
                return refuse(value, "'\(flag.name)' has no value")
            }
            return scalar.string
        }
        guard flag.name == "method", let mapping = value.mapping, let name = mapping["name"]?.string
        else {
            return refuse(value, "'\(flag.name)' takes a word, a number or a list of these")
        }
        let options = mapping.filter { $0.key.string != "name" }.map { key, value in
            (key.string ?? "", value.scalar?.string)
        }
        let wrong = options.filter { $0.0.isEmpty || $0.1 == nil }.map(\.0)
        guard wrong.isEmpty else {
            return refuse(
                value, "of method '\(name)', \(wrong.joined(separator: ", ")) is no word or number")
        }
        let texts = options.map { "\($0.0)=\($0.1 ?? "")" }
        return name + (texts.isEmpty ? "" : ":" + texts.joined(separator: ","))
    }

    private mutating func refuse<Value>(_ node: Node, _ reason: String) -> Value? {
        problems.append("\(place(of: node)): \(reason)")
        return nil
    }

    private func place(of node: Node) -> String {
        guard let mark = node.mark else { return path }
        return "\(path): line \(mark.line), column \(mark.column)"
    }
}

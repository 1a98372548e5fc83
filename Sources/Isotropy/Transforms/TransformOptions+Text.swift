import Options

extension TransformOptions {
    /// A transform as one word: `isobn`, `isobn:beta=1`, `zca:shrinkage=auto`.
    /// - Throws: everything that is wrong with it, with the nearest known name.
    public init(text: String) throws(TransformError) {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves[0])
        guard let kind = TransformKind(rawValue: name) else {
            let known = TransformKind.allCases.map(\.rawValue)
            throw TransformError(
                "there is no transform '\(name)'"
                    + Message(
                        suggestion(
                            for: name, in: known, otherwise: ", but \(alternatives(known))")))
        }
        self.init(kind)
        var problems: [String] = []
        let parts = halves.dropFirst().flatMap {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let values = Self.values(of: parts, named: name, &problems)
        problems += take(values).map { "\($0.option) \($0.reason)" }
        for option in values.keys.sorted() where problems.isEmpty {
            if let idle = idleness(of: option) { problems.append("\(idle.option) \(idle.reason)") }
        }
        guard problems.isEmpty else {
            throw TransformError(Message("'\(text)': \(problems.joined(separator: "; "))"))
        }
    }

    /// The kind with every option that is not the default.
    public var text: String {
        let defaults = Self(kind)
        let others = Self.fields.filter { $0.name != "kind" }.compactMap { field -> String? in
            guard let value = value(of: field.name), value != defaults.value(of: field.name) else {
                return nil
            }
            return "\(field.name)=\(value)"
        }
        return others.isEmpty ? kind.rawValue : "\(kind.rawValue):\(others.joined(separator: ","))"
    }
}

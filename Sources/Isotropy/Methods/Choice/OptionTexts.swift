import Options

extension DescribedOptions {
    /// The values that texts give: `name=value`, as files or command lines write the name, and for a flag `name` or
    /// `no-name` alone.
    /// - Parameters:
    ///   - owner: what the options are of, for messages.
    ///   - problems: gets everything that is wrong, with the nearest known name.
    static func values(
        of texts: [String], named owner: String, _ problems: inout [String]
    ) -> [String: OptionValue] {
        var values: [String: OptionValue] = [:]
        for text in texts {
            let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let written = String(halves[0])
            let name = written.replacing("-", with: "_")
            let isNegated = name.hasPrefix("no_") && halves.count == 1
            let positive = isNegated ? String(name.dropFirst(3)) : name
            guard let field = descriptions.first(where: { $0.name == positive && $0.help != nil })
            else {
                problems.append(unknown(written, owner))
                continue
            }
            guard values[field.name] == nil else {
                problems.append("\(written) is given twice")
                continue
            }
            do {
                if case .flag = field.kind, halves.count == 1 {
                    values[field.name] = .flag(!isNegated)
                } else if halves.count == 2 {
                    values[field.name] = try field.kind.value(
                        of: String(halves[1]), named: field.name)
                } else {
                    problems.append("\(written) needs a value: \(written)=…")
                }
            } catch {
                problems.append("\(written) \(error.reason)")
            }
        }
        return values
    }

    private static func unknown(_ written: String, _ owner: String) -> String {
        let known = descriptions.filter { $0.help != nil }.map(\.name)
        let others =
            known.isEmpty
            ? ", which has no options" : ", which has \(known.joined(separator: ", "))"
        return "there is no option '\(written)' of \(owner)"
            + suggestion(for: written.replacing("-", with: "_"), in: known, otherwise: others)
    }
}

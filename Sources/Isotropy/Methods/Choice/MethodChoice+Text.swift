import Options

extension MethodChoice {
    /// A method as one word: `plain`, `isobn`, `istar:lambda=-1,zeta=0.2`, `isobn:beta=0.5+istar`.
    ///
    /// A part is a method's name, with its options behind a colon: `name=value`, as files or command lines
    /// write the name (`target_size`, `target-size`), and for a flag `name` or `no-name` alone.
    /// - Throws: everything that is wrong with it, with the nearest known name.
    public init(_ text: String) throws(MethodTextError) {
        self.init()
        var problems: [String] = []
        let parts = Self.parts(of: text)
        for part in parts where part.name != Self.plain || parts.count > 1 {
            take(part, &problems)
        }
        if problems.isEmpty { problems = self.problems.map { "\($0.option) \($0.reason)" } }
        guard problems.isEmpty else { throw MethodTextError(text: text, problems: problems) }
    }

    /// What a text calls a method without normalizer and penalty.
    private static let plain = "plain"

    private typealias Part = (name: String, options: [String])

    /// What stands between the signs `+` that join methods; others belong to a number, as in `lambda=+1`.
    private static func parts(of text: String) -> [Part] {
        var pieces: [String] = []
        for piece in text.split(separator: "+", omittingEmptySubsequences: false) {
            let isNumber = piece.first.map { $0.isNumber || $0 == "." } ?? false
            if isNumber, let last = pieces.last, last.contains("=") {
                pieces[pieces.count - 1] = "\(last)+\(piece)"
            } else {
                pieces.append(String(piece))
            }
        }
        return pieces.map { piece in
            let halves = piece.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let options = halves.dropFirst().flatMap {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            return (String(halves[0]), options.map(String.init))
        }
    }

    private mutating func take(_ part: Part, _ problems: inout [String]) {
        let normalizers = MethodRegistry.normalizers.filter { $0 != NoNormalizerOptions.self }
        let penalties = MethodRegistry.penalties.filter { $0 != NoPenaltyOptions.self }
        func taken(_ kind: String, _ other: any MethodOptions.Type) {
            problems.append("\(other.name) and \(part.name) are two \(kind): a method has one")
        }
        if let found = normalizers.first(where: { $0.name == part.name }) {
            guard normalizer == NoNormalizerOptions.self else {
                return taken("normalizers", normalizer)
            }
            normalizer = found
            normalizerValues = found.values(of: part.options, &problems)
        } else if let found = penalties.first(where: { $0.name == part.name }) {
            guard penalty == NoPenaltyOptions.self else { return taken("penalties", penalty) }
            penalty = found
            penaltyValues = found.values(of: part.options, &problems)
        } else {
            let known = [Self.plain] + normalizers.map { $0.name } + penalties.map { $0.name }
            guard part.name != Self.plain else {
                problems.append("plain is a method without others")
                return
            }
            let others = ", but \(alternatives(known))"
            problems.append(
                "there is no method '\(part.name)'"
                    + suggestion(for: part.name, in: known, otherwise: others))
        }
    }
}

extension MethodOptions {
    /// The values that a text gives.
    fileprivate static func values(
        of texts: [String], _ problems: inout [String]
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
                problems.append(unknown(written))
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

    private static func unknown(_ written: String) -> String {
        let known = descriptions.filter { $0.help != nil }.map(\.name)
        let others =
            known.isEmpty
            ? ", which has no options" : ", which has \(known.joined(separator: ", "))"
        return "there is no option '\(written)' of \(name)"
            + suggestion(for: written.replacing("-", with: "_"), in: known, otherwise: others)
    }
}

/// Why a text is no method.
public struct MethodTextError: Error, Sendable, CustomStringConvertible {
    public let text: String
    /// All of them.
    public let problems: [String]

    public var description: String { "'\(text)': \(problems.joined(separator: "; "))" }
}

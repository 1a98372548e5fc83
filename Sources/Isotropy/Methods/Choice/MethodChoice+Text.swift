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
            normalizerValues = found.values(of: part.options, named: found.name, &problems)
        } else if let found = penalties.first(where: { $0.name == part.name }) {
            guard penalty == NoPenaltyOptions.self else { return taken("penalties", penalty) }
            penalty = found
            penaltyValues = found.values(of: part.options, named: found.name, &problems)
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

extension MethodChoice: CustomStringConvertible {
    /// What ``init(_:)`` reads: `isobn:beta=0.5+istar`.
    public var description: String {
        func part(
            _ type: any MethodOptions.Type, _ values: [String: OptionValue]
        ) -> String {
            let options = type.descriptions.map(\.name).compactMap { name in
                values[name].map { "\(name.replacing("_", with: "-"))=\($0)" }
            }
            return type.name
                + (options.isEmpty ? "" : ":" + options.joined(separator: ","))
        }
        var parts: [String] = []
        if normalizer != NoNormalizerOptions.self {
            parts.append(part(normalizer, normalizerValues))
        }
        if penalty != NoPenaltyOptions.self { parts.append(part(penalty, penaltyValues)) }
        return parts.isEmpty ? Self.plain : parts.joined(separator: "+")
    }
}

/// Why a text is no method.
public struct MethodTextError: Error, Sendable, CustomStringConvertible {
    public let text: String
    /// All of them.
    public let problems: [String]

    public var description: String { "'\(text)': \(problems.joined(separator: "; "))" }
}

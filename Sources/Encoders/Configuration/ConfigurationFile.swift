import Files
import Formats
import Foundation

/// A model folder's `config.json`, kept whole so that a saved checkpoint can carry it on.
public struct ConfigurationFile {
    public let url: URL
    public let fields: [String: Any]

    public init(contentsOf url: URL) throws(ConfigurationError) {
        self.url = url
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            let exists = FileManager.default.fileExists(atPath: url.path)
            let reason =
                exists ? "cannot be read: \(systemReason(error))" : "there is no such file"
            throw ConfigurationError(url, [reason])
        }
        if GitLFSPointer.isAt(data) { throw ConfigurationError(url, [GitLFSPointer.problem]) }
        if let problem = ByteOrderMark.problem(data) { throw ConfigurationError(url, [problem]) }
        guard data.count > ByteOrderMark.length(data) else {
            throw ConfigurationError(url, ["is empty"])
        }
        let bytes = Array(data)
        let value: JSONTree
        do {
            value = try JSONTree(bytes, rules: JSONRules(numbers: .nearest))
        } catch {
            throw ConfigurationError(url, ["\(error.place): broken JSON: \(error.reason)"])
        }
        // Foundation would keep one of them, Python perhaps the other.
        let repeated = value.repeatedKeys()
        guard repeated.isEmpty else {
            throw ConfigurationError(url, repeated.map { "\($0.error(in: bytes))" })
        }
        guard case .object(let members) = value else {
            throw ConfigurationError(url, ["is not a JSON object"])
        }
        fields = members.values
    }

    /// The architecture's name, such as `bert`.
    public var modelType: String? { fields["model_type"] as? String }
}

/// All that is wrong with a model's configuration.
public struct ConfigurationError: Error, CustomStringConvertible, Sendable {
    public let file: String
    public let problems: [String]

    public init(_ url: URL, _ problems: [String]) {
        file = url.path
        self.problems = problems
    }

    public var description: String { "\(file): \(problems.joined(separator: "; "))" }
}

import Checkpoints
import Files
import Foundation

/// A model folder's `config.json`, kept whole so that a saved checkpoint can carry it on.
public struct ConfigurationFile {
    public let url: URL
    public let fields: [String: Any]

    public init(contentsOf url: URL) throws(ConfigurationError) {
        self.url = url
        var data: Data
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
        data = Data(data.dropFirst(ByteOrderMark.length(data)))
        guard !data.isEmpty else { throw ConfigurationError(url, ["is empty"]) }
        // Foundation says neither the line nor the reason.
        if let problem = data.withUnsafeBytes(JSONProblem.init(in:)) {
            throw ConfigurationError(url, ["\(problem)"])
        }
        // Foundation keeps one of them, Python perhaps the other.
        let repeated = data.withUnsafeBytes(repeatedKeys(in:))
        guard repeated.isEmpty else {
            throw ConfigurationError(url, repeated.map { "'\($0)' is there more than once" })
        }
        guard let object = try? JSONSerialization.jsonObject(with: data),
            let fields = object as? [String: Any]
        else {
            throw ConfigurationError(url, ["is not a JSON object"])
        }
        self.fields = fields
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

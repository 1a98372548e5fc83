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
        do {
            fields = try JSONTree.object(Array(data), rules: JSONRules(numbers: .nearest)).values
        } catch {
            throw ConfigurationError(url, ["\(error)"])
        }
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

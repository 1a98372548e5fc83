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
                exists ? "cannot be read: \(error.localizedDescription)" : "there is no such file"
            throw ConfigurationError(url, [reason])
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

/// Reads fields that have no default: a missing or misshapen one is remembered, and all of them are
/// reported together.
struct FieldReader {
    let file: ConfigurationFile
    private(set) var problems: [String] = []

    init(_ file: ConfigurationFile) {
        self.file = file
    }

    mutating func positiveInteger(_ name: String) -> Int {
        guard let value = number(name) else { return 1 }
        let integer = value.intValue
        guard integer > 0, Double(integer) == value.doubleValue else {
            problems.append("\(name) is \(value), not a positive integer")
            return 1
        }
        return integer
    }

    mutating func real(_ name: String, in range: Range<Double>) -> Double {
        guard let value = number(name)?.doubleValue else { return range.lowerBound }
        guard range.contains(value) else {
            problems.append(
                "\(name) is \(value), outside \(range.lowerBound) ..< \(range.upperBound)")
            return range.lowerBound
        }
        return value
    }

    mutating func text(_ name: String) -> String {
        guard let raw = file.fields[name] else {
            problems.append("\(name) is missing")
            return ""
        }
        guard let value = raw as? String else {
            problems.append("\(name) is \(raw), not a string")
            return ""
        }
        return value
    }

    /// Whether a field that may be left out is there and not null.
    func has(_ name: String) -> Bool {
        guard let value = file.fields[name] else { return false }
        return !(value is NSNull)
    }

    /// Whether nothing is wrong with a field, so that its value is the file's own.
    func isSound(_ name: String) -> Bool {
        !problems.contains { $0.hasPrefix(name + " ") }
    }

    mutating func refuse(_ problem: String) {
        problems.append(problem)
    }

    func finish() throws(ConfigurationError) {
        if !problems.isEmpty { throw ConfigurationError(file.url, problems) }
    }

    private mutating func number(_ name: String) -> NSNumber? {
        guard let raw = file.fields[name], !(raw is NSNull) else {
            problems.append("\(name) is missing")
            return nil
        }
        // `raw is Bool` would hold for the numbers 0 and 1 too: only the stored type tells.
        guard let value = raw as? NSNumber, !["c", "B"].contains(String(cString: value.objCType))
        else {
            problems.append("\(name) is \(raw), not a number")
            return nil
        }
        return value
    }
}

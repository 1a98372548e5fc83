import Encoders
import Foundation

/// What `config.json` calls the outputs of a classifier, in their order.
///
/// transformers makes names up (`LABEL_0` …) where the file has none, for as many as it counts, or
/// for two; of names that do not fit the outputs it makes something else than the file says, so they
/// are refused.
package struct OutputNames {
    let all: [String]
    /// The field that says how many there are; `nil` where transformers' two are taken.
    let source: String?

    /// The most outputs that a file is believed to have without naming them.
    private static let mostCounted = 1 << 16

    init(_ file: ConfigurationFile) throws(ConfigurationError) {
        var problems: [String] = []
        let count = Self.count(file, &problems)
        switch file.fields["id2label"] {
        case nil, is NSNull:
            all = (0..<(count ?? 2)).map { "LABEL_\($0)" }
            source = count == nil ? nil : "num_labels"
        case let map as [String: Any]:
            all = Self.names(map, &problems)
            source = "id2label"
            if let count, problems.isEmpty, count != all.count {
                problems.append("num_labels is \(count), but id2label names \(all.count) outputs")
            }
        case let other?:
            all = []
            source = "id2label"
            problems.append("id2label is \(other), not an object of names by number")
        }
        guard problems.isEmpty else { throw ConfigurationError(file.url, problems) }
    }

    /// How many outputs the file says that there are.
    var countInWords: String {
        switch source {
        case "id2label": "id2label names \(all.count) \(all.count == 1 ? "output" : "outputs")"
        case let field?: "\(field) is \(all.count)"
        case nil: "without id2label and num_labels there are \(all.count) outputs"
        }
    }

    /// Whether the names say something: those that transformers made up do not.
    var areMeant: Bool { !all.allSatisfy { $0.hasPrefix("LABEL_") } }

    /// Whether a head has as many outputs and the same labels, as far as the names say something.
    func fit(_ head: Head) -> Bool {
        areMeant ? all == head.labels : all.count == head.outputCount
    }

    private static func count(_ file: ConfigurationFile, _ problems: inout [String]) -> Int? {
        guard let raw = file.fields["num_labels"], !(raw is NSNull) else { return nil }
        if let count = raw as? Int, (1...mostCounted).contains(count) { return count }
        problems.append("num_labels is \(raw), not a number of outputs")
        return nil
    }

    private static func names(_ map: [String: Any], _ problems: inout [String]) -> [String] {
        guard !map.isEmpty else {
            problems.append("id2label names no output")
            return []
        }
        var named: [Int: String] = [:]
        for (key, value) in map.sorted(by: { $0.key < $1.key }) {
            guard let number = Int(key), String(number) == key else {
                problems.append("id2label has '\(key)', which is no number of an output")
                continue
            }
            guard let name = value as? String else {
                problems.append("id2label has \(value) for output \(number), which is no name")
                continue
            }
            named[number] = name
        }
        guard problems.isEmpty else { return [] }
        let missing = (0..<named.count).filter { named[$0] == nil }
        if !missing.isEmpty {
            let numbers = named.keys.sorted().map(String.init).joined(separator: ", ")
            problems.append(
                "id2label has no name for output \(missing.map(String.init).joined(separator: ", ")): "
                    + "it names \(numbers), and outputs are numbered from 0 without gaps")
            return []
        }
        let names = (0..<named.count).compactMap { named[$0] }
        problems += alike(names).map { name, numbers in
            "id2label names outputs \(numbers.map(String.init).joined(separator: " and ")) alike, "
                + "'\(name)'"
        }
        return names
    }

    /// Names that stand for several outputs, and for which.
    ///
    /// Canonically equivalent spellings are one name, which `label2id` could not hold twice either.
    package static func alike(_ names: [String]) -> [(name: String, numbers: [Int])] {
        Dictionary(grouping: names.indices) { names[$0] }
            .filter { $0.value.count > 1 }
            .map { ($0.key, $0.value) }
            .sorted { $0.1[0] < $1.1[0] }
    }
}

import Formats
import Foundation

/// The text of a `config.json`: indented, with sorted keys.
///
/// Whole floating-point numbers keep their `.0`, which Foundation leaves out: transformers refuses a
/// `layer_norm_eps` of `0` and takes `0.0`.
package struct ConfigurationText {
    package let text: String

    /// - Parameter fields: objects, arrays, texts, numbers, truth values and `NSNull`.
    package init(_ fields: [String: Any]) {
        text = Self.text(fields, indent: "") + "\n"
    }

    private static func text(_ value: Any, indent: String) -> String {
        let inner = indent + "  "
        switch value {
        case let object as [String: Any]:
            let members = object.sorted { $0.key < $1.key }.map {
                "\(inner)\(jsonString($0.key)): \(text($0.value, indent: inner))"
            }
            return list("{", members, indent + "}")
        case let array as [Any]:
            return list("[", array.map { inner + text($0, indent: inner) }, indent + "]")
        case let string as String: return jsonString(string)
        case let number as NSNumber: return self.number(number)
        case is NSNull: return "null"
        default: preconditionFailure("\(value) is no value of JSON")
        }
    }

    private static func list(_ open: String, _ parts: [String], _ close: String) -> String {
        guard !parts.isEmpty else { return open + close.suffix(1) }
        return "\(open)\n\(parts.joined(separator: ",\n"))\n\(close)"
    }

    private static func number(_ number: NSNumber) -> String {
        switch String(cString: number.objCType) {
        case "c", "B": number.boolValue ? "true" : "false"
        case "d", "f": "\(number.doubleValue)"
        default: number.stringValue
        }
    }
}

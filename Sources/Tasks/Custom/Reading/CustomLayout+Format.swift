import Formats
import Foundation

extension CustomLayout {
    /// Where open files without a name are: messages call one standard input.
    package static let descriptorFolder = "/dev/fd/"

    /// What messages call a file.
    static func inputName(_ file: URL) -> String {
        file.path.hasPrefix(descriptorFolder) ? "standard input" : file.path
    }

    /// The sign that a user means: the name of one, `\\t`, or the sign itself.
    package static func sign(named word: String) -> String {
        let names = [
            "tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ",
        ]
        return names[word.lowercased()] ?? word
    }

    /// Why a text cannot stand between cells; `nil` where it can.
    package static func objection(toDelimiter text: String) -> String? {
        guard text.utf8.count == 1, let sign = text.first, sign != "\"", !sign.isNewline else {
            return "is one character of ASCII, neither a quotation mark nor a line break, or tab"
        }
        return nil
    }

    /// How a file holds its rows.
    public enum Format: String, Sendable, Codable, CaseIterable {
        /// Tab-separated, as GLUE has it: quotes are text, a row is a line.
        case tabs = "tsv"
        /// Comma-separated by RFC 4180: a quoted cell may hold commas, line breaks, doubled quotes.
        case commas = "csv"
        /// An object a line.
        case jsonLines = "jsonl"
        /// An array of objects.
        case jsonArray = "json"

        /// By the file's extension: `tsv`, `csv`, `jsonl`, `json`, also `tab`, `txt` (tabs) and `ndjson`.
        public init?(fileExtension: String) {
            switch fileExtension.lowercased() {
            case "tsv", "tab", "txt": self = .tabs
            case "csv": self = .commas
            case "jsonl", "ndjson": self = .jsonLines
            case "json": self = .jsonArray
            default: return nil
            }
        }

        /// What a file of that name is that begins with those bytes: JSON by its first sign, whatever the
        /// name says; else by the extension, before which `.gz` does not count. `nil` for no known one.
        init?(fileName: String, firstSign: UInt8?) {
            let url = URL(fileURLWithPath: fileName).withoutGzipExtension
            let named = Self(fileExtension: url.pathExtension)
            switch firstSign {
            case UInt8(ascii: "{"): self = .jsonLines
            case UInt8(ascii: "[") where named == nil || named == .jsonArray: self = .jsonArray
            default:
                guard let named else { return nil }
                self = named
            }
        }
    }
}

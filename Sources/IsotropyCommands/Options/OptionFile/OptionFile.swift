import Files
import Foundation
import Options
import Yams

/// Options of a command in a file: YAML whose keys are the flags' names, as `learning-rate: 2e-5`.
///
/// A list is given to a flag that may be repeated item by item, and to others with commas between; `true` and `false`
/// set and unset flags without values. Values are taken as they are written: what they may be, the command says.
struct OptionFile: Sendable {
    /// One key.
    struct Entry: Sendable {
        let flag: CommandFlags.Item
        /// As on a command line.
        let words: [String]
        /// For messages: `recipe.yaml: line 3, column 1`.
        let place: String
    }

    let entries: [Entry]

    /// - Parameter refused: keys that a file cannot hold, and why.
    /// - Throws: for a file that cannot be read or is no YAML; else all that is wrong with its keys and values.
    init(_ path: String, of flags: CommandFlags, refused: [String: String] = [:]) throws {
        let url = URL(filePath: path)
        let text: String
        do {
            // A pipe too, as of `<(…)`.
            let bytes = try FileHandle(forReadingFrom: url).readToEnd() ?? Data()
            guard let decoded = String(data: bytes, encoding: .utf8) else {
                throw InputError("\(path): it is no UTF-8 text")
            }
            text = decoded
        } catch let error as InputError {
            throw error
        } catch {
            throw InputError("\(path): \(message(of: error))")
        }
        try self.init(text: text, named: path, of: flags, refused: refused)
    }

    init(
        text: String, named path: String, of flags: CommandFlags, refused: [String: String] = [:]
    ) throws {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw InputError("\(path): \(error.reason)")
        }
        var reader = OptionFileReader(path: path, flags: flags, refused: refused)
        entries = try reader.entries(of: root)
    }

    /// The words of a command line with those of its file before them, but for options that it gives itself.
    /// - Parameter words: without the option that names the file.
    func words(before words: [String], of flags: CommandFlags) -> [String] {
        entries.filter { entry in
            !flags.isGiven(entry.flag, in: words)
                && !(flags.opposite(of: entry.flag.name).map { flags.isGiven($0, in: words) }
                    ?? false)
        }.flatMap(\.words) + words
    }

    /// A message of the parser with the places in the file of the flags that it names.
    func explained(_ message: String) -> String {
        let named = entries.filter { entry in
            message.contains("--\(entry.flag.name) ") || message.contains("--\(entry.flag.name)'")
                || message.contains("--\(entry.flag.name):")
        }
        return named.isEmpty
            ? message
            : named.map { "\($0.place): --\($0.flag.name)\n" }.joined() + message
    }
}

extension YamlError {
    /// Where and what, without a copy of the file.
    fileprivate var reason: String {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): \(problem)"
        case .duplicatedKeysInMapping(let duplicates, let context):
            "line \(context.mark.line), column \(context.mark.column): these keys stand there twice: "
                + duplicates.joined(separator: ", ")
        default: "it is no YAML: \(self)"
        }
    }
}

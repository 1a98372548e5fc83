import ArgumentParser
import Foundation
import Options

/// The options and flags that a command takes, in the order of its help.
package struct CommandFlags {
    struct Item: Sendable {
        /// Without dashes: `learning-rate`.
        let name: String
        /// The letter of its short form.
        let letter: String?
        let takesValue: Bool
        /// Whether it may be given several times.
        let isRepeating: Bool
    }

    let items: [Item]

    /// Those of a subcommand.
    package init(ofSubcommand name: String) throws {
        let known = IsotropyCommand.configuration.subcommands
        guard let command = known.first(where: { $0._commandName == name }) else {
            throw InputError("there is no command '\(name)'")
        }
        try self.init(command)
    }

    /// As the command's parser describes itself.
    init(_ command: any ParsableCommand.Type) throws {
        let text = command._dumpHelp()
        let described = try JSONDecoder().decode(Description.self, from: Data(text.utf8))
        items = described.command.arguments.compactMap { argument in
            guard let name = argument.names?.first(where: { $0.kind == "long" })?.name else {
                return nil
            }
            return Item(
                name: name, letter: argument.names?.first { $0.kind == "short" }?.name,
                takesValue: argument.kind == "option", isRepeating: argument.isRepeating)
        }
    }

    subscript(name: String) -> Item? { items.first { $0.name == name } }

    /// The flag that says the contrary of another: `no-shuffle`, `shuffle`.
    func opposite(of name: String) -> Item? {
        self["no-" + name] ?? (name.hasPrefix("no-") ? self[String(name.dropFirst(3))] : nil)
    }

    /// Whether words of a command line have it.
    func isGiven(_ item: Item, in words: [String]) -> Bool {
        let long = "--" + item.name
        return words.contains { word in
            word == long || word.hasPrefix(long + "=")
                || item.letter.map { word == "-" + $0 || word.hasPrefix("-\($0)=") } ?? false
        }
    }

    /// Of the parser's description, what is read here.
    private struct Description: Decodable {
        let command: Command

        struct Command: Decodable { let arguments: [Argument] }

        struct Argument: Decodable {
            let kind: String
            let names: [Name]?
            let isRepeating: Bool
        }

        struct Name: Decodable {
            let kind: String
            let name: String
        }
    }
}

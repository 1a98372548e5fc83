import ArgumentParser
import IsotropyCommands
import Testing

/// A command by the words that name it after `isotropy`; the tool itself has none.
struct CommandPath: CustomTestStringConvertible {
    let words: [String]
    let isShown: Bool

    /// `isotropy`, `finetune`, `data-list`, ….
    var name: String { words.isEmpty ? "isotropy" : words.joined(separator: "-") }
    var testDescription: String { name }

    /// The tool and all below it, those too that its help does not show.
    static let all = paths(to: IsotropyCommand.self, [])

    private static func paths(
        to command: any ParsableCommand.Type, _ words: [String]
    ) -> [CommandPath] {
        let path = CommandPath(words: words, isShown: command.configuration.shouldDisplay)
        return [path]
            + command.configuration.subcommands.flatMap { paths(to: $0, words + [$0._commandName]) }
    }
}

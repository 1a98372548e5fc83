import ArgumentParser
import Files
import Options
import Tasks

/// The names of commands, and what is said to a word that is none.
enum CommandNames {
    /// What other programs call our commands.
    private static let foreign = [
        "train": "finetune", "fit": "finetune", "fine-tune": "finetune", "encode": "embed",
        "eval": "evaluate", "test": "evaluate", "infer": "predict", "classify": "predict",
        "plot": "report", "compare": "table", "download": "data get",
    ]

    /// The command that the words of a command line begin with; the root for none.
    /// - Throws: for a word that is no command where one stands, with the one that was probably meant.
    static func command(of words: [String]) throws -> any ParsableCommand.Type {
        var command: any ParsableCommand.Type = IsotropyCommand.self
        var names = [command._commandName]
        for word in words {
            let inner = command.configuration.subcommands
            guard !inner.isEmpty, !word.hasPrefix("-"), word != help else { break }
            guard let found = inner.first(where: { $0._commandName == word }) else {
                throw ValidationError(objection(to: word, in: command, names))
            }
            command = found
            names.append(word)
        }
        return command
    }

    /// The names that lead to a command, the program's first; `nil` for the parser's own.
    static func path(to command: any ParsableCommand.Type) -> [String]? {
        func search(_ outer: any ParsableCommand.Type) -> [String]? {
            if outer == command { return [outer._commandName] }
            let found = outer.configuration.subcommands.lazy.compactMap(search).first
            return found.map { [outer._commandName] + $0 }
        }
        return search(IsotropyCommand.self)
    }

    /// The parser's own word.
    private static let help = "help"

    private static func objection(
        to word: String, in command: any ParsableCommand.Type, _ names: [String]
    ) -> String {
        let isRoot = command == IsotropyCommand.self
        let known = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
            .map { $0._commandName }
        let start = "there is no command '\(names.dropFirst().map { $0 + " " }.joined())\(word)'"
        if isRoot, let ours = foreign[word.lowercased()] {
            return "\(start): here it is `isotropy \(ours)`"
        }
        if let near = nearestWord(to: word, in: known + [help]) {
            return "\(start): did you mean '\(near)'?"
        }
        if isRoot, let task = task(meantBy: word) { return "\(start); \(task)" }
        return "\(start); there are \(known.joined(separator: ", "))"
    }

    /// What to write for a word that is the name of a task, or nearly so.
    private static func task(meantBy word: String) -> String? {
        let own = TaskDefinition.customName
        guard let task = nearestWord(to: word, in: KnownTask.all.map(\.name) + [own]) else {
            return nil
        }
        return task == own
            ? "\(own) is a task, of files of your own: `isotropy finetune --train FILE --dev 10%`"
            : "\(task) is a task: `isotropy finetune --task \(task)`"
    }
}

import IsotropyCommands

/// What the command says to arguments that it does not run: a help text or a refusal.
struct Answer {
    let text: String
    let code: Int32

    /// - Returns: `nil` where the arguments name something to run.
    init?(_ arguments: [String]) {
        do {
            var command = try IsotropyCommand.parseAsRoot(arguments)
            // The parser's own command, which throws the text; ours are not run here.
            guard "\(type(of: command))" == "HelpCommand" else { return nil }
            try command.run()
            return nil
        } catch {
            text = IsotropyCommand.fullMessage(for: error, columns: 1000)
            code = IsotropyCommand.exitCode(for: error).rawValue
        }
    }
}

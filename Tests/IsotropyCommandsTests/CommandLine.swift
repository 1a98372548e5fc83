import IsotropyCommands
import Options
import Testing

/// What the command says to arguments that it does not run: a help text or a refusal.
struct Answer {
    let text: String
    let code: Int32

    /// - Parameter columns: the width of the terminal; the usual one breaks no line.
    /// - Returns: `nil` where the arguments name something to run.
    init?(_ arguments: [String], columns: Int = 1000) {
        do {
            var command = try IsotropyCommand.command(for: arguments)
            // The parser's own command, which throws the text; ours are not run here.
            guard "\(type(of: command))" == "HelpCommand" else { return nil }
            try command.run()
            return nil
        } catch {
            text = IsotropyCommand.fullMessage(for: error, columns: columns)
            code = IsotropyCommand.exitCode(for: error).rawValue
        }
    }
}

/// What a command prints to standard output.
/// - Parameter failing: whether it prints and then fails.
func printed(_ arguments: [String], failing: Bool = false) throws -> String {
    let listener = Console.Listener()
    func run() throws {
        try Console.$listener.withValue(listener) {
            var command = try IsotropyCommand.parseAsRoot(arguments)
            try command.run()
        }
    }
    if failing {
        #expect(throws: (any Error).self) { try run() }
    } else {
        try run()
    }
    return listener.results
}

/// What a command that fails tells a user, with the flags in the place of options.
func refusal(_ body: () throws -> Void) -> String {
    let error = #expect(throws: (any Error).self) { try body() }
    return (error as? any MessageError)?.message.flagged ?? error.map { "\($0)" } ?? ""
}

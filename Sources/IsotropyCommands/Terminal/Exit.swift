import ArgumentParser
import Files
import Foundation
import Models
import Options

/// A write to a closed pipe or past the limit of a file's size shall end in an error, which removes
/// what is half written, not in a signal.
func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
}

/// Opens the null device in the place of standard streams that are closed: else the next file that is
/// opened takes the number, and what is meant for the user lands in it.
///
/// Standard output is opened for reading, so that a result that nobody can get is an error.
func openClosedStreams() {
    for (number, mode) in [(0, O_RDONLY), (1, O_RDONLY), (2, O_WRONLY)]
    where fcntl(Int32(number), F_GETFD) == -1 {
        // The lowest free number is taken, and those below are open.
        _ = open("/dev/null", mode)
    }
}

/// Ends the process without running static destructors, which libtorch's threads may outlive.
func exitCleanly(code: Int32) -> Never {
    fflush(nil)
    _exit(code)
}

/// Prints what went wrong, in its own words, and ends the process with the code that says it.
/// - Parameters:
///   - command: the one that was running, whose usage a wrong usage is told with.
///   - explained: adds to the message of a wrong usage where its words came from.
func finish(
    _ error: any Error, of command: any ParsableCommand.Type,
    explained: (String) -> String = { $0 }
) -> Never {
    let code = command.exitCode(for: error)
    if code == .success || code == .validationFailure || error is CleanExit {
        let text = usageMessage(of: error, command)
        guard code == .success else {
            Console.error(Message(explained(text)))
            exitCleanly(code: code.rawValue)
        }
        do {
            try Console.output(text)
            exitCleanly(code: 0)
        } catch let failure {
            finish(failure, of: command)
        }
    }
    // As a program that SIGPIPE ends: quietly.
    if error is ReaderGone { exitCleanly(code: 128 + SIGPIPE) }
    if case TrainingError.interrupted = error {
        Console.error("\(error)")
        exitCleanly(code: Interruption.exitCode)
    }
    Console.error("error: \(message(of: error))")
    exitCleanly(code: 1)
}

/// Help, version, and what is told of a wrong usage: the parser's own text, with the program's name in every
/// usage.
package func usageMessage(of error: any Error, _ command: any ParsableCommand.Type) -> String {
    guard let error = error as? ValidationError, let names = CommandNames.path(to: command) else {
        return ForeignFlags.explained(command.fullMessage(for: error))
    }
    return ForeignFlags.explained(
        """
        Error: \(error)
        Usage: \(IsotropyCommand.usageString(for: command))
          See '\(names.joined(separator: " ")) --help' for more information.
        """)
}

/// An error's own words, or the system's with the file where those are better to read.
func message(of error: any Error) -> Message {
    guard let error = error as? CocoaError else { return "\(error)" }
    let path = error.filePath ?? error.url?.path
    return Message((path.map { $0 + ": " } ?? "") + systemReason(error))
}

import ArgumentParser
import Files
import Foundation
import Training

/// A write to a closed pipe or past the limit of a file's size shall end in an error, which removes
/// what is half written, not in a signal.
func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
}

/// Ends the process without running static destructors, which libtorch's threads may outlive.
func exitCleanly(code: Int32) -> Never {
    fflush(nil)
    _exit(code)
}

/// Prints what went wrong, in its own words, and ends the process with the code that says it.
func finish(_ error: any Error) -> Never {
    let code = IsotropyCommand.exitCode(for: error)
    if code == .success || code == .validationFailure || error is CleanExit {
        // Help, version, and wrong usage: the parser's own text.
        let text = IsotropyCommand.fullMessage(for: error)
        if code == .success {
            print(text)
        } else {
            Console.error(text)
        }
        exitCleanly(code: code.rawValue)
    }
    if case TrainingError.interrupted = error {
        Console.error("\(error)")
        exitCleanly(code: 130)
    }
    Console.error("error: \(message(of: error))")
    exitCleanly(code: 1)
}

/// An error's own words, or the system's where those are better to read.
func message(of error: any Error) -> String {
    error is CocoaError ? systemReason(error) : "\(error)"
}

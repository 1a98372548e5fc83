import Files
import Foundation
import Options

/// Where a command's words go: results to standard output, everything else to standard error.
package enum Console {
    /// Hears what a task says, in the place of both outputs; for tests.
    @TaskLocal package static var listener: Listener?

    package final class Listener: @unchecked Sendable {
        /// What standard error would have.
        package fileprivate(set) var text = ""
        /// What standard output would have.
        package fileprivate(set) var results = ""

        package init() {}
    }

    /// Whether standard error is a terminal that can redraw a line.
    static let isTerminal = isatty(STDERR_FILENO) == 1

    /// Options are told by their flags. What files and servers put into a message, a terminal must not obey.
    static func error(_ message: Message) {
        let lines = message.flagged.split(separator: "\n", omittingEmptySubsequences: false)
        tell(lines.map(shown).joined(separator: "\n") + "\n")
    }

    /// The most characters of a line: what is longer is a value that nobody reads to its end.
    private static let longestLine = 4000

    /// A line without control characters, its middle left out where it is too long.
    private static func shown(_ line: Substring) -> String {
        let scalars = line.unicodeScalars.map {
            $0.properties.generalCategory == .control && $0 != "\t" ? "\u{FFFD}" : $0
        }
        let text = String(String.UnicodeScalarView(scalars))
        guard text.count > longestLine else { return text }
        let part = longestLine / 2
        return "\(text.prefix(part)) … \(text.suffix(part))"
    }

    /// What is told is no result: where nobody reads it any more, the work goes on.
    private static func tell(_ text: String) {
        if let listener {
            listener.text += text
            return
        }
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Replaces the current line of the terminal.
    static func redraw(_ text: String) {
        tell("\r\u{1B}[2K\(text)")
    }

    static func clearLine() {
        tell("\r\u{1B}[2K")
    }

    /// The terminal's width in columns, 80 where it is unknown.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes a result; fails where standard output is closed or full.
    static func output(_ text: String) throws {
        if let listener {
            listener.results += text + "\n"
            return
        }
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
        } catch {
            throw InputError("standard output cannot be written: \(systemReason(error))")
        }
    }
}

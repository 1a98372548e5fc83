import Figures
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
        let text = withoutControls(line)
        guard text.count > longestLine else { return text }
        let part = longestLine / 2
        return "\(text.prefix(part)) … \(text.suffix(part))"
    }

    /// Every control character but tabs and line breaks replaced.
    private static func withoutControls(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars.map {
            ($0.properties.generalCategory == .control && $0 != "\t" && $0 != "\n") || $0.turnsText
                ? "\u{FFFD}" : $0
        }
        return String(String.UnicodeScalarView(scalars))
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
    static var width: Int { width(of: STDERR_FILENO) }

    /// The width of results: what COLUMNS says, else that of the terminal that shows them, 80 where they go
    /// elsewhere.
    static var resultWidth: Int {
        let stated = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
        if let stated, stated > 0 { return stated }
        return width(of: STDOUT_FILENO)
    }

    private static func width(of stream: Int32) -> Int {
        var size = winsize()
        guard ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes a result; a terminal gets no control characters of files, other readers every byte.
    /// - Throws: ``ReaderGone`` where nobody reads on, and where standard output is closed or full.
    static func output(_ text: String) throws {
        if let listener {
            listener.results += text + "\n"
            return
        }
        let shown = isatty(STDOUT_FILENO) == 1 ? withoutControls(text) : text
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((shown + "\n").utf8))
        } catch {
            if (error as? CocoaError)?.underlyingPOSIXCode == EPIPE { throw ReaderGone() }
            throw InputError("standard output cannot be written: \(systemReason(error))")
        }
    }
}

extension Console {
    /// Writes what is no text.
    /// - Throws: also where standard output is a terminal.
    static func output(_ data: Data) throws {
        guard isatty(STDOUT_FILENO) != 1 || listener != nil else {
            throw InputError("a terminal shows no pictures: --output names a file")
        }
        if let listener {
            listener.results += String(decoding: data, as: UTF8.self)
            return
        }
        do {
            try FileHandle.standardOutput.write(contentsOf: data)
        } catch {
            if (error as? CocoaError)?.underlyingPOSIXCode == EPIPE { throw ReaderGone() }
            throw InputError("standard output cannot be written: \(systemReason(error))")
        }
    }
}

/// Whoever read the results has ended, as `head` does when it has enough.
struct ReaderGone: Error {}

extension CocoaError {
    fileprivate var underlyingPOSIXCode: Int32? {
        ((userInfo[NSUnderlyingErrorKey] as? any Error) as? POSIXError)
            .map { Int32($0.code.rawValue) }
            ?? (userInfo[NSUnderlyingErrorKey] as? NSError).map { Int32($0.code) }
    }
}

import ArgumentParser
import Options

/// The words of a command line with those of the file that `--config` names.
package struct ExpandedArguments: Sendable {
    /// Those of this process. The file is read once: a pipe has nothing for a second reader.
    static let ofProcess = Result {
        try ExpandedArguments(Array(CommandLine.arguments.dropFirst()))
    }

    package let words: [String]
    private let file: OptionFile?

    /// The options that name a file, or ask what is resolved.
    static let own = [
        "config": "a file names no other", "print-config": "it prints what the file would be",
        "help": "it asks for the help", "version": "it asks for the version",
    ]

    /// - Parameter arguments: of the process, without its name.
    /// - Throws: for a file that is wrong, and for two.
    package init(_ arguments: [String]) throws {
        guard arguments.first == Finetune._commandName else {
            (words, file) = (arguments, nil)
            return
        }
        var paths: [String] = []
        var others: [String] = []
        var isPath = false
        for word in arguments.dropFirst() {
            if isPath {
                paths.append(word)
                isPath = false
            } else if word == "--config" {
                isPath = true
            } else if word.hasPrefix("--config=") {
                paths.append(String(word.dropFirst("--config=".count)))
            } else {
                others.append(word)
            }
        }
        guard !isPath else { throw ValidationError("--config needs a file") }
        guard let path = paths.first else {
            (words, file) = (arguments, nil)
            return
        }
        guard paths.count == 1 else {
            throw ValidationError("--config is there \(paths.count) times: give one file")
        }
        let flags = try CommandFlags(Finetune.self)
        let read = try OptionFile(path, of: flags, refused: Self.own)
        file = read
        words = arguments.prefix(1) + read.words(before: others, of: flags)
    }

    /// A message of the parser with the places in the file of what it names.
    package func explained(_ message: String) -> String { file?.explained(message) ?? message }
}

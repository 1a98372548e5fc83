import Checkpoints
import Formats
import Foundation
import IsotropyCommands

/// Runs the command of a case on an input.
struct FuzzReader {
    private let command: [String]

    init(_ command: [String], folder: String) {
        self.command = command.map { $0.replacing("{}", with: folder) }
    }

    /// - Returns: Whether the input was taken; a refusal is as good an end.
    func read() -> Bool {
        do {
            if command[0] == "unzip" { return try unzip(URL(filePath: command[1])) }
            if command[0] == "weights" { return try readWeights(URL(filePath: command[1])) }
            var parsed = try IsotropyCommand.parseAsRoot(command)
            try parsed.run()
            return true
        } catch {
            // The words of an error are made of the input as well.
            return "\(error)".isEmpty
        }
    }

    /// The archives of tasks, which no command reads from a file.
    private func unzip(_ file: URL) throws -> Bool {
        try withBytes(of: Data(contentsOf: file)) { bytes throws(ZipProblem) in
            let archive = try ZipArchive(bytes, isUnpacked: true)
            for entry in archive.entries {
                _ = try archive.contents(
                    of: entry, in: bytes, limits: ZipLimits(byteCount: 1 << 24))
            }
        }
        return true
    }

    /// The weights of a folder, each tensor of them, whatever model they are of.
    private func readWeights(_ folder: URL) throws -> Bool {
        let weights = try ModelWeights(in: folder)
        var problems: (any Error)?
        for name in weights.names {
            do {
                _ = try weights.tensor(named: name)
            } catch {
                problems = error
            }
        }
        if let problems { throw problems }
        return true
    }
}

import ArgumentParser
import Isotropy
import Torch

/// The command `isotropy`.
public struct IsotropyCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "isotropy",
        abstract: "Fine-tune BERT-family encoders while controlling how isotropic they are.",
        discussion: """
            Implements IsoBN (Zhou et al., AAAI 2021) and I-STAR (Rudman and Eickhoff, ICLR 2024) \
            with their baselines. Start with `isotropy quickstart`: it fine-tunes a real encoder \
            on real sentences with every method and shows what each does.
            """,
        version: Version.current,
        subcommands: [
            Quickstart.self, Finetune.self, Evaluate.self, Predict.self, Table.self, Report.self,
            FigureCommand.self, Embed.self, Tokenize.self, Score.self, Merge.self, Analyze.self,
            Diagnose.self,
            Measures.self, TransformCommand.self,
            DataCommand.self, Devices.self,
            BenchmarkStep.self, BenchmarkEmbed.self, BenchmarkTokenize.self, BenchmarkLoad.self,
            BenchmarkNeighbors.self,
        ])

    public init() {}

    /// The command of these arguments, ready to run.
    /// - Throws: for a wrong usage.
    package static func command(for arguments: [String]) throws -> any ParsableCommand {
        _ = try CommandNames.command(of: arguments)
        return try parseAsRoot(OutputOptions.parsable(arguments))
    }

    /// Parses the process's arguments, runs what they name and ends the process: exit code 0, 64 for
    /// a wrong usage, 128 and its number after a signal (130 after Ctrl-C) and 1 for every other failure.
    public static func run() -> Never {
        openClosedStreams()
        ignoreWriteSignals()
        Runtime.keepFreedMemory()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let named = try? CommandNames.command(of: arguments)
        var running: any ParsableCommand.Type = named ?? Self.self
        var expanded: ExpandedArguments?
        do {
            if MethodRegistry.hasOthers { try checkMethodFlags() }
            let words = try ExpandedArguments.ofProcess.get()
            expanded = words
            var command = try Self.command(for: words.words)
            running = type(of: command)
            try Runtime.checkEnvironment()
            try command.run()
            exitCleanly(code: 0)
        } catch {
            finish(error, of: running) { expanded?.explained($0) ?? $0 }
        }
    }
}

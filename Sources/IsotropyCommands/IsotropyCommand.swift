import ArgumentParser
import Isotropy
import Options
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

    /// Refuses a first word that is no command, with the one that was probably meant.
    private static func checkSubcommand() throws {
        guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") else {
            return
        }
        let known = configuration.subcommands.map { $0._commandName } + ["help"]
        guard !known.contains(word) else { return }
        throw ValidationError(
            "there is no command '\(word)'"
                + suggestion(for: word, in: known, otherwise: "; `isotropy --help` lists them"))
    }

    /// Parses the process's arguments, runs what they name and ends the process: exit code 0, 64 for
    /// a wrong usage, 128 and its number after a signal (130 after Ctrl-C) and 1 for every other failure.
    public static func run() -> Never {
        openClosedStreams()
        ignoreWriteSignals()
        Runtime.keepFreedMemory()
        var running: any ParsableCommand.Type = Self.self
        do {
            if MethodRegistry.hasOthers { try checkMethodFlags() }
            try checkSubcommand()
            var command = try parseAsRoot(
                OutputOptions.parsable(Array(CommandLine.arguments.dropFirst())))
            running = type(of: command)
            try Runtime.checkEnvironment()
            try command.run()
            exitCleanly(code: 0)
        } catch {
            finish(error, of: running)
        }
    }
}

import ArgumentParser
import IsotropyCommands
import Testing

/// What users of other programs type.
struct ForeignFlagTests {
    private var commands: [any ParsableCommand.Type] { IsotropyCommand.configuration.subcommands }

    private func help(_ command: String) throws -> String {
        let found = commands.first { $0._commandName == command }
        return try #require(found).helpMessage(includeHidden: true, columns: 200)
    }

    @Test func everyFlagOfOursIsThere() throws {
        let all = commands.map { $0.helpMessage(includeHidden: true, columns: 200) }.joined()
        for (foreign, ours) in ForeignFlags.ours {
            let flag = ours.split(separator: " ")[0]
            #expect(all.contains("\(flag) ") || all.contains("\(flag)\n"), "\(foreign)")
            // One that a command has would never be asked for.
            #expect(!(try help("finetune")).contains(" --\(foreign) "), "\(foreign)")
        }
    }

    @Test(arguments: [
        ("--lr", "--learning-rate"), ("--per_device_train_batch_size", "--batch-size"),
        ("--bf16", "--precision bf16"), ("--num_train_epochs", "--epochs"),
    ])
    func anotherProgramsFlagIsToldWithOurs(_ foreign: String, _ ours: String) throws {
        let usage = "\nUsage: isotropy finetune [<options>]\n  See 'isotropy finetune --help'"
        #expect(
            ForeignFlags.explained(
                "Error: Unknown option '\(foreign)'. Did you mean '--dev'?" + usage)
                == "Error: Unknown option '\(foreign)': here it is \(ours)" + usage)
    }

    @Test func whatACommandHasNotIsNotProposed() throws {
        for message in [
            "Error: Unknown option '--lr'\nUsage: isotropy score <file>",
            "Error: Unknown option '--lr'\nUsage: isotropy data get <task>",
            "Error: Unknown option '--batch-sise'. Did you mean '--batch-size'?\nUsage: isotropy finetune",
        ] { #expect(ForeignFlags.explained(message) == message) }
    }
}

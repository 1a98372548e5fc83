import Foundation
import IsotropyCommands
import TestSupport
import Testing

/// Options that come from a file.
struct OptionFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func words(_ text: String, _ own: String...) throws -> [String] {
        let file = try folder.write(text, to: "options.yaml")
        return try ExpandedArguments(["finetune", "--config", file.path] + own).words
    }

    private func refusal(_ text: String) throws -> String {
        let file = try folder.write(text, to: "options.yaml")
        let error = #expect(throws: (any Error).self) {
            try ExpandedArguments(["finetune", "--config=\(file.path)"])
        }
        return error.map { "\($0)" }?.replacing(file.path, with: "FILE") ?? ""
    }

    @Test func keysAreFlagsAndValuesAreTakenAsWritten() throws {
        let text = """
            model: minilm
            learning-rate: 2e-5
            seeds: [1, 2, 3]
            method:
              - plain
              - {name: istar, lambda: -1, zeta: 0.2}
            shuffle: false
            resume: true
            text: "a: b"
            """
        #expect(
            try words(text) == [
                "finetune", "--model=minilm", "--learning-rate=2e-5", "--seeds=1,2,3",
                "--method=plain", "--method=istar:lambda=-1,zeta=0.2", "--no-shuffle", "--resume",
                "--text=a: b",
            ])
        #expect(try words("") == ["finetune"])
    }

    @Test func theCommandLineComesFirst() throws {
        let text = "model: a\nshuffle: false\nepochs: 3\nmethod: [plain, isobn]\noutput: x\n"
        #expect(
            try words(
                text, "--model", "b", "--shuffle", "--method=cosreg", "-o", "y")
                == [
                    "finetune", "--epochs=3", "--model", "b", "--shuffle", "--method=cosreg", "-o",
                    "y",
                ])
    }

    @Test func allThatIsWrongIsToldWithItsPlace() throws {
        let found = try refusal(
            "learning-rte: 2e-5\nseeds: []\nshuffle: 3\nepochs:\nconfig: other\nmodel: {a: b}\n")
        for line in [
            "FILE: line 1, column 1: there is no option 'learning-rte': did you mean 'learning-rate'?",
            "FILE: line 2, column 8: 'seeds' is an empty list",
            "FILE: line 3, column 10: 'shuffle' is neither true nor false",
            "'epochs' has no value", "line 5, column 1: 'config' has no place in a file",
            "line 6, column 8: 'model' takes a word, a number or a list of these",
        ] {
            #expect(found.contains(line), "\(found)")
        }
    }

    @Test(arguments: ["- a\n- b\n", "a: [1\n", "epochs: 1\nepochs: 2\n", "\"a", "a: b: c"])
    func whatIsNoMappingIsRefused(_ text: String) throws {
        let found = try refusal(text)
        #expect(found.hasPrefix("FILE: line "), "\(found)")
    }

    @Test func aMessageNamesThePlaceOfItsFlag() throws {
        let file = try folder.write("model: a\nepochs: many\n", to: "options.yaml")
        let words = try ExpandedArguments(["finetune", "--config", file.path])
        let text = words.explained("The value 'many' is invalid for '--epochs <epochs>'")
        #expect(text.hasPrefix("\(file.path): line 2, column 1: --epochs\n"))
        #expect(words.explained("another").hasPrefix("another"))
    }

    @Test func otherCommandsAndTwoFilesAreLeftAlone() throws {
        #expect(
            try ExpandedArguments(["score", "--config", "x"]).words == ["score", "--config", "x"])
        for words in [["--config"], ["--config", "a", "--config", "b"]] {
            #expect(throws: (any Error).self) { try ExpandedArguments(["finetune"] + words) }
        }
    }

    /// What is printed is a file that comes to the same.
    @Test func resolvedOptionsAreSuchAFile() throws {
        let flags = try CommandFlags(ofSubcommand: "finetune")
        let given = [
            "--learning-rate", "3e-5", "--method", "plain", "--method=istar:lambda=-1",
            "--no-shuffle", "-o", "it's: here", "--seeds", "1,2",
        ]
        let text = try ResolvedOptions(
            given, of: flags, resolved: ["epochs": "3", "learning-rate": "1e-5", "shuffle": "true"]
        ).yaml()
        let back = Set(try words(text))
        #expect(
            back == [
                "finetune", "--learning-rate=3e-5", "--method=plain", "--method=istar:lambda=-1",
                "--no-shuffle", "--output=it's: here", "--seeds=1,2", "--epochs=3",
            ])
    }
}

import ArgumentParser
import IsotropyCommands
import Testing

/// What is said to words that are nearly right.
struct NearMissTests {
    private func told(_ command: String) throws -> String {
        let answer = try #require(Answer(command.split(separator: " ").map(String.init)))
        #expect(answer.code == 64)
        return String(try #require(answer.text.split(separator: "\n").first))
    }

    @Test(arguments: [
        (
            "costum",
            "'costum'; custom is a task, of files of your own: `isotropy finetune --train FILE --dev 10%`"
        ),
        ("rte", "'rte'; rte is a task: `isotropy finetune --task rte`"),
        ("scroe", "'scroe': did you mean 'score'?"),
        ("train x", "'train': here it is `isotropy finetune`"),
        ("data chek", "'data chek': did you mean 'check'?"),
        ("transform xyzzy", "'transform xyzzy'; there are fit, apply, invert, export"),
    ])
    func aWordThatIsNoCommandIsTold(_ command: String, _ answer: String) throws {
        #expect(try told(command) == "Error: there is no command \(answer)")
    }

    @Test func withoutANearOneAllCommandsAreTold() throws {
        let text = try told("xyzzy")
        let shown = IsotropyCommand.configuration.subcommands
            .filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        #expect(text.hasSuffix("there are \(shown.joined(separator: ", "))"), "\(text)")
        #expect(!text.contains("benchmark"))
    }

    @Test(arguments: [
        ("--resume=foo", "--resume=foo: there are --resume, which"),
        ("--resume auto", "--resume auto: there are in one word, --resume, which"),
        ("--resume run", "--resume run: there are --resume, which"),
    ])
    func theFormsOfResumeAreTold(_ words: String, _ start: String) throws {
        for command in ["finetune", "quickstart"] {
            let text = try told("\(command) \(words)")
            #expect(text.hasPrefix("Error: \(start)"), "\(text)")
            #expect(text.contains("--resume=auto, which also begins"), "\(text)")
        }
        #expect(Answer(["finetune", "--resume=auto"]) == nil)
    }

    @Test(arguments: [
        ("--method isobn --beta 0.3", "--beta", "--method isobn:beta=0.3"),
        (
            "--method plain --method isobn --momentum 0.2 --beta 0.3", "--beta, --momentum",
            "--method plain --method isobn:beta=0.3,momentum=0.2"
        ),
        ("--method istar --target-size 300", "--target-size", "--method istar:target-size=300"),
        ("--method cosreg --lambda 2", "--lambda", "--method cosreg:lambda=2"),
        (
            "--method isobn --penalty istar --lambda -1", "--lambda, --penalty",
            "--method isobn+istar:lambda=-1"
        ),
        ("--method istar --normalizer batchnorm", "--normalizer", "--method batchnorm+istar"),
    ])
    func flagsBesideMethodsAreToldWhereTheyBelong(
        _ words: String, _ flags: String, _ methods: String
    ) throws {
        #expect(
            try told("finetune \(words)")
                == "Error: --method says all of a method, so \(flags) cannot stand beside it: give \(methods)"
        )
    }

    @Test func flagsOfAnotherMethodAreToldWithTheirOwners() throws {
        #expect(
            try told("finetune --method isobn --zeta 0.5")
                == "Error: --method says all of a method, so --zeta cannot stand beside it, but behind a colon; "
                + "--zeta is of another method, as in --method istar:zeta=0.5")
    }

    @Test(arguments: [
        ("--train -", "--train -: a run reads its files more than once"),
        ("--train a --dev -", "--dev -: a run reads its files more than once"),
        (
            "--train a --dev 10",
            "--dev 10: is no file; a share of the rows is a percentage, such as 10%"
        ),
        ("--train a --dev 0.1", "--dev 0.1: is no file"),
    ])
    func filesThatARunCannotReadAreRefusedByName(_ words: String, _ start: String) throws {
        #expect(try told("finetune \(words)").hasPrefix("Error: \(start)"))
    }

    @Test(arguments: [
        ("finetune --do_train", "`isotropy finetune` always trains"),
        ("finetune --per_device_eval_batch_size 8", "evaluation makes batches of some 4096 tokens"),
        ("finetune --fp16", "there is no fp16: --precision bf16"),
        ("finetune --max_steps 9", "a run is of whole epochs"),
    ])
    func flagsOfOtherProgramsWithoutOneOfOursAreAnswered(
        _ command: String, _ words: String
    ) throws {
        let answer = try #require(Answer(command.split(separator: " ").map(String.init)))
        let text = ForeignFlags.explained(answer.text)
        #expect(text.contains(": \(words)"), "\(text)")
        #expect(!text.contains("Did you mean"))
    }

    @Test(arguments: [
        (["predict"], "predict"), (["transform", "fit"], "transform fit"),
        (["data", "check"], "data check"),
    ])
    func everyUsageBeginsWithTheProgramsName(_ words: [String], _ name: String) throws {
        var command: any ParsableCommand.Type = IsotropyCommand.self
        for word in words {
            let inner = command.configuration.subcommands.first { $0._commandName == word }
            command = try #require(inner)
        }
        let text = usageMessage(of: ValidationError("no"), command)
        #expect(text.hasPrefix("Error: no\nUsage: isotropy \(name) "), "\(text)")
        #expect(text.hasSuffix("See 'isotropy \(name) --help' for more information."), "\(text)")
    }

    @Test func whatGoesOnOrReplacesIsNoPartOfWhatStartsARun() {
        let words = [
            "finetune", "--train", "my file.csv", "--method", "isobn:beta=0.3", "--folds", "3",
        ]
        for more in [["--resume"], ["--resume=auto"], ["--overwrite"]] {
            #expect(StartingCommand.words(of: words + more) == words)
        }
    }
}

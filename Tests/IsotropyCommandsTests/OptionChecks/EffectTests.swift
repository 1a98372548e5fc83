import Testing

/// What has no effect is refused by name, in one wording for all commands.
struct EffectTests {
    private static let answers = "it is for answers in texts (squad, squad-2)"
    private static let unanswerable = "it is for questions that may have no answer (squad-2)"
    private static let sentences = "it is for classifiers of sentences, not for answers in texts"
    private static let own = "it is for files of your own (custom)"

    static let ofTasks: [(command: String, task: String, flags: [String], reason: String)] = [
        (
            "finetune --task rte --stride 5 --n-best 3 --max-answer 4", "rte",
            ["--stride", "--n-best", "--max-answer"], answers
        ),
        ("finetune --task RTE --null-threshold -1", "rte", ["--null-threshold"], unanswerable),
        ("finetune --task squad --null-threshold 1", "squad", ["--null-threshold"], unanswerable),
        ("finetune --task squad-2 --normalizer isobn", "squad-2", ["--normalizer"], sentences),
        ("finetune --task squad --features cls", "squad", ["--features"], sentences),
        (
            "finetune --task reviews --train a --kind regression", "reviews",
            ["--train", "--kind"], own
        ),
        ("finetune --task rte --label x --text y", "rte", ["--text", "--label"], own),
        ("finetune --task custom --train a --dev b --stride 3", "custom", ["--stride"], answers),
        ("evaluate --task rte --max-answer 3", "rte", ["--max-answer"], answers),
        ("evaluate --task rte --test a", "rte", ["--test"], own),
        (
            "evaluate --task custom --test a --data b", "custom", ["--data"],
            "it is for tasks whose files are known"
        ),
        (
            "evaluate --task squad --predictions a --no-answer-probabilities b", "squad",
            ["--no-answer-probabilities"], unanswerable
        ),
        ("predict --task mnli --output a --n-best 3", "mnli", ["--n-best"], answers),
        ("predict --task rte --output a --candidates", "rte", ["--candidates"], answers),
        ("predict --task squad --output a --lines --pair b", "squad", ["--lines", "--pair"], own),
        (
            "predict --task mnli --output a --input b", "mnli", ["--input"],
            "it is for files of your own and answers in texts (custom, squad, squad-2)"
        ),
        ("data check rte --model minilm --stride 3", "rte", ["--stride"], answers),
    ]

    @Test(arguments: ofTasks)
    func aFlagWithoutEffectOnTheTaskIsRefused(
        _ command: String, _ task: String, _ flags: [String], _ reason: String
    ) throws {
        let answer = try #require(Answer(command.split(separator: " ").map(String.init)))
        #expect(answer.code == 64)
        let told = flags.map { "\($0) has no effect on \(task): \(reason)" }.joined(separator: "\n")
        #expect(answer.text.hasPrefix("Error: \(told)\n"), "\(answer.text)")
    }

    static let ofOthers: [(command: String, flags: [String], other: String)] = [
        (
            "finetune --penalty istar --target identity --target-size 300", ["--target-size"],
            "--target = identity"
        ),
        (
            "finetune --penalty istar --target identity --target-size 250000 --refresh 1",
            ["--target-size", "--refresh"], "--target = identity"
        ),
        (
            "finetune --penalty istar --zeta 0 --target identity", ["--target"],
            "--zeta = 0 and --zeta-convention = algorithm"
        ),
        (
            "evaluate --predictions a --model b --threads 2 --max-length 9",
            ["--model", "--threads", "--max-length"], "--predictions"
        ),
        ("evaluate --task squad --predictions a --stride 3", ["--stride"], "--predictions"),
        ("evaluate --task custom --test a --split test", ["--split"], "--test"),
        (
            "evaluate --model a --task custom --id x --kind regression", ["--id", "--kind"],
            "the rows of a run, without --test"
        ),
        ("table a --json --format latex", ["--format"], "--json"),
        ("finetune --warmup 0.1 --warmup-steps 5", ["--warmup"], "--warmup-steps = 5"),
        ("finetune --preset paper --warmup 0 --warmup-steps 5", ["--warmup"], "--warmup-steps = 5"),
        (
            "finetune --train a --dev b --format jsonl --delimiter tab", ["--delimiter"],
            "--format jsonl"
        ),
        (
            "predict --task custom --input a --output b.jsonl --spreadsheet", ["--spreadsheet"],
            "JSON lines (--output b.jsonl), which spreadsheets do not compute"
        ),
        (
            "predict --task custom --input a --output b.csv --lines --id x --format csv",
            ["--id", "--format"], "--lines, which have no columns"
        ),
        (
            "embed --input a --output b.npy --lines --text x", ["--text"],
            "--lines, which have no columns"
        ),
        ("score a.npy --json --format csv", ["--json"], "--format csv"),
        ("score a.npy --measures all --group spectrum", ["--group"], "--measures all"),
        ("table a --json --format text --statistic median", ["--format", "--statistic"], "--json"),
    ]

    static let ofLacking: [(command: String, flags: [String], other: String)] = [
        ("predict --task custom --input a --output b.csv --pairs", ["--pairs"], "--lines"),
        (
            "tokenize --input a --stride 3 --truncation only-first", ["--stride", "--truncation"],
            "--max-length"
        ),
        (
            "evaluate --task squad-2 --no-answer-probabilities a", ["--no-answer-probabilities"],
            "--predictions FILE"
        ),
        ("score a.npy --shard 1/2", ["--shard"], "--save-moments, which says where its sums go"),
        ("finetune --train a --dev b --group c", ["--group"], "--dev 10% or --folds 5"),
        ("data check rte --revision x --max-length 9", ["--revision", "--max-length"], "--model"),
    ]

    @Test(arguments: ofLacking)
    func aFlagThatSaysMoreOfAnotherIsRefusedWithoutIt(
        _ command: String, _ flags: [String], _ other: String
    ) throws {
        let answer = try #require(Answer(command.split(separator: " ").map(String.init)))
        #expect(answer.code == 64)
        let told = flags.map { "\($0) has no effect without \(other)" }.joined(separator: "\n")
        #expect(answer.text.hasPrefix("Error: \(told)\n"), "\(answer.text)")
    }

    @Test(arguments: ofOthers)
    func aFlagThatAnotherLeavesWithoutEffectIsRefused(
        _ command: String, _ flags: [String], _ other: String
    ) throws {
        let answer = try #require(Answer(command.split(separator: " ").map(String.init)))
        #expect(answer.code == 64)
        let told = flags.map { "\($0) has no effect with \(other)" }.joined(separator: "\n")
        #expect(answer.text.hasPrefix("Error: \(told)\n"), "\(answer.text)")
    }
}

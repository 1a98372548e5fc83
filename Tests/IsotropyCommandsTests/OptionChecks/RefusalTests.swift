import Testing

struct RefusalTests {
    static let wrong = [
        "--learning-rate 0", "--learning-rate -1", "--learning-rate nan", "--learning-rate x",
        "--batch-size 0", "--batch-size 1.5", "--epochs 0", "--epochs 9223372036854775807",
        "--warmup 1", "--warmup -0.1", "--schedule stepwise", "--weight-decay -1",
        "--weight-decay inf", "--adam-epsilon 0", "--adam-epsilon inf", "--clip -1", "--clip inf",
        "--clip nan", "--accumulate 0", "--accumulate 9223372036854775807", "--max-length 0",
        "--dropout 1", "--dropout -0.1", "--early-stopping -1", "--evaluate-every -1",
        "--precision fp16", "--threads -1", "--threads 100000", "--preset best", "--limit -1",
        "--features mean", "--seeds 1,1", "--seeds 1,x", "--seeds ,", "--seeds -1",
        "--seeds 18446744073709551616", "--task sst", "--normalizer sphere", "--penalty l2",
    ]

    @Test(arguments: wrong)
    func aWrongValueIsAWrongUsageThatNamesTheOption(_ arguments: String) throws {
        let words = arguments.split(separator: " ").map(String.init)
        let answer = try #require(Answer(["finetune"] + words))
        #expect(answer.code == 64)
        #expect(answer.text.contains(words[0]), "\(answer.text)")
    }

    @Test(arguments: [
        "isobn --beta -1", "isobn --beta nan", "isobn --epsilon 0", "isobn --epsilon inf",
        "isobn --momentum 0", "isobn --momentum 1.5", "none --beta 1", "none --momentum 0.5",
        "batchnorm --epsilon 1",
    ])
    func aWrongOptionOfANormalizerIsNamed(_ arguments: String) throws {
        let words = arguments.split(separator: " ").map(String.init)
        let answer = try #require(Answer(["finetune", "--normalizer"] + words))
        #expect(answer.code == 64)
        #expect(answer.text.contains(words[1]), "\(answer.text)")
    }

    @Test(arguments: [
        "istar --zeta 1.5", "istar --lambda nan", "istar --lambda inf", "istar --layers x",
        "istar --target-size 1", "istar --refresh -1", "istar --target mean",
        "istar --zeta-convention paper", "cosreg --zeta 0.5", "cosreg --target identity",
        "none --lambda 1", "none --layers all", "cosreg --refresh 2",
    ])
    func aWrongOptionOfAPenaltyIsNamed(_ arguments: String) throws {
        let words = arguments.split(separator: " ").map(String.init)
        let answer = try #require(Answer(["finetune", "--penalty"] + words))
        #expect(answer.code == 64)
        #expect(answer.text.contains(words[1]), "\(answer.text)")
    }

    static let decimals = [
        "finetune --learning-rate", "finetune --warmup", "finetune --weight-decay",
        "finetune --adam-epsilon", "finetune --clip", "finetune --dropout",
        "finetune --normalizer isobn --beta", "finetune --normalizer isobn --epsilon",
        "finetune --normalizer isobn --momentum", "finetune --penalty istar --lambda",
        "finetune --penalty istar --zeta", "finetune --task squad --null-threshold",
        "evaluate --task squad-2 --predictions a --no-answer-probabilities b --no-answer-threshold",
    ]

    @Test(arguments: decimals, ["0x1p-4", "inf", "nan", "1_0", "0,5", "1e999", ""])
    func aNumberIsDecimal(_ option: String, _ number: String) throws {
        let words = option.split(separator: " ").map(String.init)
        let answer = try #require(Answer(words + [number]))
        #expect(answer.code == 64)
        let name = try #require(words.last)
        #expect(answer.text.contains("'\(number)' is invalid for '\(name)"), "\(answer.text)")
    }

    static let integers = [
        ("finetune --epochs", "1 ... 1000000"),
        ("finetune --batch-size", "1 ... 9223372036854775807"),
        ("finetune --limit", "0 ... 9223372036854775807"),
        ("finetune --threads", "0 ... 1024"),
        ("finetune --task squad --stride", "0 ... 9223372036854775807"),
        ("finetune --seeds", "0 ... 18446744073709551615"),
        ("evaluate --max-length", "1 ... 9223372036854775807"),
        ("evaluate --threads", "0 ... 1024"),
        ("tokenize --input a --max-length 9 --stride", "0 ... 9223372036854775807"),
    ]

    @Test(arguments: integers) func aNumberThatIsTooLargeIsToldTheRange(
        _ option: String, _ range: String
    ) throws {
        let words = option.split(separator: " ").map(String.init)
        let answer = try #require(Answer(words + ["99999999999999999999"]))
        #expect(answer.code == 64)
        let name = try #require(words.last)
        #expect(
            answer.text.contains("'99999999999999999999' is invalid for '\(name)"), "\(answer.text)"
        )
        #expect(answer.text.contains("in \(range)"), "\(answer.text)")
    }

    @Test(arguments: ["0x10", "1_000", "1e3", "ten", "1.0", ""])
    func aWholeNumberIsOfDigits(_ number: String) throws {
        for option in ["--batch-size", "--seeds", "--limit", "--penalty istar --layers"] {
            let words = option.split(separator: " ").map(String.init)
            #expect(try #require(Answer(["finetune"] + words + [number])).code == 64)
        }
    }

    @Test func allThatIsWrongIsToldTogether() throws {
        let answer = try #require(Answer(["finetune", "--epochs", "0", "--batch-size", "0"]))
        #expect(answer.text.contains("--epochs") && answer.text.contains("--batch-size"))
    }

    @Test(arguments: [
        ["finetune", "--resume", "--overwrite"], ["quickstart", "--resume", "--overwrite"],
        ["finetune", "--output", ""], ["quickstart", "--threads", "-1"], ["nonsense"],
        ["evaluate", "--split", "train"], ["evaluate", "--max-length", "0"],
        ["embed", "--input", "a"], ["embed", "--output", "a"],
        ["embed", "--input", "a", "--output", "b", "--pooling", "pooler", "--layers", "all"],
        ["embed", "--input", "a", "--output", "b", "--layers", "-1"],
        ["evaluate", "--model", ""],
        ["embed", "--input", "a", "--output", "b", "--revision", "../x"],
        ["tokenize", "--input", "a", "--revision", ""],
        ["tokenize"], ["tokenize", "--input", "a", "--max-length", "0"], ["score"],
        ["tokenize", "--input", "a", "--stride", "2"],
        ["tokenize", "--input", "a", "--stride", "9", "--max-length", "9"],
        ["tokenize", "--input", "a", "--truncation", "only-first"],
        ["tokenize", "-i", "a", "--json", "--pairs"],
        ["tokenize", "--input", "a", "--max-length", "9", "--stride", "-1"],
        ["tokenize", "--input", "a", "--max-length", "9", "--truncation", "longest"],
        ["evaluate", "--task", "custom"], ["evaluate", "--task", "rte", "--test", "a.tsv"],
        ["evaluate", "--task", "rte", "--label", "a"],
        ["evaluate", "--task", "custom", "--test", "a.tsv", "--data", "b"],
        ["evaluate", "-t", "rte", "--predictions", "a", "--no-answer-probabilities", "b"],
        ["evaluate", "--task", "custom", "--test", "a", "--kind", "regression"],
        ["evaluate", "--predictions", "b"], ["finetune", "--train", "a"],
        ["finetune", "--train", "a", "--dev", "b", "--name", "RTE"],
        ["finetune", "--train", "a", "--dev", "0.1"],
        ["predict", "--input", "a.csv", "--output", "./a.csv"],
        ["embed", "--input", "a.csv", "--output", "a.csv"],
        ["embed", "--input", "a.csv", "--output", "b.npy", "--lines", "--text", "x"],
        ["evaluate", "-t", "squad", "--predictions", "a", "--no-answer-probabilities", "b"],
        ["evaluate", "-t", "squad-2", "--no-answer-probabilities", "b"],
        ["predict", "--task", "custom", "--output", "a.tsv"],
        ["predict", "--task", "custom", "--input", "a.tsv"],
        ["predict", "--task", "custom", "--input", "a.tsv", "--output", "b.json"],
        ["predict", "--task", "custom", "--input", "a.tsv", "--output", ""],
        [
            "predict", "--task", "custom", "--input", "-", "--lines", "--text", "a", "--output",
            "b.tsv",
        ],
        ["predict", "--task", "custom", "--input", "a", "--output", "b.tsv", "--pairs"],
        ["predict", "-t", "custom", "-i", "a", "-o", "b.tsv", "--lines", "--text", "x"],
        ["predict", "--task", "rte", "--input", "a.tsv", "--output", "b"],
        ["predict", "--task", "rte", "--lines", "--output", "b"],
        ["predict", "--task", "rte", "--candidates", "--output", "b"],
        ["predict", "--task", "squad", "--input", "a", "--data", "b", "--output", "c"],
        ["predict", "--task", "squad", "--text", "a", "--output", "c"],
    ])
    func aWrongUsageOfAnyCommandIsRefusedBeforeItRuns(_ arguments: [String]) throws {
        #expect(try #require(Answer(arguments)).code == 64)
    }

    @Test(arguments: [
        ["finetune", "--penalty", "istar", "--lambda", "-1"],
        ["finetune", "--penalty", "istar", "--lambda=-1"],
        ["finetune", "--seeds", "3,1,2", "--epochs", "1"], ["finetune", "--task", "RTE"],
        ["evaluate", "-m", "a", "-t", "mrpc", "-d", "b"],
        ["evaluate", "-t", "custom", "--test", "a.csv", "--text", "x", "--label", "y", "--json"],
        ["evaluate", "-t", "squad-2", "--predictions", "a", "--no-answer-probabilities", "b"],
        ["evaluate", "-t", "rte", "--predictions", "a.tsv"],
        ["predict", "-t", "custom", "-i", "a.csv", "-o", "b.jsonl", "--pair", "x"],
        ["predict", "-t", "custom", "-i", "-", "-o", "-", "--lines", "--pairs"],
        ["predict", "-t", "mnli", "-d", "a", "-o", "b"],
        ["predict", "-t", "squad-2", "-i", "a.json", "-o", "b", "--candidates", "--n-best", "5"],
        ["embed", "-i", "-", "-o", "x.safetensors", "--layers", "0"], ["score", "x.npy", "--json"],
        ["table", "a", "--json"], ["table", "a", "--format", "latex", "--statistic", "mean"],
        ["finetune", "--penalty", "istar", "--target", "identity"],
        ["finetune", "--penalty", "istar", "--target-size", "300", "--refresh", "2"],
        ["finetune", "--task", "squad-2", "--stride", "9", "--null-threshold", "1"],
        ["finetune", "--task", "custom", "--train", "a", "--dev", "b", "--normalizer", "isobn"],
        ["data", "check", "squad", "--model", "minilm", "--stride", "9"],
        ["tokenize", "-i", "a", "--json", "--max-length", "9", "--stride", "0"],
        ["tokenize", "-i", "a", "--max-length", "9", "--truncation", "only-second"],
    ])
    func aRightUsageIsTaken(_ arguments: [String]) {
        #expect(Answer(arguments)?.text == nil)
    }

    @Test(arguments: [
        "--task custom", "--task custom --train a.tsv", "--task custom --dev a.tsv",
        "--task rte --train a.tsv", "--task rte --label x",
        "--task custom --train a --dev b --kind x",
    ])
    func aTaskOfOnesOwnHasBothFilesAndOthersHaveNone(_ arguments: String) throws {
        let words = arguments.split(separator: " ").map(String.init)
        let answer = try #require(Answer(["finetune"] + words))
        #expect(answer.code == 64)
        #expect(answer.text.contains("--"), "\(answer.text)")
    }
}

import Experiments
import Isotropy
import IsotropyCommands
import Testing
import Training

struct OptionTests {
    private func training(_ arguments: String..., penalized: Bool = false) throws -> TrainingOptions
    {
        try TrainingFlags.parse(arguments).resolved(penalized: penalized)
    }

    private func method(_ arguments: String..., preset: Preset = .corrected) throws -> Method {
        try MethodFlags.parse(arguments).resolved(preset)[0]
    }

    @Test func withoutOptionsTrainingIsThePresets() throws {
        #expect(try training() == TrainingOptions())
        for preset in Preset.allCases {
            for penalized in [false, true] {
                #expect(
                    try training("--preset", preset.rawValue, penalized: penalized)
                        == preset.training(penalized: penalized))
            }
        }
    }

    @Test func aGivenOptionWinsOverThePresets() throws {
        var expected = Preset.paper.training(penalized: true)
        #expect(expected.accumulate == 2 && expected.schedule == .constant)
        expected.accumulate = 3
        expected.schedule = .linear
        #expect(
            try training(
                "--accumulate", "3", "--preset", "paper", "--schedule", "linear", penalized: true)
                == expected)
    }

    @Test func everyTrainingOptionArrives() throws {
        var expected = TrainingOptions()
        expected.learningRate = 1e-3
        expected.batchSize = 7
        expected.epochs = 9
        expected.warmup = 0.5
        expected.schedule = .constant
        expected.weightDecay = 0.25
        expected.adamEpsilon = 1e-6
        expected.clip = 0
        expected.accumulate = 4
        expected.maximumLength = 77
        expected.dropout = 0.3
        expected.earlyStopping = 2
        expected.evaluateEvery = 11
        expected.precision = .bf16
        expected.threads = 3
        expected.shuffle = false
        expected.limit = 50
        expected.features = .pooler
        #expect(
            try training(
                "--learning-rate", "1e-3", "--batch-size", "7", "--epochs", "9", "--warmup", "0.5",
                "--schedule", "constant", "--weight-decay", "0.25", "--adam-epsilon", "1e-6",
                "--clip", "0", "--accumulate", "4", "--max-length", "77", "--dropout", "0.3",
                "--early-stopping", "2", "--evaluate-every", "11", "--precision", "bf16",
                "--threads", "3", "--no-shuffle", "--limit", "50", "--features", "pooler")
                == expected)
    }

    @Test func aNormalizerTakesThePresetsConstantsAndThoseGiven() throws {
        #expect(try method() == Method())
        #expect(
            try method("--normalizer", "batchnorm")
                == Method(normalizer: BatchNormOptions()))
        for preset in Preset.allCases {
            var options = IsoBNOptions(preset: preset)
            #expect(
                try method("--normalizer", "isobn", preset: preset)
                    == Method(normalizer: options))
            options.beta = 1
            options.epsilon = 0.5
            options.momentum = 0.25
            #expect(
                try method(
                    "--normalizer", "isobn", "--beta", "1", "--epsilon", "0.5", "--momentum",
                    "0.25", preset: preset) == Method(normalizer: options))
        }
    }

    @Test func everyOptionOfAPenaltyArrives() throws {
        var iStar = IStarOptions()
        #expect(
            try method("--penalty", "istar") == Method(penalty: iStar))
        iStar.lambda = -3
        iStar.zeta = 0.4
        iStar.convention = .text
        iStar.layers = .layer(2)
        iStar.target = .scaledIdentity
        #expect(
            try method(
                "--penalty", "istar", "--lambda", "-3", "--zeta", "0.4", "--zeta-convention",
                "text", "--layers", "2", "--target", "scaled-identity") == Method(penalty: iStar))
        iStar.target = .sample
        iStar.targetSize = 1000
        iStar.refresh = 0
        #expect(
            try method(
                "--penalty", "istar", "--lambda", "-3", "--zeta", "0.4", "--zeta-convention",
                "text", "--layers", "2", "--target-size", "1000", "--refresh", "0")
                == Method(penalty: iStar))
        var cosReg = CosRegOptions()
        cosReg.lambda = 0.5
        cosReg.layers = .all
        #expect(
            try method("--penalty", "cosreg", "--lambda", "0.5", "--layers", "all")
                == Method(penalty: cosReg))
    }
}

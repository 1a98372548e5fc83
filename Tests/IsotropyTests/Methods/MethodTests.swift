import Foundation
import Isotropy
import Layers
import Options
import Testing
import Torch

private struct Doubled: PenaltyOptions {
    static let name = "doubled"
    static let title = "Doubled"
    static let fields: [OptionField<Self>] = []

    func makePenalty() -> any Penalty { NoPenalty() }
}

struct MethodTests {
    private func cosReg(_ lambda: Double, _ layers: LayerSelection = .last) -> Method {
        var options = CosRegOptions()
        options.lambda = lambda
        options.layers = layers
        return Method(penalty: options)
    }

    private func iStar(_ change: (inout IStarOptions) -> Void) -> Method {
        var options = IStarOptions()
        change(&options)
        return Method(penalty: options)
    }

    @Test func aNameHasEveryOptionThatIsNotTheDefault() {
        #expect(Method().name == "plain" && Method().title == "plain")
        #expect(cosReg(1).name == "cosreg" && cosReg(1).title == "CosReg")
        #expect(cosReg(3).name == "cosreg-lambda+3" && cosReg(3).title == "CosReg λ = +3")
        #expect(cosReg(0.5, .layer(4)).name == "cosreg-lambda+0.5-layers4")
        #expect(cosReg(-1, .all).title == "CosReg λ = −1, layers = all")
        #expect(iStar { _ in }.name == "istar-lambda-1" && iStar { _ in }.title == "I-STAR λ = −1")
        let other = iStar {
            $0.lambda = 2
            $0.zeta = 0.5
            $0.convention = .text
            $0.targetSize = 1000
            $0.refresh = 0
        }
        #expect(
            other.name == "istar-lambda+2-zeta0.5-zeta-convention-text-target-size1000-refresh0")
        #expect(
            iStar { $0.target = .scaledIdentity }.name == "istar-lambda-1-target-scaled-identity")
        #expect(other.title.hasPrefix("I-STAR λ = +2, ζ = 0.5, zeta convention = text"))
    }

    @Test func aReadingOfThePapersIsNamedAndWhatDiffersFromIt() {
        func isoBN(_ preset: Preset, _ beta: Double? = nil) -> Method {
            var options = IsoBNOptions(preset: preset)
            if let beta { options.beta = beta }
            return Method(normalizer: options)
        }
        #expect(isoBN(.corrected).name == "isobn" && isoBN(.corrected).title == "IsoBN")
        #expect(isoBN(.corrected, 1).name == "isobn-beta1")
        #expect(isoBN(.corrected, 1).title == "IsoBN β = 1")
        #expect(isoBN(.paper).name == "isobn-paper" && isoBN(.paper).title == "IsoBN (paper)")
        #expect(isoBN(.publishedCode, 0.25).name == "isobn-published-code-beta0.25")
        #expect(isoBN(.publishedCode, 0.25).title == "IsoBN (published code) β = 0.25")
    }

    static let idle: [(options: IStarOptions, names: [String], reason: String)] = [
        (
            iStar { ($0.target, $0.targetSize) = (.identity, 300) }, ["target_size"],
            "`target` = identity"
        ),
        (
            iStar { ($0.target, $0.targetSize, $0.refresh) = (.scaledIdentity, 300, 0) },
            ["target_size", "refresh"], "`target` = scaled-identity"
        ),
        (
            iStar { ($0.zeta, $0.target, $0.refresh) = (0, .identity, 2) }, ["target", "refresh"],
            "`zeta` = 0 and `zeta_convention` = algorithm"
        ),
        (
            iStar { ($0.zeta, $0.convention, $0.targetSize) = (1, .text, 300) }, ["target_size"],
            "`zeta` = 1 and `zeta_convention` = text"
        ),
    ]

    private static func iStar(_ change: (inout IStarOptions) -> Void) -> IStarOptions {
        var options = IStarOptions()
        change(&options)
        return options
    }

    @Test(arguments: idle)
    func anOptionWithoutEffectIsRefusedAndNoNameShowsIt(
        _ options: IStarOptions, _ names: [String], _ reason: String
    ) throws {
        let method = Method(penalty: options)
        #expect(method.problems.map(\.option) == names)
        for problem in method.problems {
            #expect(problem.reason.description == "has no effect with \(reason)")
            let shown = problem.option.replacing("_", with: "-")
            #expect(!method.name.contains("-\(shown)"), "\(method.name)")
        }
        let data = try JSONEncoder().encode(method)
        // A run of an earlier version recorded such a method, and no run with the default is another.
        #expect(try JSONDecoder().decode(Method.self, from: data) == method)
        #expect(method.effective.problems.isEmpty && method.effective.name == method.name)
    }

    @Test func whatNobodySetHasNoProblem() {
        for change: (inout IStarOptions) -> Void in [
            { $0.target = .identity }, { $0.zeta = 0 }, { $0.targetSize = 300 },
        ] {
            #expect(Method(penalty: Self.iStar(change)).problems.isEmpty)
        }
    }

    @Test func bothPartsAreNamed() {
        let method = Method(normalizer: IsoBNOptions(), penalty: IStarOptions())
        #expect(method.name == "isobn+istar-lambda-1" && method.title == "IsoBN & I-STAR λ = −1")
    }

    @Test func tablesPutPlainFirstThenNormalizersThenPenaltiesByTheirNumbers() {
        let ordered = [
            Method(), Method(normalizer: BatchNormOptions()), Method(normalizer: IsoBNOptions()),
            iStar { $0.lambda = -5 }, iStar { _ in }, iStar { $0.lambda = 3 }, cosReg(0.5),
            cosReg(1),
            cosReg(3),
        ]
        let sorted = ordered.reversed().sorted(by: Method.isInOrder)
        #expect(sorted.map(\.name) == ordered.map(\.name))
    }

    @Test func filesHaveTheNameAndEveryOption() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(
            decoding: try encoder.encode(Method(penalty: CosRegOptions())), as: UTF8.self)
        #expect(
            text
                == #"{"normalizer":{"name":"none"},"penalty":{"lambda":1,"layers":"last","name":"cosreg"}}"#
        )
    }

    @Test func everyRegisteredMethodComesBackFromItsFile() throws {
        var others =
            MethodRegistry.methods + [cosReg(-2.5, .layer(3)), iStar { $0.layers = .layer(0) }]
        for preset in Preset.allCases {
            others += MethodRegistry.normalizers.map { Method(normalizer: $0.init(preset: preset)) }
        }
        for method in others {
            let data = try JSONEncoder().encode(method)
            let back = try JSONDecoder().decode(Method.self, from: data)
            #expect(back == method && back.name == method.name)
        }
        #expect(Set(MethodRegistry.methods.map(\.name)).count == MethodRegistry.methods.count)
    }

    @Test(arguments: [
        (
            #""cosreg""#, #""shift""#,
            "there is no penalty 'shift' in this program, which has none, istar"
        ),
        (#""lambda":1"#, #""lambda":null,"mu":1"#, "'mu' is unknown to this version"),
        (#""lambda":1,"#, "", "'lambda' is missing"),
        (#""last""#, #""first""#, "'layers' must be all, last or a layer, not 'first'"),
    ])
    func filesOfOtherMethodsAreRefusedByName(_ old: String, _ new: String, _ message: String) throws
    {
        let file =
            #"{"normalizer":{"name":"none"},"penalty":{"lambda":1,"layers":"last","name":"cosreg"}}"#
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Method.self, from: Data(file.replacing(old, with: new).utf8))
        }
        #expect("\(error as Any)".contains(message), "\(error as Any)")
    }

    private struct Broken: PenaltyOptions {
        static let name = "No Name"
        static let title = "Broken"
        static let fields: [OptionField<Self>] = []
        func makePenalty() -> any Penalty { NoPenalty() }
    }

    private struct Twin: NormalizerOptions {
        static let name = "istar"
        static let title = "Twin"
        static let fields: [OptionField<Self>] = []
        func makeNormalizer(size: Int, on device: Device) -> any Normalizer { NoNormalizer() }
    }

    private struct Clash: PenaltyOptions {
        static let name = "clash"
        static let title = "Clash"
        var lambda = 3
        static let fields: [OptionField<Self>] = [
            .integer("lambda", \.lambda, .atLeast(0), "a count")
        ]
        func makePenalty() -> any Penalty { NoPenalty() }
    }

    @Test func whatCannotBeToldApartIsNotRegistered() {
        let known = MethodRegistry.penalties.count
        #expect(throws: MethodRegistrationError.self) { try MethodRegistry.register(Broken.self) }
        #expect(throws: MethodRegistrationError.self) { try MethodRegistry.register(Twin.self) }
        #expect(throws: MethodRegistrationError.self) { try MethodRegistry.register(Clash.self) }
        #expect(throws: Never.self) { try MethodRegistry.register(IStarOptions.self) }
        #expect(MethodRegistry.penalties.count == known)
    }
}

/// Whatever is registered: a penalty's gradient is its value's derivative.
struct RegisteredPenaltyTests {
    private struct Sample: StateSource {
        var states: [HiddenStates]
        mutating func next() -> HiddenStates? { states.popLast() }
    }

    /// Float64 states; values are float32 near 1, so a difference over 1e-2 is good to 1e-5.
    @Test(arguments: MethodRegistry.penalties.map { $0.name })
    func gradientsAreDerivatives(_ name: String) throws {
        let type = try #require(MethodRegistry.penalties.first { $0.name == name })
        let penalty = try type.init().makePenalty()
        let rows = cloud(9, 4, seed: 3)
        var sample = Sample(states: [try states(cloud(20, 4, seed: 5)).states])
        if penalty.sample(beforeEpoch: 0) != nil { try penalty.prepare(&sample) }
        let (points, whole) = try states(rows)
        guard let term = try penalty(whole) else {
            #expect(name == "none")
            return
        }
        try term.backward()
        let gradient = try #require(try points.gradient()).elements(as: Double.self)
        let step = 1e-2
        for place in gradient.indices {
            func value(_ change: Double) throws -> Double {
                var moved = rows
                moved[place / 4][place % 4] += change
                return try #require(try penalty(states(moved).states)).scalar()
            }
            let slope =
                try (8 * (value(step) - value(-step)) - (value(2 * step) - value(-2 * step)))
                / (12 * step)
            #expect(abs(gradient[place] - slope) < 5e-5, "element \(place)")
        }
    }

    private func states(_ rows: [[Double]]) throws -> (points: Tensor, states: HiddenStates) {
        let points = try matrix(rows, .float64)
        try points.requireGradient()
        return (points, try hiddenStates([points, points]))
    }
}

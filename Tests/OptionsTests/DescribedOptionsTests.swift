import Foundation
import Options
import Testing

private struct Sample: DescribedOptions {
    enum Shape: String, Sendable, CaseIterable { case round, flat = "very-flat" }

    var rate = 0.5
    var share: Double?
    var count = 3
    var shape = Shape.round
    var isOn = true
    var words = ["a"]

    init() {}

    static let fields: [OptionField<Self>] = [
        .number("rate", \.rate, .positive, "How fast."),
        .number("share", \.share, .share, "How much."),
        .integer("count", \.count, .atLeast(2), "How many."),
        .choice("shape", \.shape, "Of what shape."),
        .flag("is_on", \.isOn),
        .custom("words", \.words, form: "words with commas", "Which.") { words in
            .text(words.joined(separator: ","))
        } read: { value in
            "\(value)".isEmpty ? nil : "\(value)".split(separator: ",").map(String.init)
        },
    ]
}

struct DescribedOptionsTests {
    private func json(_ options: Sample) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(options), as: UTF8.self)
    }

    private func read(_ text: String) throws -> Sample {
        try JSONDecoder().decode(Sample.self, from: Data(text.utf8))
    }

    private var changed: Sample {
        var sample = Sample()
        sample.rate = 2
        sample.share = 0.25
        sample.count = 7
        sample.shape = .flat
        sample.isOn = false
        sample.words = ["b", "c"]
        return sample
    }

    @Test func filesHaveEveryFieldUnderItsName() throws {
        #expect(
            try json(Sample())
                == #"{"count":3,"is_on":true,"rate":0.5,"shape":"round","share":null,"words":"a"}"#)
        #expect(
            try json(changed)
                == #"{"count":7,"is_on":false,"rate":2,"shape":"very-flat","share":0.25,"words":"b,c"}"#
        )
    }

    @Test func whatWasWrittenIsReadBack() throws {
        for sample in [Sample(), changed] { #expect(try read(json(sample)) == sample) }
        #expect(Sample() != changed)
    }

    @Test(arguments: [
        (#""rate":0.5"#, #""rate":0"#, "'rate' must be positive and finite, not 0"),
        (#""rate":0.5"#, #""rate":"fast""#, "'rate' cannot be 'fast'"),
        (#""count":3"#, #""count":1"#, "'count' must be at least 2, not 1"),
        (#""count":3"#, #""count":2.5"#, "'count' cannot be '2.5'"),
        (
            #""count":3"#, #""count":99999999999999999999"#,
            "'count' must be in 2 ... 9223372036854775807, not 1e+20"
        ),
        (#""share":null"#, #""share":1.5"#, "'share' must be in 0 ... 1, not 1.5"),
        (#""shape":"round""#, #""shape":"flat""#, "'shape' must be round or very-flat, not 'flat'"),
        (#""words":"a""#, #""words":"""#, "'words' must be words with commas, not ''"),
        (#""count":3"#, #""counts":3"#, "'count' is missing"),
        (#""count":3"#, #""counts":3"#, "'counts' is unknown to this version"),
    ])
    func whatDoesNotFitIsNamed(_ old: String, _ new: String, _ message: String) throws {
        let text = try json(Sample()).replacing(old, with: new)
        let error = #expect(throws: DecodingError.self) { try read(text) }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(context.debugDescription.contains(message), "\(context.debugDescription)")
    }

    @Test func everythingThatDoesNotFitIsNamedAtOnce() throws {
        let error = #expect(throws: DecodingError.self) { try read(#"{"rate":-1,"color":1}"#) }
        let text = "\(error as Any)"
        for name in ["rate", "share", "count", "shape", "is_on", "words", "color"] {
            #expect(text.contains("'\(name)'"), "\(name)")
        }
    }

    @Test func aWholeNumberIsANumber() throws {
        var sample = Sample()
        try sample.set("rate", .integer(4))
        #expect(sample.rate == 4 && sample.value(of: "rate") == .number(4))
        #expect(throws: OptionProblem.self) { try sample.set("count", .number(4)) }
        #expect(throws: OptionProblem.self) { try sample.set("size", .integer(4)) }
    }

    private struct Lamp: DescribedOptions {
        var isOn = true
        var colour = 3
        var hue = 1
        init() {}

        static let fields: [OptionField<Self>] = [
            .flag("is_on", \.isOn),
            .integer("colour", \.colour, .atLeast(0)).idle(with: "is_on") { !$0.isOn },
            .integer("hue", \.hue, .atLeast(0)).idle(with: "is_on") { !$0.isOn }
                .idle(with: "colour", "is_on") { $0.colour == 0 },
        ]
    }

    @Test func anOptionSaysWhichOthersTakeItsEffectAway() throws {
        var lamp = Lamp()
        #expect(lamp.idleness(of: "hue") == nil && lamp.idleness(of: "is_on") == nil)
        lamp.colour = 0
        #expect(
            lamp.idleness(of: "hue")?.message
                == "`hue` has no effect with `colour` = 0 and `is_on` = true")
        lamp.isOn = false
        #expect(lamp.idleness(of: "hue")?.message == "`hue` has no effect with `is_on` = false")
        // Set, unlike the other, and in vain.
        #expect(lamp.problems.map(\.option) == ["colour"])
        // What a run recorded is read all the same.
        #expect(try JSONDecoder().decode(Lamp.self, from: JSONEncoder().encode(lamp)) == lamp)
        #expect(lamp.effective.colour == 3 && lamp.effective.hue == 1 && !lamp.effective.isOn)
        lamp.colour = 3
        #expect(lamp.problems.isEmpty && lamp == lamp.effective)
    }

    @Test func valuesOutOfRangeAreProblemsOfAProgramsOwnOptionsToo() {
        var sample = Sample()
        sample.rate = .nan
        sample.count = 0
        #expect(sample.problems.map(\.option) == ["rate", "count"])
        #expect(Sample().problems.isEmpty)
    }
}

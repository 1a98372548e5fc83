import Isotropy
import Options
import Testing

struct MethodChoiceTests {
    private func method(_ text: String, _ preset: Preset = .corrected) throws -> Method {
        try MethodChoice(text).resolved(preset)
    }

    @Test func plainIsNeitherNormalizedNorPenalized() throws {
        #expect(try method("plain") == Method())
    }

    @Test func aNameAloneHasTheDefaultsOfTheReading() throws {
        #expect(try method("isobn") == Method(normalizer: IsoBNOptions()))
        #expect(try method("cosreg") == Method(penalty: CosRegOptions()))
        let code = try method("isobn", .publishedCode)
        #expect(code == Method(normalizer: IsoBNOptions(preset: .publishedCode)))
        #expect(code != Method(normalizer: IsoBNOptions()))
    }

    @Test func optionsStandBehindAColon() throws {
        var expected = IStarOptions()
        expected.lambda = -0.5
        expected.zeta = 0.75
        expected.layers = .layer(3)
        expected.targetSize = 2000
        for name in ["target_size", "target-size"] {
            let text = "istar:lambda=-5e-1,zeta=.75,layers=3,\(name)=2000"
            #expect(try method(text) == Method(penalty: expected))
        }
    }

    @Test func partsAreJoinedInAnyOrder() throws {
        var isoBN = IsoBNOptions()
        isoBN.beta = 0.5
        var iStar = IStarOptions()
        iStar.lambda = 1
        let expected = Method(normalizer: isoBN, penalty: iStar)
        #expect(try method("isobn:beta=0.5+istar:lambda=+1") == expected)
        #expect(try method("istar:lambda=1+isobn:beta=0.5") == expected)
    }

    @Test func aSignBeforeANumberJoinsNothing() throws {
        var iStar = IStarOptions()
        iStar.lambda = 10
        #expect(try method("istar:lambda=1e+1") == Method(penalty: iStar))
    }

    @Test(arguments: [
        ("istr", "there is no method 'istr': did you mean 'istar'?"),
        ("whiten", "there is no method 'whiten': did you mean 'whitening'?"),
        (
            "sphere",
            "there is no method 'sphere', but plain, batchnorm, isobn, whitening, istar or cosreg"
        ),
        ("", "there is no method ''"),
        ("plain+isobn", "plain is a method without others"),
        ("isobn+batchnorm", "isobn and batchnorm are two normalizers: a method has one"),
        ("istar+cosreg", "istar and cosreg are two penalties: a method has one"),
        ("istar:lamda=1", "there is no option 'lamda' of istar: did you mean 'lambda'?"),
        ("istar:lambda", "lambda needs a value: lambda=…"),
        ("istar:lambda=one", "lambda is a decimal number, as 0.5 or 1e-5, not 'one'"),
        ("istar:lambda=1,lambda=2", "lambda is given twice"),
        ("istar:zeta=2", "zeta must be in 0 ... 1, not 2"),
        ("istar:target=smple", "target must be sample, identity or scaled-identity, not 'smple'"),
        ("isobn:beta=0.5,", "there is no option '' of isobn"),
        ("batchnorm:momentum=x,bet=1", "there is no option 'bet' of batchnorm"),
    ])
    func aWrongTextIsRefusedWithItsReason(_ text: String, _ reason: String) throws {
        let error = try #require(throws: MethodTextError.self) { try MethodChoice(text) }
        #expect(error.description.hasPrefix("'\(text)': "))
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test func everythingThatIsWrongIsTold() throws {
        let error = try #require(throws: MethodTextError.self) {
            try MethodChoice("istar:lamda=1,zeta=x+isobm")
        }
        #expect(error.problems.count == 3)
    }

    @Test(arguments: [
        "plain", "isobn", "isobn:beta=0.3,momentum=0.2", "istar:lambda=-1,target-size=2000",
        "isobn:beta=0.5+istar:lambda=1,zeta=0.2",
    ])
    func aChoiceReadsAsItWasWritten(_ text: String) throws {
        #expect(try MethodChoice(text).description == text)
    }
}

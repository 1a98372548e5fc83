import IsotropyCommands
import Testing

struct ProgressTests {
    @Test func aDurationIsMinutesOrHours() {
        #expect(duration(0) == "0:00")
        #expect(duration(59.4) == "0:59")
        #expect(duration(59.6) == "1:00")
        #expect(duration(75) == "1:15")
        #expect(duration(3599) == "59:59")
        #expect(duration(3700) == "1:01:40")
        #expect(duration(36_000) == "10:00:00")
    }

    @Test func aDurationThatIsUnknownSaysSo() {
        for unknown in [Double.nan, .infinity, 1e300, -1] { #expect(duration(unknown) == "?") }
    }

    @Test func aBarFillsFromTheLeftAndNeverOverflows() {
        #expect(progressBar(0, cells: 4) == "────")
        #expect(progressBar(0.49, cells: 4) == "━───")
        #expect(progressBar(0.5, cells: 4) == "━━──")
        #expect(progressBar(1, cells: 4) == "━━━━")
        #expect(progressBar(1.5, cells: 4) == "━━━━")
        #expect(progressBar(-1, cells: 4) == "────")
    }

    @Test func aNumberHasTheDigitsAskedFor() {
        #expect(fixed(0.12345, 3) == "0.123")
        #expect(fixed(-2, 1) == "-2.0")
        #expect(fixed(.nan, 2) == "nan")
    }

    @Test(arguments: [
        (0.0, "0.0000"), (0.5, "0.5000"), (-0.25, "-0.2500"), (0.001, "0.0010"),
        (4.231e-14, "4.231e-14"), (0.0004567, "0.0004567"), (-1e-9, "-1e-09"), (850, "850.0000"),
        (1_234_567, "1.235e+06"),
    ])
    func aNumberOfAnySizeCanBeRead(_ value: Double, _ text: String) {
        #expect(readable(value) == text)
    }
}

import Figures
import Foundation
import Testing

@Suite struct ScaleTests {
    @Test(arguments: [
        (0.862, 0.871), (0.0, 0.3), (-1.0, 1.0), (0.004, 0.0041), (1e6, 1e6 + 3), (3.2e-7, 9e-6),
        (-1e300, 1e300), (0.0, 123_456.0),
    ])
    func ticksAreRoundEvenlySpacedAndInside(_ lower: Double, _ upper: Double) throws {
        let ticks = Ticks(Scale(.linear, domain: lower...upper), count: 5)
        #expect((2...7).contains(ticks.values.count))
        let step = ticks.values[1] - ticks.values[0]
        let mantissa = step / pow(10, floor(log10(step) + 1e-6))
        #expect([1, 2, 2.5, 5].contains { abs($0 - mantissa) < 1e-4 })
        let slack = (upper / 2 - lower / 2) * 1e-5
        for (index, value) in ticks.values.enumerated() {
            #expect(value >= lower - slack && value <= upper + slack)
            #expect(abs(value - ticks.values[0] - Double(index) * step) <= abs(step) * 1e-3)
        }
        #expect(Set(ticks.labels).count == ticks.labels.count)
    }

    @Test func labelsHaveTheDecimalsOfTheStep() {
        let narrow = Ticks(Scale(.linear, domain: 0.8615...0.8713), count: 4)
        #expect(narrow.labels == ["0.8625", "0.8650", "0.8675", "0.8700"])
        let negative = Ticks(Scale(.linear, domain: -1...1), count: 4)
        #expect(negative.labels == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
        let steps = Ticks(Scale(.linear, domain: 0...60_000), count: 3)
        #expect(steps.labels == ["0", "20,000", "40,000", "60,000"])
        let large = Ticks(Scale(.linear, domain: 0...3e9), count: 3)
        #expect(large.labels == ["0", "10⁹", "2×10⁹", "3×10⁹"])
    }

    @Test func wholeNumbersAreNotDivided() {
        let ticks = Ticks(Scale(.linear, domain: 0...3), count: 8, wholeNumbers: true)
        #expect(ticks.values == [0, 1, 2, 3])
    }

    @Test func logarithmicTicksArePowersOfTen() {
        let wide = Ticks(Scale(.log, domain: 1e-6...1e6), count: 7)
        #expect(wide.labels.first == "10⁻⁶" && wide.values.count == 7)
        let narrow = Ticks(Scale(.log, domain: 0.9...60), count: 6)
        #expect(narrow.values == [1, 2, 5, 10, 20, 50])
        let within = Ticks(Scale(.log, domain: 3...4), count: 4)
        #expect(within.values.count > 1)
    }

    @Test func bothEndsOfTheDomainAreTheEndsOfTheAxis() {
        for kind in [Scale.Kind.linear, .log] {
            let scale = Scale(kind, domain: 2...32)
            #expect(scale.fraction(of: 2) == 0)
            #expect(scale.fraction(of: 32) == 1)
        }
        #expect(Scale(.log, domain: 1...100).fraction(of: 10) == 0.5)
        #expect(Scale(.linear, domain: -1...1).fraction(of: 0.5) == 0.75)
    }

    @Test func whatCannotBeShownHasNoPlace() {
        #expect(Scale(.linear, domain: 0...1).fraction(of: .nan) == nil)
        #expect(Scale(.linear, domain: 0...1).fraction(of: .infinity) == nil)
        #expect(Scale(.log, domain: 1...2).fraction(of: 0) == nil)
        #expect(Scale(.log, domain: 1...2).fraction(of: -1) == nil)
    }

    @Test func scalesFitTheirValuesWithRoomExceptAtBounds() {
        let scale = Scale(.linear, fitting: [0.1, 0.3, .nan, .infinity], bounds: [0])
        #expect(scale.domain.lowerBound == 0)
        #expect(scale.domain.upperBound > 0.3 && scale.domain.upperBound < 0.35)
        #expect(Scale(.linear, fitting: [0, 0], bounds: [0]).domain == 0...1)
        #expect(Scale(.linear, fitting: [-0.2, 0.3], bounds: [0]).domain.lowerBound < -0.2)
    }

    @Test(arguments: [
        [], [.nan], [5], [0], [0.3, 0.3], [-1e300, 1e300], [.leastNonzeroMagnitude],
    ])
    func scalesOfDegenerateValuesAreStillScales(_ values: [Double]) {
        for kind in [Scale.Kind.linear, .log] {
            let scale = Scale(kind, fitting: values)
            #expect(scale.domain.lowerBound < scale.domain.upperBound)
            #expect(!Ticks(scale, count: 5).values.isEmpty)
        }
    }
}

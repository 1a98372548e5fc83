import Foundation
import Statistics
import TestSupport
import Testing

/// Tails and quantiles by mpmath, made by Tools/fixtures/statistics/distributions.py.
private struct Golden: Decodable {
    let name: String
    let arguments: [Double]
    let value: Double

    static func read() throws -> [Golden] {
        let file = Bundle.module.url(
            forResource: "Fixtures/distributions", withExtension: "json")
        return try JSONDecoder().decode([Golden].self, from: Data(contentsOf: #require(file)))
    }

    func found() throws -> Double {
        let x = arguments[0]
        func degrees(_ place: Int) -> Double { arguments[place] }
        func t() -> StudentT { StudentT(degreesOfFreedom: degrees(1)) }
        func chi() -> ChiSquared { ChiSquared(degreesOfFreedom: degrees(1)) }
        func f() -> FDistribution {
            FDistribution(numerator: degrees(1), denominator: degrees(2))
        }
        switch name {
        case "t_beyond": return t().probability(beyond: x)
        case "t_quantile": return t().quantile(beyond: x)
        case "chi_lower": return chi().probability(upTo: x)
        case "chi_upper": return chi().probability(above: x)
        case "chi_quantile": return chi().quantile(x)
        case "chi_quantile_above": return chi().quantile(above: x)
        case "f_lower": return f().probability(upTo: x)
        case "f_upper": return f().probability(above: x)
        case "f_quantile": return f().quantile(x)
        case "f_quantile_above": return f().quantile(above: x)
        case "normal": return Normal.probability(upTo: x)
        case "normal_quantile": return Normal.quantile(x)
        default:
            Issue.record("no function \(name)")
            return .nan
        }
    }
}

@Suite struct DistributionTests {
    /// 1e-12 of themselves, far tails included.
    @Test func tailsAndQuantilesEqualMpmath() throws {
        let goldens = try Golden.read()
        #expect(goldens.count == 238)
        for golden in goldens {
            expectClose(
                [try golden.found()], [golden.value], relative: 1e-12,
                "\(golden.name) \(golden.arguments)")
        }
    }

    @Test func endsAreWhereTheyBelong() {
        let t = StudentT(degreesOfFreedom: 3)
        #expect(t.probability(beyond: 0) == 1 && t.probability(upTo: 0) == 0.5)
        #expect(t.probability(beyond: .infinity) == 0 && t.quantile(beyond: 1) == 0)
        #expect(t.probability(upTo: -2) + t.probability(upTo: 2) == 1)
        let chi = ChiSquared(degreesOfFreedom: 3)
        #expect(chi.probability(upTo: -1) == 0 && chi.probability(upTo: .infinity) == 1)
        #expect(chi.quantile(0) == 0 && chi.quantile(1) == .infinity)
        #expect(Normal.quantile(0.5) == 0 && Normal.probability(beyond: 0) == 1)
    }
}

import Figures
import TestSupport
import Testing

@Suite struct DataTableTests {
    @Test func everyTextComesBack() throws {
        let texts = [
            "plain", "a,b", "\"", "say \"so\"", "two\r\nlines", "\n", "", " x ", "=1+1", "é 漢字",
        ]
        let table = DataTable(["name", "value"], rows: texts.map { [.text($0), .missing] })
        let read = try fields(table.csv())
        #expect(read == [["name", "value"]] + texts.map { [$0, ""] })
    }

    @Test func everyNumberComesBackToTheLastBit() throws {
        let numbers = [
            0.1, 1 / 3, -0.0, 2.3e-308, 6.02e23, .infinity, -.infinity, .leastNonzeroMagnitude,
        ]
        let table = DataTable(["x"], rows: (numbers + [.nan]).map { [.number($0)] })
        let read = try fields(table.csv()).dropFirst().map { Double($0[0]) }
        #expect(read.dropLast().map { $0?.bitPattern } == numbers.map(\.bitPattern))
        #expect(read.last??.isNaN == true)
    }

    @Test func figuresOfRunsGiveEverySeed() throws {
        let score = try fields(sample.metricAgainstIsoScore().csv())
        #expect(score[0] == ["method", "seed", "IsoScore", "dev accuracy (%)"])
        #expect(score.count == 1 + 6)
        #expect(score[3].prefix(3) == ["I-STAR λ=+1", "0", "0.3"])
        #expect(Double(score[3][3]).map { abs($0 - 87.1) < 1e-9 } == true)
        let seeds = try fields(sample.metricBySeed().csv())
        #expect(seeds.map { $0[3] } == ["collapsed"] + Array(repeating: "no", count: 6))
        let curve = try fields(sample.explainedVariance().csv())
        #expect(curve[1] == ["before training", "", "1", "0.2"])
        #expect(curve.count == 1 + 3 + 6 * 4)
        let layers = try fields(sample.isoScoreByLayer().csv())
        #expect(layers[1] == ["before training", "", "0", "0.1"])
        #expect(layers.last == ["CosReg", "1", "1", "0.0042"])
        let losses = try fields(sample.trainingLoss().csv())
        #expect(losses.count == 1 + 6 * 300 && losses[1] == ["plain", "0", "1", "0.7"])
    }
}

import Isotropy
import Options
import TestSupport
import Testing
import Torch

@Suite struct TransformRefusalTests {
    /// Six points of four dimensions in a plane.
    private let flat = cloud(6, 2, seed: 8).map { [$0[0], $0[1], $0[0] + $0[1], $0[0] - $0[1]] }

    @Test(arguments: [TransformKind.zca, .pcaWhitening])
    func aCovarianceWithoutInverseIsRefusedWithItsRank(_ kind: TransformKind) throws {
        let said = words { _ = try fit(options(kind), flat) }
        #expect(said.contains("has rank 2 of 4") && said.contains("`shrinkage`"), "\(said)")
        #expect(said.contains("`components` of at most 2"), "\(said)")
        // Each way out that the words name.
        for values: [String: OptionValue] in [
            ["shrinkage": .text("0.1")], ["epsilon": .number(1e-3)], ["components": .integer(2)],
            ["shrinkage": .text("auto")],
        ] {
            let white = try fit(options(kind, values), flat).transform(matrix(flat))
            #expect(try white.isFinite())
        }
    }

    @Test func fewerPointsThanDimensionsHaveTheRankThatIsLeft() throws {
        let rows = cloud(5, 8, seed: 9)
        #expect(words { _ = try fit(options(.zca), rows) }.contains("has rank 4 of 8"))
        let turned = try fit(options(.pca), rows)
        #expect("\(turned.notes)".contains("the points vary along 4 of 8 directions: the last 4"))
        #expect(try turned.transform.inverse(turned.transform(matrix(rows))).isFinite())
        let said = words {
            _ = try fit(options(.abtt, ["removed": .integer(5)]), rows)
        }
        #expect(said.contains("`removed` must be less than the 8 dimensions and at most the 4"))
    }

    @Test func dimensionsThatDoNotVaryKeepTheirScaleAndAreTold() throws {
        let rows = cloud(20, 4, seed: 5).map { [$0[0], 0.1, $0[2], 1e9] }
        for kind in [TransformKind.standardise, .batchnorm, .isobn] {
            let fit = try fit(options(kind), rows, block: 3)
            let said = "2 of 4 dimensions do not vary, the first is 1 (from 0): they keep scale 1"
            #expect(fit.notes.map(\.description) == [said])
            let scale = try #require(fit.transform.tensors["scale"]).numbers
            #expect(scale[1] == 1 && scale[3] == 1 && scale[0] != 1)
        }
        let said = words { _ = try fit(options(.zca), rows) }
        #expect(said.contains("has rank 2 of 4, 2 of the dimensions do not vary"), "\(said)")
        #expect(
            words {
                _ = try fit(options(.isobn, ["preset": .text("published-code")]), rows)
            }.contains("2 of 4 dimensions do not vary"))
    }

    @Test func dimensionsThatVaryLikeRoundingAreTold() throws {
        let rows = cloud(20, 3, seed: 5).map { [$0[0], 1e-9 * $0[1], $0[2]] }
        let fit = try fit(options(.standardise), rows)
        #expect("\(fit.notes)".contains("1 of 3 dimensions have deviations below 1e-07"))
        let scaled = try Moments(of: fit.transform(matrix(rows)))
        expectClose(scaled.standardDeviations, [1, 1, 1], absolute: 1e-10)
    }

    @Test(arguments: [
        (TransformKind.zca, "beta", OptionValue.number(0.25)), (.isobn, "shrinkage", .text("auto")),
        (.centre, "epsilon", .number(1)), (.abtt, "components", .integer(1)),
        (.pca, "removed", .integer(1)), (.abtt, "seed", .integer(3)),
    ])
    func anOptionOfAnotherKindIsRefused(
        _ kind: TransformKind, _ name: String, _ value: OptionValue
    ) throws {
        let said = words { _ = try fit(options(kind, [name: value]), flat) }
        #expect(said == "`\(name)` has no effect with `kind` = \(kind.rawValue)")
    }

    @Test(arguments: ["1.5", "-0.1", "automatic", "nan", ""])
    func aShareIsANumberOrAuto(_ word: String) {
        #expect(words { _ = try options(.zca, ["shrinkage": .text(word)]) }.contains("or auto"))
    }

    @Test func countsBeyondTheDimensionsAreRefused() {
        for kind in [TransformKind.pca, .zca] {
            let said = words { _ = try fit(options(kind, ["components": .integer(5)]), flat) }
            #expect(said == "`components` must be at most the 4 dimensions, not 5")
        }
        #expect(
            words { _ = try fit(options(.abtt, ["removed": .integer(4)]), flat) }
                .contains("`removed` must be less than the 4 dimensions"))
        #expect(
            words { _ = try fit(options(.isobn, ["epsilon": .number(0)]), flat) }
                .contains("`epsilon` must be positive"))
    }

    @Test func pointsThatCannotBeMeasuredAreRefusedByTheirPlace() {
        #expect(words { _ = try fit(options(.zca), [flat[0]]) }.contains("needs 2 points at least"))
        var broken = flat
        broken[4][2] = .nan
        #expect(
            words { _ = try fit(options(.centre), broken, block: 2) }.contains("row 4, column 2"))
        for factor in [1e-40, 1e40] {
            let rows = flat.map { $0.map { $0 * factor } }
            #expect(words { _ = try fit(options(.standardise), rows) }.contains("1e-30 to 1e30"))
        }
        #expect(
            words {
                _ = try fit(options(.centre), flat).transform(matrix([[1, 2]]))
            }.contains("points must be numbers [points, 4]"))
    }

    @Test func partsThatDoNotFitAreRefusedByName() throws {
        let transform = try fit(options(.standardise), cloud(9, 3, seed: 1)).transform
        func said(_ change: (inout [String: Tensor]) throws -> Void) rethrows -> String {
            var tensors = transform.tensors
            try change(&tensors)
            return words {
                _ = try Transform(
                    transform.options, dimensions: 3, pointCount: 9, tensors: tensors)
            }
        }
        #expect(said { $0["scale"] = nil } == "scale: is missing, which standardise has")
        #expect(try said { $0["shift"] = try Tensor.of([1.0]) }.hasPrefix("shift: is not known"))
        #expect(
            try said { $0["mean"] = try Tensor.of([1.0]) }
                == "mean: is float64 [1], not float64 [3]")
        #expect(
            try said { $0["mean"] = try Tensor.of([1, 2, 3] as [Float]) }
                .hasPrefix("mean: is float32 [3]"))
        #expect(
            try said { $0["mean"] = try Tensor.of([1, .infinity, 3.0]) }
                == "mean: holds a number that is not finite")
        #expect(
            try said { $0["scale"] = try Tensor.of([1, 0, 3.0]) }
                == "scale: holds a number that is not positive")
    }
}

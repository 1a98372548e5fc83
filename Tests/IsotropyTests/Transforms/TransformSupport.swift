import Isotropy
import Options
import TestSupport
import Testing
import Torch

/// A transform with options by their names.
func options(
    _ kind: TransformKind, _ values: [String: OptionValue] = [:]
) throws -> TransformOptions {
    var options = TransformOptions(kind)
    for (name, value) in values { try options.set(name, value) }
    return options
}

/// Fits to rows, in blocks of so many.
func fit(
    _ options: TransformOptions, _ rows: [[Double]], block: Int = .max, _ dtype: DType = .float64
) throws -> TransformFit {
    let points = try matrix(rows, dtype)
    return try TransformFit(options, dimensions: points.size(1)) { body in
        for start in stride(from: 0, to: rows.count, by: min(block, rows.count)) {
            try body(points.slice(start..<min(start + min(block, rows.count), rows.count)))
        }
    }
}

/// What an error says, with options in backquotes.
func words(_ body: () throws -> Void) -> String {
    let error = #expect(throws: (any Error).self) { try body() }
    return error.map { "\($0)" } ?? ""
}

/// Every kind that keeps all there is of a point, with what it needs for that.
let invertible: [(TransformKind, [String: OptionValue])] = [
    (.centre, [:]), (.standardise, [:]), (.batchnorm, [:]), (.isobn, [:]), (.pca, [:]),
    (.pcaWhitening, [:]), (.zca, [:]), (.zca, ["shrinkage": .text("auto")]),
    (.pcaWhitening, ["shrinkage": .text("0.5"), "epsilon": .number(0.1)]),
]

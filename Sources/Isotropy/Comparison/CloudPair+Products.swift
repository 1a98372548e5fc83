import Torch

extension CloudPair {
    /// `XᵀX`, `XᵀY` and `YᵀY` of the centred points.
    struct Products {
        /// Row-major, `[d1, d1]`, `[d1, d2]`, `[d2, d2]`.
        let first, mixed, second: [Double]

        init(_ pair: CloudPair) {
            let (x, y) = (0..<pair.firstDimensions, pair.firstDimensions..<pair.dimensions)
            first = Self.part(pair, x, x)
            mixed = Self.part(pair, x, y)
            second = Self.part(pair, y, y)
        }

        private static func part(
            _ pair: CloudPair, _ rows: Range<Int>, _ columns: Range<Int>
        ) -> [Double] {
            rows.flatMap { row in
                let start = row * pair.dimensions
                return pair.products[start + columns.lowerBound..<start + columns.upperBound]
            }
        }

        static func squaredNorm(_ elements: [Double]) -> Double {
            elements.reduce(0) { $0 + $1 * $1 }
        }

        static func trace(_ elements: [Double], _ size: Int) -> Double {
            (0..<size).reduce(0) { $0 + elements[$1 * (size + 1)] }
        }
    }
}

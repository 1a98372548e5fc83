extension NeighborKernels {
    /// Computes every distance of the block's pairs: what no key can leave out.
    static func referenceAdd(
        _ products: Tensor, row: Int, column: Int, _ search: Search, to found: Found
    ) throws(TorchError) -> Int {
        let rows = try scaled(search, row..<row + products.size(0))
        let columns = try scaled(search, column..<column + products.size(1))
        var distances = try found.distances.elements(as: Double.self)
        var places = try found.places.elements(as: Int32.self)
        let kept = found.places.size(1)
        var computed = 0
        func offer(_ point: Int, _ other: Int, _ distance: Double) {
            let start = point * kept
            var near = (start..<start + kept).map { (distances[$0], places[$0]) }
            near.append((distance, Int32(other)))
            near.sort { $0 < $1 }
            for (index, (distance, place)) in near.prefix(kept).enumerated() {
                (distances[start + index], places[start + index]) = (distance, place)
            }
            computed += 1
        }
        for (index, one) in rows.enumerated() {
            for (other, two) in columns.enumerated() where row + index != column + other {
                let distance = distance(one, two)
                offer(row + index, column + other, distance)
                if row != column { offer(column + other, row + index, distance) }
            }
        }
        try overwrite(found.distances, distances)
        try overwrite(found.places, places)
        return computed
    }

    private static func scaled(_ search: Search, _ range: Range<Int>) throws(TorchError)
        -> [[Double]]
    {
        let width = search.points.size(1)
        let numbers = try search.points.slice(range).elements(as: Double.self)
        return range.map { index in
            let start = (index - range.lowerBound) * width
            return numbers[start..<start + width].map { $0 * search.scale }
        }
    }

    /// Scaled by the largest difference, so that no square underflows.
    private static func distance(_ one: [Double], _ two: [Double]) -> Double {
        let differences = zip(one, two).map { $0 - $1 }
        let largest = differences.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { return 0 }
        let factor = Double(sign: .plus, exponent: largest.exponent, significand: 1)
        return differences.reduce(0) { $0 + ($1 / factor) * ($1 / factor) }.squareRoot() * factor
    }

    private static func overwrite<Element: TensorElement>(
        _ tensor: Tensor, _ elements: [Element]
    ) throws(TorchError) {
        try tensor.copy(Tensor.of(elements, shape: tensor.shape))
    }
}

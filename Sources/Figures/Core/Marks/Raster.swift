/// A matrix of shades, from 0 (white) to 1 (dark), drawn as a picture.
public struct Raster: Sendable, Equatable {
    public let columns: Int
    public let rows: Int
    /// The top row first, each from left to right; what is not finite is drawn grey.
    public let values: [Float]

    public init(columns: Int, rows: Int, values: [Float]) {
        precondition(
            columns > 0 && rows > 0 && values.count == columns * rows,
            "\(values.count) values are no \(rows) rows of \(columns)")
        self.columns = columns
        self.rows = rows
        self.values = values
    }

    /// The same picture in other numbers of columns and rows: each pixel is the mean of what it covers, by
    /// area, of the values that are finite.
    package func averaged(columns newColumns: Int, rows newRows: Int) -> Raster {
        let across = Self.overlaps(columns, newColumns)
        let down = Self.overlaps(rows, newRows)
        var result: [Float] = []
        result.reserveCapacity(newColumns * newRows)
        var sums = [Double](repeating: 0, count: columns)
        var weights = sums
        for parts in down {
            for column in 0..<columns { (sums[column], weights[column]) = (0, 0) }
            for (row, share) in parts {
                for column in 0..<columns where values[row * columns + column].isFinite {
                    sums[column] += Double(values[row * columns + column]) * share
                    weights[column] += share
                }
            }
            for parts in across {
                let sum = parts.reduce(0) { $0 + sums[$1.index] * $1.share }
                let weight = parts.reduce(0) { $0 + weights[$1.index] * $1.share }
                result.append(weight > 0 ? Float(sum / weight) : .nan)
            }
        }
        return Raster(columns: newColumns, rows: newRows, values: result)
    }

    /// For each of `new` equal stretches, which of `old` ones it covers, and how much of it they are.
    private static func overlaps(_ old: Int, _ new: Int) -> [[(index: Int, share: Double)]] {
        (0..<new).map { place in
            let start = Double(place) * Double(old) / Double(new)
            let end = Double(place + 1) * Double(old) / Double(new)
            return (Int(start)..<min(old, max(Int(end.rounded(.up)), Int(start) + 1))).map {
                index in
                let covered = min(end, Double(index + 1)) - max(start, Double(index))
                return (index, max(covered, 0) / (end - start))
            }
        }
    }
}

/// The shades of a raster with the numbers that they stand for.
public struct ColorBar: Sendable, Equatable {
    public var axis: Axis
    public var domain: ClosedRange<Double>

    public init(_ title: String, domain: ClosedRange<Double>) {
        axis = Axis(title)
        self.domain = domain
    }
}

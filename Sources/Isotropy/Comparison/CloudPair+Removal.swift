/// Rows that are taken out again, for intervals that leave some out.
extension CloudPair {
    /// Takes the rows of `other` out, which are among these: merging backwards, good to about 1e-16 of the sums before.
    mutating func remove(_ other: CloudPair) {
        precondition(
            other.firstDimensions == firstDimensions && other.secondDimensions == secondDimensions
                && other.count <= count,
            "\(count) rows of two clouds without \(other.count)")
        guard other.count > 0 else { return }
        guard other.count < count else {
            self = CloudPair(firstDimensions: firstDimensions, secondDimensions: secondDimensions)
            return
        }
        let rest = Double(count - other.count)
        let share = Double(other.count) / rest
        let weight = Double(count) * share
        // From the mean of all rows to that of the others, and from that of the rest to that of all.
        let difference = mean.indices.map {
            (other.origin[$0] - origin[$0]) + (other.mean[$0] - mean[$0])
        }
        let step = difference.map { $0 * share }
        var gone = other
        gone.move(by: difference.map { -$0 })
        for row in difference.indices {
            mean[row] -= step[row]
            for column in difference.indices {
                let index = row * dimensions + column
                products[index] -=
                    other.products[index] + weight * difference[row] * difference[column]
            }
        }
        count -= other.count
        quartics.first -= gone.quartics.first
        quartics.mixed -= gone.quartics.mixed
        quartics.second -= gone.quartics.second
        firstCubes = zip(firstCubes, gone.firstCubes).map(-)
        secondCubes = zip(secondCubes, gone.secondCubes).map(-)
        move(by: step, back: true)
    }

    /// Replaces the first cloud's points by their products with a power of two.
    mutating func scaleFirst(by factor: Double) {
        func powers(_ index: Int) -> Double { index < firstDimensions ? factor : 1 }
        let square = factor * factor
        for row in 0..<dimensions {
            origin[row] *= powers(row)
            mean[row] *= powers(row)
            firstCubes[row] = firstCubes[row] * square * powers(row)
            secondCubes[row] *= powers(row)
            for column in 0..<dimensions {
                let index = row * dimensions + column
                products[index] = products[index] * powers(row) * powers(column)
            }
        }
        quartics.first = quartics.first * square * square
        quartics.mixed *= square
    }
}

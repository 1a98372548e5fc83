import Foundation

/// Measures of points from their definitions, in plain loops over float64, which share no code with the
/// library's.
struct PlainMeasures {
    let isoScore, explainedVariance, effectiveRank, meanCosine: Double

    init(_ points: [[Double]]) {
        let size = points[0].count
        let (count, root) = (Double(points.count), Double(size).squareRoot())
        var mean = [Double](repeating: 0, count: size)
        for point in points { for index in 0..<size { mean[index] += point[index] / count } }
        var covariance = (0..<size).map { _ in [Double](repeating: 0, count: size) }
        for point in points {
            for row in 0..<size {
                for column in 0..<size {
                    covariance[row][column] +=
                        (point[row] - mean[row]) * (point[column] - mean[column]) / (count - 1)
                }
            }
        }
        let values = eigenvalues(covariance).map { max($0, 0) }.sorted(by: >)
        let variance: Double = values.reduce(0, +)
        let ofThree: Double = values.prefix(3).reduce(0, +)
        explainedVariance = ofThree / variance
        // The published steps of IsoScore.
        let squares: Double = values.reduce(0) { $0 + $1 * $1 }
        var distance = 0.0
        for value in values {
            let difference = root * value / squares.squareRoot() - 1
            distance += difference * difference
        }
        let defect = (distance / (2 * (Double(size) - root))).squareRoot()
        let used = Double(size) - defect * defect * (Double(size) - root)
        isoScore = (used * used - Double(size)) / Double(size * (size - 1))
        // Rounding of eigenvalues that are 0 is no direction.
        let singular = values.prefix(min(points.count - 1, size)).map { $0.squareRoot() }
        let total: Double = singular.reduce(0, +)
        var entropy = 0.0
        for value in singular where value > 0 { entropy -= value / total * log(value / total) }
        effectiveRank = exp(entropy)
        var (cosines, pairs) = (0.0, 0.0)
        let lengths = points.map { point -> Double in
            point.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        for (one, left) in points.enumerated() {
            for other in 0..<one {
                var product = 0.0
                for (a, b) in zip(left, points[other]) { product += a * b }
                cosines += product / lengths[one] / lengths[other]
                pairs += 1
            }
        }
        meanCosine = cosines / pairs
    }
}

/// The squared distances of points from their class's mean, and the share of the variance between classes.
struct PlainScatter {
    let within, share: Double

    init(_ points: [[Double]], _ classes: [Int]) {
        func distances(_ rows: [[Double]]) -> Double {
            var mean = [Double](repeating: 0, count: rows[0].count)
            for row in rows {
                for index in mean.indices { mean[index] += row[index] / Double(rows.count) }
            }
            var sum = 0.0
            for row in rows {
                for index in mean.indices {
                    let difference = row[index] - mean[index]
                    sum += difference * difference
                }
            }
            return sum
        }
        let groups = Dictionary(grouping: points.indices, by: { classes[$0] })
        var sum = 0.0
        for rows in groups.values { sum += distances(rows.map { points[$0] }) }
        within = sum
        share = 1 - sum / distances(points)
    }
}

/// Of a symmetric matrix, by Jacobi's rotations.
private func eigenvalues(_ matrix: [[Double]]) -> [Double] {
    var a = matrix
    let size = a.count
    for _ in 0..<30 {
        for p in 0..<size {
            for q in p + 1..<size where a[p][q] != 0 {
                let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
                let c = 1 / (t * t + 1).squareRoot()
                let s = t * c
                for k in 0..<size {
                    let (x, y) = (a[k][p], a[k][q])
                    (a[k][p], a[k][q]) = (c * x - s * y, s * x + c * y)
                }
                for k in 0..<size {
                    let (x, y) = (a[p][k], a[q][k])
                    (a[p][k], a[q][k]) = (c * x - s * y, s * x + c * y)
                }
            }
        }
    }
    return (0..<size).map { a[$0][$0] }
}

import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Models
import Options
import Torch

/// Measures the clouds of files, in as many passes over each as its measures take.
struct CloudPasses {
    let measures: [Measure]
    let intervals: Bool
    let precision: MeasureFlags.MomentPrecision
    let labels: RowLabels?
    let against: PointCloudSource?

    /// What was measured, and of which rows.
    struct Result {
        let cloud: MeasuredCloud
        let measurement: CloudMeasurement
        let cloudName: String
        /// The rows that were measured, of `total`.
        let rows: Range<Int>
        let total: Int
        let labels: [String]?
        let precision: MeasureFlags.MomentPrecision

        func origin(_ source: PointCloudSource) throws -> MomentsFile.Origin {
            MomentsFile.Origin(
                source: try InputFile(
                    source.url(), as: URL(filePath: source.name).lastPathComponent),
                cloud: cloudName, first: rows.lowerBound, total: total,
                precision: precision.rawValue)
        }
    }

    private var needs: Set<Measure.Need> { MeasureCatalogue.needs(of: measures) }

    func run(
        _ reader: any PointCloudReader, _ source: PointCloudSource, _ part: PartFlags
    ) throws -> Result {
        try checkMemory(
            for: reader, in: source.name, matrices: 8,
            advice: "; is it one vector, or the transpose of what was meant?")
        let size = reader.dimensions
        let second =
            try needs.isDisjoint(with: [.secondCloud, .pairs]) ? nil : secondRows(reader.name)
        let shard = try part.shard.map { shard in
            let total = try reader.pointCount ?? count(reader.name, source)
            let block = CloudMeasurement.rowsPerBlock(dimensions: size)
            let rows = shard.rows(of: total, block: block)
            guard !rows.isEmpty else {
                throw InputError(
                    "\(source.name): \(reader.name) has \(total) rows, which are \((total + block - 1) / block) blocks "
                        + "of up to \(block): there are no \(shard.count) parts of whole blocks")
            }
            return rows
        }
        var measurement = CloudMeasurement(
            dimensions: size, measures: measures, intervals: intervals,
            classCount: labels?.names.count, secondDimensions: second?.dimensions,
            firstRow: shard?.lowerBound ?? 0, precision: precision.dtype)
        var alignment =
            needs.contains(.pairs) ? AlignmentSums(dimensions: size) : nil
        var row = 0
        try source.forEachBlock(of: reader) { block in
            let rows = row..<row + block.size(0)
            row = rows.upperBound
            let other = try second?.next(block.size(0))
            let wanted = rows.clamped(to: shard ?? rows)
            guard !wanted.isEmpty else { return }
            let points =
                wanted == rows
                ? block
                : try block.slice(
                    wanted.lowerBound - rows.lowerBound..<wanted.upperBound - rows.lowerBound)
            try measurement.add(
                points, labels: try labels(of: reader.blockRows.indices), second: other)
            // Of clouds of other dimensions it is not defined.
            if let other, other.size(1) == size { try alignment?.add(block, other) }
        }
        try checkCounts(row, reader, source, second)
        guard measurement.pointCount > 0 else { throw InputError("\(source.name) has no points") }
        let cloud = try named(reader, source) { try measurement.measured() }
        cloud.alignment = alignment
        try furtherPasses(cloud, reader, source, isWhole: shard == nil)
        return Result(
            cloud: cloud, measurement: measurement, cloudName: reader.name,
            rows: shard ?? 0..<row, total: row, labels: labels?.names, precision: precision)
    }

    /// Over the points again, for what is known of them only when all were seen, and for those that are compared with
    /// each other.
    private func furtherPasses(
        _ cloud: MeasuredCloud, _ reader: any PointCloudReader, _ source: PointCloudSource,
        isWhole: Bool
    ) throws {
        // Sums of a part are kept, not what follows from them.
        var pass = try isWhole ? cloud.secondPass(for: measures) : nil
        guard pass != nil || needs.contains(.neighbours) else { return }
        let second =
            try pass == nil || !needs.contains(.secondCloud) ? nil : secondRows(reader.name)
        let choice =
            needs.contains(.neighbours)
            ? RowChoice(
                of: cloud.pointCount, limit: RowChoice.limit(dimensions: reader.dimensions)) : nil
        var (chosen, row) = ([Tensor](), 0)
        let again = try source.reader(named: reader.name)
        try source.forEachBlock(of: again, notes: false) { block in
            try pass?.add(
                block, labels: try labels(of: again.blockRows.indices),
                second: try second?.next(block.size(0)))
            if let choice {
                let kept = (0..<block.size(0)).filter { choice.contains(row + $0) }
                if !kept.isEmpty {
                    chosen.append(
                        kept.count == block.size(0) ? block : try block.gathered(Tensor.of(kept)))
                }
            }
            row += block.size(0)
        }
        guard row == cloud.pointCount else {
            throw InputError("\(source.name) changed while it was read")
        }
        if let pass { try cloud.take(pass) }
        guard choice != nil else { return }
        let points = try Tensor.concatenated(chosen)
        chosen = []
        try named(reader, source) {
            try cloud.seekNeighbors(
                of: points, scans: measures.contains(.twoNNScan), intervals: intervals)
        }
    }

    private func labels(of rows: [Int]) throws -> [Int]? {
        guard let labels, needs.contains(.labels) else { return nil }
        guard (rows.last ?? 0) < labels.rows.count else {
            throw InputError(
                "\(labels.file) has \(labels.rows.count) labels, and there are more points")
        }
        return rows.map { labels.rows[$0] }
    }

    private func secondRows(_ cloud: String) throws -> RowSupply? {
        guard let against else { return nil }
        let readers = try against.readers()
        let wanted = readers.count == 1 ? readers[0] : readers.first { $0.name == cloud }
        guard let wanted else {
            throw InputError(
                "\(against.name) holds \(readers.count) matrices, none of them named \(cloud): --against-tensor says "
                    + "which")
        }
        return RowSupply(wanted)
    }

    private func checkCounts(
        _ count: Int, _ reader: any PointCloudReader, _ source: PointCloudSource,
        _ second: RowSupply?
    ) throws {
        if let second, let against, try second.next(1) != nil {
            throw InputError(
                "\(against.name) has more points than the \(count) of \(source.name), and rows of both belong together"
            )
        }
        let all = count + reader.skipped.count
        if let labels, needs.contains(.labels), labels.rows.count != all {
            throw InputError(
                "\(labels.file) has \(labels.rows.count) labels, and \(source.name) \(all) points")
        }
    }

    private func count(_ cloud: String, _ source: PointCloudSource) throws -> Int {
        var count = 0
        let reader = try source.reader(named: cloud)
        while let block = try reader.next() { count += block.size(0) }
        return count
    }

    private func named<Value>(
        _ reader: any PointCloudReader, _ source: PointCloudSource, _ body: () throws -> Value
    ) throws -> Value {
        do {
            return try body()
        } catch let error as TorchError {
            throw InputError("\(source.name): \(reader.name): \(error)")
        }
    }
}

/// The rows of a cloud in pieces of any size.
final class RowSupply {
    private let reader: any PointCloudReader
    private var rest: Tensor?

    var dimensions: Int { reader.dimensions }

    init(_ reader: any PointCloudReader) { self.reader = reader }

    /// So many rows; `nil` where there are none.
    /// - Throws: where there are fewer.
    func next(_ count: Int) throws -> Tensor? {
        var (pieces, missing) = ([Tensor](), count)
        while missing > 0 {
            guard let block = try rest ?? reader.next() else { break }
            let taken = min(missing, block.size(0))
            pieces.append(try block.slice(0..<taken))
            rest = taken < block.size(0) ? try block.slice(taken..<block.size(0)) : nil
            missing -= taken
        }
        guard !pieces.isEmpty else { return nil }
        guard missing == 0 else {
            throw InputError("\(reader.name) has fewer points, and rows of both belong together")
        }
        return try Tensor.concatenated(pieces)
    }
}

import Torch

/// What is known of points only when all of them were seen: give it the same rows in the same order, in blocks of any
/// sizes, and then to ``MeasuredCloud/take(_:)``.
public struct SecondPass {
    private let cloud: MeasuredCloud
    private(set) var partition: PartitionSums?
    private(set) var sines: ComponentSines?
    private(set) var leftOut: LeaveOutPass?
    private(set) var count = 0

    init(
        _ cloud: MeasuredCloud, partition: PartitionSums?, sines: ComponentSines?,
        leftOut: LeaveOutPass?
    ) {
        self.cloud = cloud
        (self.partition, self.sines, self.leftOut) = (partition, sines, leftOut)
    }

    /// Adds the rows of `block`, `[rows, dimensions]`, with what came with them in the first pass.
    public mutating func add(
        _ block: Tensor, sentences: [Int]? = nil, labels: [Int]? = nil, second: Tensor? = nil
    ) throws(TorchError) {
        count += block.size(0)
        try partition?.add(block)
        guard sines != nil || leftOut != nil else { return }
        let factor = cloud.scale
        let rows = CloudRows(
            points: block,
            scaled: factor == 1
                ? block : try block.converted(to: .float64).multiplied(by: 1 / factor),
            factor: factor, labels: labels, second: second)
        if let second { try sines?.add(rows.scaled, second) }
        try leftOut?.add(rows, sentences: sentences ?? Array(0...block.size(0)))
    }

    /// What is left at the end is done.
    /// - Throws: where the rows are not as many as in the first pass.
    mutating func finish() throws(TorchError) {
        guard count == cloud.pointCount else {
            throw TorchError(
                .invalidOperation, operation: "second pass",
                message: "\(count) points came a second time, of \(cloud.pointCount)")
        }
        try leftOut?.leaveOut()
    }
}

extension MeasuredCloud {
    /// What a second pass over the same points would fill: the partition scores, the sines of small principal angles
    /// between components, and intervals whose blocks were too large to be kept.
    /// - Returns: `nil` where none of the measures has any use for it.
    public func secondPass(for measures: [Measure]) throws(TorchError) -> SecondPass? {
        let needs = MeasureCatalogue.needs(of: measures)
        let partition = needs.contains(.secondPass) ? try PartitionSums(moments) : nil
        var sines: ComponentSines?
        if measures.contains(.canonicalAngles), let pair {
            sines = try ComponentSines(pair, pair.angleCount)
        }
        let leftOut = LeaveOutPass(self, measures)
        guard partition != nil || sines != nil || leftOut != nil else { return nil }
        return SecondPass(self, partition: partition, sines: sines, leftOut: leftOut)
    }
}

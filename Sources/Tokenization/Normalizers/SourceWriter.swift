/// Writes a text anew and hands out its sources as the `tokenizers` package does.
///
/// The package does not say which scalars a new one comes from, but how many it takes: each takes
/// the next of the old text, or none, and may drop some after it. So after a scalar that moved or
/// vanished a source can be its neighbour's.
struct SourceWriter {
    private var scalars: [UInt32] = []
    private var changes: [Int32] = []

    init(capacity: Int) {
        scalars.reserveCapacity(capacity)
        changes.reserveCapacity(capacity)
    }

    /// - Parameter change: 0 takes the next scalar of the old text, -n drops n more after it, what
    ///   is positive takes none.
    @inline(__always)
    mutating func append(_ scalar: UInt32, change: Int32) {
        scalars.append(scalar)
        changes.append(change)
    }

    /// Appends scalars in place of `count` old ones.
    mutating func append(_ text: [UInt32], replacing count: Int) {
        let difference = text.count - count
        for (index, scalar) in text.enumerated() {
            append(scalar, change: index < count ? 0 : 1)
        }
        if difference < 0, let last = changes.indices.last { changes[last] += Int32(difference) }
    }

    /// The new text.
    func text(from old: NormalizedText) -> NormalizedText {
        var result = NormalizedText(tracksSources: old.tracksSources)
        result.reserveCapacity(scalars.count + scalars.count / 2)
        guard old.tracksSources else {
            for scalar in scalars { result.append(scalar: scalar, from: .none) }
            return result
        }
        var position = 0
        for (scalar, change) in zip(scalars, changes) {
            let isTaken = change <= 0
            let place = isTaken ? position : position - 1
            let source = old.bytes.indices.contains(place) ? old.source(at: place) : .none
            result.append(scalar: scalar, from: source)
            for _ in 0..<(isTaken ? 1 - Int(change) : 0) where position < old.count {
                position += old.scalar(at: position).length
            }
        }
        return result
    }
}

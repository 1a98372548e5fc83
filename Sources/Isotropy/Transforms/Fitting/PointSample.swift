import Layers
import Torch

/// So many points of a cloud, each as likely as any other (Vitter's algorithm R), or all where there are no more.
///
/// Which ones follows from the seed and the order of the points, not from their blocks.
struct PointSample {
    /// How many points there were.
    private(set) var count = 0
    private let room: Int
    private let points: Tensor
    private var stream: RandomStream

    init(room: Int, dimensions: Int, seed: Int) throws(TorchError) {
        self.room = room
        points = try Tensor.uninitialized([room, dimensions], .float64)
        stream = RandomStream(seed: UInt64(seed), name: "cluster sample")
    }

    /// Whether it has every point.
    var isWhole: Bool { count <= room }

    /// In the order of the cloud where it is whole.
    func taken() throws(TorchError) -> Tensor { try points.slice(0..<min(count, room)) }

    mutating func add(_ block: Tensor) throws(TorchError) {
        // The last point that comes to a place stays there.
        var rows: [Int: Int] = [:]
        for row in 0..<block.size(0) {
            let place = count < room ? count : Int(stream.nextUniform() * Double(count + 1))
            if place < room { rows[place] = row }
            count += 1
        }
        guard !rows.isEmpty else { return }
        let places = rows.keys.sorted()
        let chosen = try block.gathered(Tensor.of(places.compactMap { rows[$0] }))
        try points.copyRows(chosen.converted(to: .float64), at: Tensor.of(places))
    }
}

import Foundation
import TestSupport

/// Points in a folder of their own, as tables.
struct PointTables {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// - Returns: the path.
    func write(_ rows: [[Double]], to name: String) throws -> String {
        let text = rows.map { $0.map { "\($0)" }.joined(separator: ",") + "\n" }.joined()
        try folder.write(text, to: name)
        return folder.file(name).path
    }

    /// Numbers without structure, and a mean.
    static func points(_ count: Int, _ size: Int, seed: UInt64 = 1) -> [[Double]] {
        var state = seed &* 0x9e37_79b9_7f4a_7c15
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
        return (0..<count).map { _ in
            (0..<size).map { index in (next() + next() - 1) * Double(index + 1) + 0.5 }
        }
    }
}

import Options
import Torch

/// The points of a file: one in each row.
public struct PointCloud {
    /// The tensor's name, or the file's without its extension.
    public let name: String
    /// `[points, dimensions]`, float32 or float64, every number finite, neither size 0.
    public let points: Tensor

    /// Refuses what is no cloud of points.
    init(_ name: String, _ points: Tensor, file: String) throws(CheckpointError) {
        self.name = name
        self.points = points
        guard points.count > 0 else {
            throw CheckpointError(
                file: file, "\(name): has no points, its shape is \(points.shape)")
        }
        do {
            guard try !points.isFinite() else { return }
            let numbers = try points.elements(as: Double.self)
            let index = numbers.firstIndex { !$0.isFinite } ?? 0
            let (row, column) = index.quotientAndRemainder(dividingBy: points.size(1))
            throw CheckpointError(
                file: file,
                "\(name): row \(row), column \(column) (from 0) is \(numbers[index]), not a finite "
                    + "number")
        } catch let error as CheckpointError {
            throw error
        } catch {
            throw CheckpointError(file: file, "\(name): \(error)")
        }
    }
}

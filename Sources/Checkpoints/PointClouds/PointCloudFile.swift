import Foundation
import Torch

/// Files that hold clouds of points, told apart by their extension.
public enum PointCloudFile {
    /// Reads every cloud of a `.npy`, `.csv` (or `.tsv`) or `.safetensors` file.
    ///
    /// - A `.npy` file holds one array of rank 2: little-endian float16 (read as float32), float32 or
    ///   float64, in C or Fortran order, of format version 1, 2 or 3.
    /// - A `.csv` file holds numbers separated by commas, semicolons or tabs (whichever the first line
    ///   has: tabs before semicolons before commas), as many in each line. A first line without any
    ///   number is a header. The cloud is float64.
    /// - In a `.safetensors` file every tensor of rank 2 is a cloud, in the order of their names;
    ///   those of rank 0 and 1 (such as `offsets`) are passed over. A higher rank, or a type that is
    ///   not floating-point, is refused.
    public static func read(_ url: URL) throws(CheckpointError) -> [PointCloud] {
        let name = url.deletingPathExtension().lastPathComponent
        switch url.pathExtension.lowercased() {
        case "npy": return [try NumPyFile.read(url, name: name)]
        case "csv", "tsv": return [try SeparatedNumbers.read(url, name: name)]
        case "safetensors": return try readSafetensors(url)
        default:
            throw CheckpointError(
                file: url.path, "is not named .npy, .csv or .safetensors, which tells what it holds"
            )
        }
    }

    private static func readSafetensors(_ url: URL) throws(CheckpointError) -> [PointCloud] {
        let file = try SafetensorsFile(contentsOf: url)
        var problems = CheckpointError(file: url.path)
        var clouds: [PointCloud] = []
        for name in file.names.sorted() {
            guard let (dtype, shape) = file.entry(name), shape.count >= 2 else { continue }
            guard shape.count == 2, let dtype, dtype.isFloatingPoint else {
                let type = file.storedTensor(name)?.typeName ?? ""
                problems.add("\(name): \(type) \(shape) is no matrix of floating-point numbers")
                continue
            }
            do {
                let points = try Tensor.uninitialized(shape, dtype == .float64 ? dtype : .float32)
                try file.copy(named: name, to: points)
                clouds.append(try PointCloud(name, points, file: url.path))
            } catch let error as CheckpointError {
                error.problems.forEach { problems.add($0) }
            } catch {
                problems.add("\(name): \(error)")
            }
        }
        try problems.throwIfAny()
        guard !clouds.isEmpty else {
            throw CheckpointError(file: url.path, "holds no tensor of rank 2")
        }
        return clouds
    }
}

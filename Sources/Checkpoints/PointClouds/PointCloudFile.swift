import Foundation
import Options
import Torch

/// Files that hold clouds of points, told apart by their extension.
public enum PointCloudFile {
    /// Reads every cloud of a `.npy`, `.csv` (or `.tsv`) or `.safetensors` file.
    ///
    /// - A `.npy` file holds one array of rank 2: little-endian float16 (read as float32), float32 or
    ///   float64, in C or Fortran order, of format version 1, 2 or 3.
    /// - A `.csv` file holds numbers separated by commas, semicolons or tabs (whichever the first
    ///   lines have outside quotes: tabs before semicolons before commas), as many in each line. A first
    ///   line of names, or whose numbers count the columns, is a header. Columns that name the rows are
    ///   left out: those without a name, one that counts the rows, and those called `id` or the like. The
    ///   cloud is float64.
    /// - In a `.safetensors` file every matrix of floating-point numbers is a cloud, in the order of
    ///   their names; others are passed over.
    /// - Parameters:
    ///   - options: refused where the file is of another kind than they are for.
    ///   - note: gets a line on everything that was decided by rule or passed over.
    public static func read(
        _ url: URL, _ options: PointCloudOptions = PointCloudOptions(),
        note: (Message) -> Void = { _ in }
    ) throws(CheckpointError) -> [PointCloud] {
        let name = url.deletingPathExtension().lastPathComponent
        let kind = url.pathExtension.lowercased()
        try check(options, kind, url)
        switch kind {
        case "npy": return [try NumPyFile.read(url, name: name)]
        case "csv", "tsv":
            return [try SeparatedNumbers.read(url, name: name, options, note: note)]
        case "safetensors": return try readSafetensors(url, options.tensor, note)
        default:
            throw CheckpointError(
                file: url.path, "is not named .npy, .csv or .safetensors, which tells what it holds"
            )
        }
    }

    private static func check(
        _ options: PointCloudOptions, _ kind: String, _ url: URL
    ) throws(CheckpointError) {
        var problems = CheckpointError(file: url.path)
        let isTable = ["csv", "tsv"].contains(kind)
        if options.columns != nil, !isTable { problems.add("`columns` is for .csv and .tsv") }
        if let header = options.hasHeader, !isTable {
            problems.add("\(option: header ? "header" : "no_header") is for .csv and .tsv")
        }
        if options.tensor != nil, kind != "safetensors" {
            problems.add("`tensor` is for .safetensors")
        }
        try problems.throwIfAny()
    }

    private static func readSafetensors(
        _ url: URL, _ wanted: String?, _ note: (Message) -> Void
    ) throws(CheckpointError) -> [PointCloud] {
        let file = try SafetensorsFile(contentsOf: url)
        var problems = CheckpointError(file: url.path)
        var clouds: [PointCloud] = []
        var others: [String] = []
        for tensor in file.tensors.sorted(by: { $0.name < $1.name }) {
            // What there is besides is told where the wanted one is not.
            if let wanted, tensor.name != wanted {
                others.append(described(tensor))
                continue
            }
            guard tensor.shape.count == 2, let dtype = tensor.dtype, dtype.isFloatingPoint else {
                others.append(described(tensor))
                continue
            }
            do {
                let type = dtype == .float64 ? dtype : .float32
                let points = try Tensor.uninitialized(tensor.shape, type)
                try tensor.copy(to: points)
                clouds.append(try PointCloud(tensor.name, points, file: url.path))
            } catch let error as CheckpointError {
                error.problems.forEach { problems.add(Message($0)) }
            } catch {
                problems.add("\(tensor.name): \(error)")
            }
        }
        try problems.throwIfAny()
        let most = clouds.isEmpty ? 20 : 5
        let list =
            others.prefix(most).joined(separator: ", ")
            + (others.count > most ? " and \(others.count - most) more" : "")
        guard !clouds.isEmpty else {
            let what = wanted.map { "no tensor '\($0)' that is" } ?? "no tensor that is"
            let found = others.isEmpty ? "" : "; it has \(list)"
            throw CheckpointError(
                file: url.path, "holds \(what) a matrix of floating-point numbers\(found)")
        }
        if wanted == nil, !others.isEmpty {
            note("passed over, as they are no matrices of floating-point numbers: \(list)")
        }
        return clouds
    }

    private static func described(_ tensor: StoredTensor) -> String {
        "\(tensor.name) (\(tensor.typeName) \(tensor.shape))"
    }
}

import Foundation
import Options
import Torch

/// Files that hold clouds of points, told apart by their extension.
public enum PointCloudFile {
    /// Opens every cloud of a `.npy`, `.csv` (or `.tsv`) or `.safetensors` file; its points are read later, in blocks.
    ///
    /// - A `.npy` file holds one array of rank 2: little-endian float16 (read as float32), float32 or
    ///   float64, in C or Fortran order, of format version 1, 2 or 3.
    /// - A `.csv` file holds numbers separated by commas, semicolons or tabs (whichever the first
    ///   lines have outside quotes: tabs before semicolons before commas), as many in each line. A first
    ///   line of names, or whose numbers count the columns, is a header. Columns that name the rows are
    ///   left out: those without a name, one that counts the rows, and those called `id` or the like. The
    ///   cloud is float64. Where only all lines tell whether a column counts the rows, they are looked
    ///   through first.
    /// - In a `.safetensors` file every matrix of floating-point numbers is a cloud, in the order of
    ///   their names; others are passed over.
    /// - Parameters:
    ///   - options: refused where the file is of another kind than they are for.
    ///   - rowsPerBlock: how many rows of so many dimensions are read at once.
    ///   - note: gets a line on everything that was decided by rule or passed over.
    public static func open(
        _ url: URL, _ options: PointCloudOptions = PointCloudOptions(),
        rowsPerBlock: (_ dimensions: Int) -> Int, note: (Message) -> Void = { _ in }
    ) throws(CheckpointError) -> [any PointCloudReader] {
        let name = url.deletingPathExtension().lastPathComponent
        let kind = url.pathExtension.lowercased()
        try check(options, kind, url)
        switch kind {
        case "npy": return [try NumPyFile.open(url, name: name, rowsPerBlock: rowsPerBlock)]
        case "csv", "tsv":
            let table = try TableReader(url, name: name, options, rowsPerBlock: rowsPerBlock)
            for text in table.notes { note(text) }
            return [table]
        case "safetensors": return try openSafetensors(url, options.tensor, rowsPerBlock, note)
        case "gz":
            throw CheckpointError(
                file: url.path, "is compressed: unpack it first (gunzip), to be read in blocks")
        default:
            throw CheckpointError(
                file: url.path, "is not named .npy, .csv or .safetensors, which tells what it holds"
            )
        }
    }

    /// What `body` makes of each cloud. The problems of all clouds are told together; after the first, the other
    /// clouds are read for theirs alone.
    public static func map<Result>(
        _ clouds: [any PointCloudReader], _ body: (any PointCloudReader) throws -> Result
    ) throws -> [Result] {
        var problems: CheckpointError?
        var results: [Result] = []
        for cloud in clouds {
            do {
                if problems == nil {
                    results.append(try body(cloud))
                } else {
                    while try cloud.next() != nil {}
                }
            } catch let error as CheckpointError {
                if problems == nil { problems = error } else { problems?.add(error) }
            }
        }
        if let problems { throw problems }
        return results
    }

    /// Reads every cloud of a file into memory, as ``open(_:_:rowsPerBlock:note:)`` opens them.
    public static func read(
        _ url: URL, _ options: PointCloudOptions = PointCloudOptions(),
        note: (Message) -> Void = { _ in }
    ) throws(CheckpointError) -> [PointCloud] {
        let clouds = try open(url, options, rowsPerBlock: { max(1, (1 << 21) / $0) }, note: note)
        do {
            return try map(clouds) { cloud in
                var blocks: [Tensor] = []
                while let block = try cloud.next() { blocks.append(block) }
                return PointCloud(name: cloud.name, points: try Tensor.concatenated(blocks))
            }
        } catch let error as CheckpointError {
            throw error
        } catch {
            throw CheckpointError(file: url.path, "\(error)")
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

    private static func openSafetensors(
        _ url: URL, _ wanted: String?, _ rowsPerBlock: (Int) -> Int, _ note: (Message) -> Void
    ) throws(CheckpointError) -> [any PointCloudReader] {
        let file = try SafetensorsFile(contentsOf: url)
        var problems = CheckpointError(file: url.path)
        var clouds: [StoredPoints] = []
        var others: [String] = []
        for tensor in file.tensors.sorted(by: { $0.name < $1.name }) {
            // What there is besides is told where the wanted one is not.
            guard wanted == nil || tensor.name == wanted, tensor.shape.count == 2,
                let dtype = tensor.dtype, dtype.isFloatingPoint
            else {
                others.append("\(tensor.name) (\(tensor.typeName) \(tensor.shape))")
                continue
            }
            guard !tensor.shape.contains(0) else {
                problems.add("\(tensor.name): has no points, its shape is \(tensor.shape)")
                continue
            }
            clouds.append(
                StoredPoints(
                    tensor.name, tensor.file.source, tensor.bytes.lowerBound, dtype,
                    shape: (tensor.shape[0], tensor.shape[1]), rowsPerBlock: rowsPerBlock))
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
}

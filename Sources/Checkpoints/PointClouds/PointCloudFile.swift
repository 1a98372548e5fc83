import Foundation
import Options
import Torch

/// Files that hold clouds of points, told apart by their extension or by an option.
public enum PointCloudFile {
    /// Opens every cloud of a file; its points are read later, in blocks.
    ///
    /// - A `.npy` file holds one array of rank 2, or with ``PointCloudOptions/flattens`` of a higher one:
    ///   little-endian float16 (read as float32), float32 or float64, in C or Fortran order, of format version 1,
    ///   2 or 3.
    /// - In a `.npz` file, which may be packed, and a `.safetensors` file every such matrix is a cloud, in the order
    ///   of their names (those of a `.npz` without `.npy`); others are passed over. What is packed is unpacked
    ///   as it is read, and a matrix in Fortran order into a temporary file without a name.
    /// - A `.csv` or `.tsv` file holds numbers separated by commas, semicolons or tabs (whichever the first
    ///   lines have outside quotes: tabs before semicolons before commas), as many in each line. A first
    ///   line of names, or whose numbers count the columns, is a header. Columns that name the rows are
    ///   left out: those without a name, one that counts the rows, and those called `id` or the like. The
    ///   cloud is float64. Where only all lines tell whether a column counts the rows, they are looked
    ///   through first.
    /// - Each line of a `.jsonl` (or `.ndjson`) file is a JSON array of numbers, or an object of which one field is
    ///   one, the same in every line. `NaN`, `Infinity` and `-Infinity` are taken as Python writes them. The cloud
    ///   is float64.
    /// - Parameters:
    ///   - options: refused where the file is of another kind than they are for.
    ///   - name: what messages and its one cloud call the file, where its path is no name, as of a copy of standard
    ///     input; its first bytes then tell its kind, where the options do not.
    ///   - rowsPerBlock: how many rows of so many dimensions are read at once.
    ///   - note: gets a line on everything that was decided by rule or passed over.
    public static func open(
        _ url: URL, _ options: PointCloudOptions = PointCloudOptions(), as name: String? = nil,
        rowsPerBlock: (_ dimensions: Int) -> Int, note: (Message) -> Void = { _ in }
    ) throws(CheckpointError) -> [any PointCloudReader] {
        let known = try format(url, options, name)
        if let known { try check(options, known, name ?? url.path) }
        let file = try OpenFile(contentsOf: url, as: name)
        let format: PointCloudFormat
        if let known {
            format = known
            try known.check(file, isNamed: options.format == nil)
        } else {
            format = try PointCloudFormat(of: file)
            try check(options, format, file.path)
        }
        let cloud = name ?? url.deletingPathExtension().lastPathComponent
        switch format {
        case .npy:
            return [
                try NumPyArray(file).points(cloud, options, rowsPerBlock: rowsPerBlock)
            ]
        case .npz:
            return try NumPyArchive.open(file, options, rowsPerBlock: rowsPerBlock, note: note)
        case .safetensors:
            return try SafetensorsClouds.open(file, options, rowsPerBlock: rowsPerBlock, note: note)
        case .csv, .tsv:
            let table = try TableReader(file, name: cloud, options, rowsPerBlock: rowsPerBlock)
            for text in table.notes { note(text) }
            return [table]
        case .jsonl:
            return [
                try JSONLinesReader(
                    file, name: cloud, options, rowsPerBlock: rowsPerBlock, note: note)
            ]
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

    /// Reads every cloud of a file into memory, as ``open(_:_:as:rowsPerBlock:note:)`` opens them.
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

    /// The kind that the options or the extension name; `nil` where the first bytes tell.
    private static func format(
        _ url: URL, _ options: PointCloudOptions, _ name: String?
    ) throws(CheckpointError) -> PointCloudFormat? {
        if let format = options.format { return format }
        guard name == nil else { return nil }
        let suffix = url.pathExtension.lowercased()
        if let format = PointCloudFormat(extension: suffix) { return format }
        switch suffix {
        case "gz": throw PointCloudFormat.compressed(url.path)
        case "parquet": throw PointCloudFormat.parquet(url.path)
        default:
            throw CheckpointError(
                file: url.path,
                "is not named .npy, .npz, .csv, .tsv, .jsonl or .safetensors, which tells what it holds; `input_format` "
                    + "tells it for any name")
        }
    }

    private static func check(
        _ options: PointCloudOptions, _ format: PointCloudFormat, _ path: String
    ) throws(CheckpointError) {
        var problems = CheckpointError(file: path)
        if let columns = options.columns, !format.isTable {
            if format != .jsonl {
                problems.add(
                    "`columns` has no effect on \(format.rawValue): it is for .csv, .tsv and .jsonl"
                )
            } else if columns.count != 1 || !columns[0].isName {
                problems.add("`columns` is the name of one field for .jsonl")
            }
        }
        if let header = options.hasHeader, !format.isTable {
            problems.add(
                "\(option: header ? "header" : "no_header") has no effect on \(format.rawValue): it is for .csv and .tsv"
            )
        }
        if options.tensor != nil, !format.hasNames {
            problems.add(
                "`tensor` has no effect on \(format.rawValue): it is for .safetensors and .npz")
        }
        if options.flattens, format != .npy, !format.hasNames {
            problems.add(
                "`flatten` has no effect on \(format.rawValue): it is for .npy, .npz and .safetensors"
            )
        }
        try problems.throwIfAny()
    }
}

extension PointCloudOptions.Columns {
    fileprivate var isName: Bool {
        if case .named = self { true } else { false }
    }
}

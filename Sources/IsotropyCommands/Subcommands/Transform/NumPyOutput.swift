import ArgumentParser
import Checkpoints
import Formats
import Foundation
import Models
import Options
import Torch

/// Where rows go that are computed block by block.
struct NumPyOutput: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The file to write, which ends in .npy.", valueName: "file"))
    var output: String

    func validate() throws {
        guard URL(filePath: output).pathExtension.lowercased() == "npy" else {
            throw ValidationError("--output is a file whose name ends in .npy")
        }
    }

    /// Writes what becomes of the blocks of a cloud.
    /// - Parameters:
    ///   - size: the dimensions that the points must have.
    ///   - columns: those that they get.
    ///   - map: gives float64, `[rows, columns]`.
    func write(
        _ source: PointCloudSource, of size: Int, as columns: Int, normalizing: Bool,
        _ map: (Tensor) throws -> Tensor
    ) throws {
        let reader = try source.reader()
        guard reader.dimensions == size else {
            throw InputError(
                "\(source.name): \(printable(reader.name)) has points of \(reader.dimensions) dimensions, and the transform is "
                    + "for \(size)")
        }
        guard let first = try reader.next() else {
            throw InputError("\(source.name) has no points")
        }
        let dtype: DType = first.dtype == .float64 ? .float64 : .float32
        let target = URL(filePath: output).resolvingSymlinksInPath()
        let lock = try AtomicFile.claim(target)
        defer { lock.release() }
        let count = try writeNumPyRows(to: target, columns: columns, dtype: dtype) { write in
            func add(_ block: Tensor) throws {
                let mapped = try map(block)
                let rows =
                    normalizing
                    ? try unitRows(mapped, of: reader.name) { reader.blockRows.indices[$0] }
                    : mapped
                let stored = try rows.converted(to: dtype)
                guard try stored.isFinite() else {
                    throw overflow(stored, reader)
                }
                try write(stored)
            }
            try add(first)
            try source.forEachBlock(of: reader, add)
        }
        Console.error("\(output): \(count) rows of \(columns) dimensions")
    }

    private func overflow(_ rows: Tensor, _ reader: any PointCloudReader) -> InputError {
        let numbers = (try? rows.elements(as: Double.self)) ?? []
        let place = (numbers.firstIndex { !$0.isFinite } ?? 0) / max(1, rows.size(1))
        return InputError(
            "row \(reader.blockRows.indices[place] + 1) of \(printable(reader.name)) becomes too large for \(rows.dtype?.rawValue ?? "the file")"
        )
    }
}

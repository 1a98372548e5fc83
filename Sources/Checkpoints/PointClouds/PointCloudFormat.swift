import Foundation
import Options

/// The kinds of files that hold points.
public enum PointCloudFormat: String, Sendable, CaseIterable {
    case npy, npz, csv, tsv, jsonl, safetensors

    /// The kind that a file's extension names.
    init?(extension suffix: String) {
        let small = suffix.lowercased()
        self.init(rawValue: small == "ndjson" ? "jsonl" : small)
    }

    /// The kind that a file's first bytes tell; what nothing else tells is a table.
    init(of file: OpenFile) throws(CheckpointError) {
        if let known = try Self.signed(file) {
            self = known
            return
        }
        let start = try file.bytes(0..<min(1 << 12, file.byteCount))
        let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
        let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        self = first.map { "{[".utf8.contains($0) } == true ? .jsonl : .csv
    }

    /// The kind of a file that is not text, by the sign that it begins with; `nil` of others.
    /// - Throws: for what is known by its sign and cannot be read.
    private static func signed(_ file: OpenFile) throws(CheckpointError) -> PointCloudFormat? {
        let start = try file.bytes(0..<min(16, file.byteCount))
        let packed: [[UInt8]] = [
            [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD], [0xFD] + Array("7zXZ".utf8),
        ]
        if packed.contains(where: { start.starts(with: $0) }) { throw compressed(file.path) }
        // A column may have the name.
        if start.starts(with: "PAR1".utf8), start.count > 4, !",;\t\"\r\n".utf8.contains(start[4]) {
            throw parquet(file.path)
        }
        if start.starts(with: [0x93] + Array("NUMPY".utf8)) { return .npy }
        if start.starts(with: Array("PK".utf8) + [3, 4])
            || start.starts(with: Array("PK".utf8) + [5, 6])
        {
            return .npz
        }
        return isSafetensors(start, file.byteCount) ? .safetensors : nil
    }

    /// Refuses a file whose first bytes contradict what it is named or said to be.
    /// - Parameter isNamed: whether its name says it, not an option.
    func check(_ file: OpenFile, isNamed: Bool) throws(CheckpointError) {
        guard let found = try Self.signed(file), found != self else { return }
        let said: Message = isNamed ? "is named .\(rawValue)" : "is no .\(rawValue) file"
        throw CheckpointError(
            file: file.path,
            "\(said), and begins as a .\(found.rawValue) file does: `input_format` \(found.rawValue) "
                + "reads it")
    }

    /// Whether a file begins with the size of a header that it has room for, and the header's brace.
    private static func isSafetensors(_ start: [UInt8], _ byteCount: Int) -> Bool {
        guard start.count > 8, start[8] == UInt8(ascii: "{") else { return false }
        let size = start[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size <= UInt64(byteCount - 8)
    }

    var isTable: Bool { self == .csv || self == .tsv }
    /// Whether it holds arrays that have names.
    var hasNames: Bool { self == .npz || self == .safetensors }

    static func compressed(_ path: String) -> CheckpointError {
        CheckpointError(
            file: path,
            "is compressed: unpack it first (gunzip, unzstd, unxz), to be read in blocks")
    }

    static func parquet(_ path: String) -> CheckpointError {
        CheckpointError(
            file: path,
            """
            is a Parquet file, which is not read; in Python with pandas and pyarrow, \
            numpy.save("x.npy", pandas.read_parquet("x.parquet").to_numpy("float32")) writes numbers in columns, \
            numpy.save("x.npy", numpy.stack(pandas.read_parquet("x.parquet")["NAME"])) a column of lists
            """)
    }
}

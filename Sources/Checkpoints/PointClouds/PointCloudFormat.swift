import Foundation

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
        let start = try file.bytes(0..<min(1 << 12, file.byteCount))
        if start.starts(with: [0x1F, 0x8B]) { throw Self.compressed(file.path) }
        if start.starts(with: "PAR1".utf8) { throw Self.parquet(file.path) }
        if start.starts(with: [0x93] + Array("NUMPY".utf8)) {
            self = .npy
        } else if start.starts(with: "PK".utf8) {
            self = .npz
        } else if Self.isSafetensors(start, file.byteCount) {
            self = .safetensors
        } else {
            let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
            let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            self = first.map { "{[".utf8.contains($0) } == true ? .jsonl : .csv
        }
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
            file: path, "is compressed: unpack it first (gunzip), to be read in blocks")
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

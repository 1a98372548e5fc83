/// The records of a file of `torch.save`, all in one folder of the archive: `data.pkl`, `byteorder`, and
/// a storage's elements in `data/KEY`.
struct TorchArchive {
    private let file: MappedFile
    private let archive: ZipArchive
    private let records: [String: ZipArchive.Record]
    private let folder: String

    var path: String { file.path }

    init(_ file: MappedFile) throws(CheckpointError) {
        self.file = file
        guard file.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw CheckpointError(
                file: file.path, "is no file of torch.save: it does not begin as a zip archive")
        }
        archive = try ZipArchive(file)
        records = Dictionary(archive.records.map { ($0.name, $0) }) { first, _ in first }
        let pickles = archive.records.map(\.name).filter { name in
            name.hasSuffix("/data.pkl") && name.count { $0 == "/" } == 1
        }
        guard pickles.count == 1 else {
            throw CheckpointError(
                file: file.path,
                "is no file of torch.save: it has \(pickles.count) records data.pkl")
        }
        folder = String(pickles[0].dropLast("data.pkl".count))
        guard records[folder + "constants.pkl"] == nil else {
            throw CheckpointError(
                file: file.path, "is a TorchScript program, not a state dict; nothing of it was run"
            )
        }
        if let record = records[folder + "byteorder"] {
            let order = try file.withBytes(archive.bytes(of: record)) {
                $0.elementsEqual("little".utf8)
            }
            guard order else {
                throw CheckpointError(
                    file: file.path,
                    "its numbers are not little-endian, which others cannot be read")
            }
        }
    }

    /// The bytes of the pickle; valid as long as the file is mapped.
    func pickle(limit: Int) throws(CheckpointError) -> UnsafeRawBufferPointer {
        guard let record = records[folder + "data.pkl"] else {
            throw CheckpointError(file: path, "has no record data.pkl")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[try archive.bytes(of: record)])
        guard bytes.count <= limit else {
            throw CheckpointError(
                file: path, "data.pkl has \(bytes.count) bytes, the limit is \(limit)")
        }
        // 0 stands for a checksum that was not asked for (`torch.serialization.set_crc32_options`).
        guard record.checksum == 0 || record.checksum == checksum(bytes) else {
            throw CheckpointError(file: path, "data.pkl: is damaged: it has another checksum")
        }
        return bytes
    }

    /// A tensor of the pickle, where its storage's record holds it.
    func tensor(
        _ name: String, _ tensor: PickleTensor, _ problems: inout CheckpointError
    ) -> StoredTensor? {
        let storage = tensor.storage
        guard let record = records[folder + "data/" + storage.key] else {
            problems.add("\(name): its elements should be in data/\(storage.key), which is missing")
            return nil
        }
        let bytes: Range<Int>
        do {
            bytes = try archive.bytes(of: record)
        } catch {
            error.problems.forEach { problems.add("\(name): \($0)") }
            return nil
        }
        // Every name in the table of storages is of a type with a size.
        let size = StoredType.byteCount(storage.typeName) ?? 1
        guard bytes.count / size == storage.count else {
            problems.add(
                "\(name): \(storage.count) elements \(storage.typeName) should be in "
                    + "data/\(storage.key), which has \(bytes.count) bytes")
            return nil
        }
        return StoredTensor(name, tensor, in: file, bytes.lowerBound, elementSize: size)
    }
}

/// The checksum of zip archives (CRC-32, ISO 3309).
private func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let table = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { bits, _ in bits >> 1 ^ (bits & 1 == 0 ? 0 : 0xEDB8_8320) }
    }
    return ~bytes.reduce(UInt32.max) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
}

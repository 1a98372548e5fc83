import Formats
import Options

/// The records of a file of `torch.save`, all in one folder of the archive: `data.pkl`, `byteorder`, and
/// a storage's elements in `data/KEY`.
struct TorchArchive {
    private let file: MappedFile
    private let archive: ZipArchive
    private let entries: [String: ZipEntry]
    private let folder: String

    var path: String { file.path }

    init(_ file: MappedFile) throws(CheckpointError) {
        self.file = file
        guard file.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw CheckpointError(
                file: file.path, "is no file of torch.save: it does not begin as a zip archive")
        }
        do {
            archive = try ZipArchive(file.bytes, isUnpacked: false)
        } catch {
            throw CheckpointError(file: file.path, "\(error)")
        }
        entries = Dictionary(archive.entries.map { ($0.name, $0) }) { first, _ in first }
        let pickles = archive.entries.map(\.name).filter { name in
            name.hasSuffix("/data.pkl") && name.count { $0 == "/" } == 1
        }
        guard pickles.count == 1 else {
            throw CheckpointError(
                file: file.path,
                "is no file of torch.save: it has \(pickles.count) records data.pkl")
        }
        folder = String(pickles[0].dropLast("data.pkl".count))
        guard entries[folder + "constants.pkl"] == nil else {
            throw CheckpointError(
                file: file.path, "is a TorchScript program, not a state dict; nothing of it was run"
            )
        }
        if let entry = entries[folder + "byteorder"] {
            let order = try file.withBytes(place(of: entry)) {
                $0.elementsEqual("little".utf8)
            }
            guard order else {
                throw CheckpointError(
                    file: file.path,
                    "its numbers are not little-endian, which others cannot be read")
            }
        }
    }

    /// Where the bytes of a record lie in the file; they are there as they are.
    private func place(of entry: ZipEntry) throws(CheckpointError) -> Range<Int> {
        guard entry.method == 0 else {
            throw CheckpointError(
                file: path,
                "\(entry.name): is compressed (method \(entry.method)); save the file again with "
                    + "torch.save, which stores records as they are")
        }
        do {
            return try archive.place(of: entry, in: file.bytes)
        } catch {
            throw CheckpointError(file: path, "\(error)")
        }
    }

    /// The bytes of the pickle; valid as long as the file is mapped.
    func pickle(limit: Int) throws(CheckpointError) -> UnsafeRawBufferPointer {
        guard let entry = entries[folder + "data.pkl"] else {
            throw CheckpointError(file: path, "has no record data.pkl")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[try place(of: entry)])
        guard bytes.count <= limit else {
            throw CheckpointError(
                file: path, "data.pkl has \(bytes.count) bytes, the limit is \(limit)")
        }
        // 0 stands for a checksum that was not asked for (`torch.serialization.set_crc32_options`).
        guard entry.checksum == 0 || entry.checksum == crc32(bytes) else {
            throw CheckpointError(file: path, "data.pkl: is damaged: it has another checksum")
        }
        return bytes
    }

    /// A tensor of the pickle, where its storage's record holds it.
    func tensor(
        _ name: String, _ tensor: PickleTensor, _ problems: inout CheckpointError
    ) -> StoredTensor? {
        let storage = tensor.storage
        guard let entry = entries[folder + "data/" + storage.key] else {
            problems.add("\(name): its elements should be in data/\(storage.key), which is missing")
            return nil
        }
        let bytes: Range<Int>
        do {
            bytes = try place(of: entry)
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

import Foundation
import Options

/// A state dict as `torch.save` writes it, mapped into memory: a zip archive of a pickle and one
/// record for each storage.
///
/// The pickle is read opcode by opcode: what is no state dict is refused by name, and nothing of it
/// is run. Checksums are compared for the pickle, not for the elements, as in PyTorch itself.
public final class PyTorchFile: TensorSource {
    /// A pickle has some two hundred bytes a tensor.
    private static let pickleByteLimit = 4 << 20
    /// How the files of PyTorch before 1.6 begin: the pickle of a number.
    private static let legacyStart: [UInt8] = [
        0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19,
    ]

    public let path: String
    private let table: TensorTable

    /// Opens a file and checks where every tensor's elements lie.
    public init(contentsOf url: URL) throws(CheckpointError) {
        path = url.path
        let file = try MappedFile(contentsOf: url)
        // The headers of the records lie all over the file.
        defer { file.release(0..<file.bytes.count) }
        table = try Self.table(file)
    }

    /// In the order of the dictionary.
    public var tensors: [StoredTensor] { table.tensors }

    public func storedTensor(_ name: String) -> StoredTensor? { table[name] }

    private static func table(_ file: MappedFile) throws(CheckpointError) -> TensorTable {
        guard !file.bytes.starts(with: legacyStart) else {
            throw CheckpointError(
                file: file.path,
                "is in the form of PyTorch before 1.6; write it anew with Python: "
                    + "torch.save(torch.load(path, weights_only=True), path)")
        }
        let archive = try TorchArchive(file)
        let pickle = try archive.pickle(limit: pickleByteLimit)
        var machine = PickleMachine(pickle)
        defer { withExtendedLifetime(file) {} }
        let root: PickleValue
        do {
            root = try machine.run()
        } catch {
            throw CheckpointError(
                file: file.path, "data.pkl: \(error.message); nothing of it was run")
        }
        guard case .dictionary(let index) = root else {
            throw CheckpointError(
                file: file.path, "is no state dict: it is \(root.kind), not a dictionary")
        }
        return try table(machine.dictionaries[index], archive)
    }

    private static func table(
        _ members: [(key: PickleValue, value: PickleValue)], _ archive: TorchArchive
    ) throws(CheckpointError) -> TensorTable {
        var problems = CheckpointError(file: archive.path)
        var table = TensorTable()
        for (key, value) in members {
            guard case .text(let name) = key else {
                problems.add("is no state dict: a key is \(key.kind), not a text")
                continue
            }
            guard case .tensor(let tensor) = value else {
                problems.add(notATensor(name, value))
                continue
            }
            guard let stored = archive.tensor(name, tensor, &problems) else { continue }
            if !table.add(stored) { problems.add("\(name): is there twice") }
        }
        try problems.throwIfAny()
        return table
    }

    private static func notATensor(_ name: String, _ value: PickleValue) -> Message {
        guard case .dictionary = value else { return "\(name): is \(value.kind), not a tensor" }
        return
            "\(name): is a dictionary, not a tensor; if it is the state dict of the model, write it "
            + "to a file of its own: torch.save(torch.load(path, weights_only=True)[\"\(name)\"], path)"
    }
}

import Files
import Foundation

/// The weights of a model's folder, whatever files hold them: mapped into memory, read when asked for.
///
/// Of what a folder may hold, the first of ``fileNames`` is taken, as Hugging Face transformers does.
public final class ModelWeights: TensorSource {
    /// What weights' files are called, the preferred first; an index names the files of its folder that
    /// hold the tensors.
    public static let fileNames = ModelFileNames.weights

    public let path: String
    private let table: TensorTable

    /// Opens the files and checks their tables of contents against each other.
    public init(in folder: URL) throws(CheckpointError) {
        let present: Set<String>
        do {
            present = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        } catch {
            throw CheckpointError(file: folder.path, "is no folder that can be read")
        }
        guard let name = Self.fileNames.first(where: present.contains) else {
            throw CheckpointError(
                file: folder.path,
                "holds no weights: none of \(Self.fileNames.joined(separator: ", "))")
        }
        let url = folder.appending(path: name)
        path = url.path
        if name.hasSuffix(".json") {
            table = try ShardIndex(contentsOf: url).table(present: present)
        } else {
            table = TensorTable(try Self.tensors(of: url))
        }
    }

    public var tensors: [StoredTensor] { table.tensors }

    /// The file, or the index and the files that it names.
    public var files: [URL] {
        let holding = Set(tensors.map(\.file.path)).subtracting([path]).sorted()
        return ([path] + holding).map { URL(filePath: $0) }
    }

    public func storedTensor(_ name: String) -> StoredTensor? { table[name] }

    /// The tensors of one file, which its extension tells the form of.
    static func tensors(of url: URL) throws(CheckpointError) -> [StoredTensor] {
        url.pathExtension == "safetensors"
            ? try SafetensorsFile(contentsOf: url).tensors
            : try PyTorchFile(contentsOf: url).tensors
    }
}

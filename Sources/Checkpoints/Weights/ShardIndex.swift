import Formats
import Foundation

/// The index of a model in several files: which of them holds which tensor.
struct ShardIndex {
    private let url: URL
    /// File and tensor, in the order of the index.
    private var places: [(tensor: String, shard: String)] = []

    /// Reads an index; names of files that reach out of its folder are refused.
    init(contentsOf url: URL) throws(CheckpointError) {
        self.url = url
        let file = try MappedFile(contentsOf: url)
        let members: [JSONTree.Member]
        do {
            members = try JSONTree.object(file.withBytes(0..<file.bytes.count) { Array($0) })
        } catch {
            throw CheckpointError(file: url.path, "\(error)")
        }
        guard case .object(let map) = members.first(where: { $0.name == "weight_map" })?.value
        else { throw CheckpointError(file: url.path, "has no object weight_map") }
        var problems = CheckpointError(file: url.path)
        if map.isEmpty { problems.add("weight_map names no tensor") }
        for member in map {
            let tensor = member.name
            guard case .string(let shard) = member.value else {
                problems.add(
                    "\(tensor): weight_map has \(member.value.text), not the name of a file")
                continue
            }
            if Self.isPlain(shard) {
                places.append((tensor, shard))
            } else {
                problems.add("\(tensor): '\(shard)' is no name of a file in the same folder")
            }
        }
        try problems.throwIfAny()
    }

    /// Whether a name stays in its folder.
    private static func isPlain(_ name: String) -> Bool {
        !["", ".", ".."].contains(name)
            && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    }

    /// Opens every file and checks that each holds exactly the tensors that the index says.
    /// - Parameter present: the names of the files in the folder.
    func table(present: Set<String>) throws(CheckpointError) -> TensorTable {
        let shards = Set(places.map(\.shard)).sorted()
        var problems = CheckpointError(file: url.path)
        for shard in shards where !present.contains(shard) {
            let count = places.count { $0.shard == shard }
            problems.add("\(shard) is missing, the file of \(count) of the tensors")
        }
        try problems.throwIfAny()
        var table = TensorTable()
        // The file of each tensor, by the bytes of its name.
        var found: [[UInt8]: String] = [:]
        for shard in shards {
            let file = url.deletingLastPathComponent().appending(path: shard)
            for tensor in try ModelWeights.tensors(of: file) {
                if let other = found.updateValue(shard, forKey: Array(tensor.name.utf8)) {
                    problems.add("\(tensor.name): is in \(other) and in \(shard)")
                }
                table.add(tensor)
            }
        }
        for (tensor, shard) in places {
            guard let place = found.removeValue(forKey: Array(tensor.utf8)) else {
                problems.add("\(tensor): is not in \(shard), and in no other file")
                continue
            }
            if place != shard { problems.add("\(tensor): is in \(place), not in \(shard)") }
        }
        for tensor in table.tensors {
            if let shard = found[Array(tensor.name.utf8)] {
                problems.add("\(tensor.name): is in \(shard), but not in the index")
            }
        }
        try problems.throwIfAny()
        return table
    }
}

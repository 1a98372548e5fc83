import Formats
import Options
import Torch

/// The table of contents of a safetensors file.
struct SafetensorsHeader {
    /// The format's own limit on the header, in bytes.
    static let byteLimit = 100_000_000

    var metadata: [String: String] = [:]
    /// In the order of their bytes.
    var tensors: [StoredTensor] = []

    /// Reads and checks the header of a whole file; nothing is taken for granted.
    init(_ file: MappedFile) throws(CheckpointError) {
        var problems = CheckpointError(file: file.path)
        defer { withExtendedLifetime(file) {} }
        let bytes = file.bytes
        guard bytes.count >= 8 else {
            throw CheckpointError(
                file: file.path, "is no safetensors file: it has \(bytes.count) bytes of at least 8"
            )
        }
        let stated = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard stated <= UInt64(Self.byteLimit) else {
            throw CheckpointError(
                file: file.path,
                "is no safetensors file: its header would have \(stated) bytes, the limit is "
                    + "\(Self.byteLimit)")
        }
        let dataStart = 8 + Int(stated)
        guard dataStart <= bytes.count else {
            throw CheckpointError(
                file: file.path,
                "is cut off: the header has \(stated) bytes, the file only \(bytes.count - 8) "
                    + "for it")
        }
        let json = UnsafeRawBufferPointer(rebasing: bytes[8..<dataStart])
        let members = try Self.members(json, file: file.path)
        // Swift's equality of strings takes two spellings of "é" for one name; bytes do not.
        var places: [[UInt8]: Int] = [:]
        for member in members {
            let (name, value) = (member.name, member.value)
            if let first = places.updateValue(member.byte, forKey: Array(name.utf8)) {
                problems.add(
                    "\(name): is there twice, at the bytes \(first) and \(member.byte) of the header"
                )
                continue
            }
            if name == "__metadata__" {
                readMetadata(value, &problems)
            } else if let tensor = StoredTensor(name, value, in: file, dataStart, &problems) {
                tensors.append(tensor)
            }
        }
        tensors.sort {
            ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
        }
        checkLayout(dataStart..<bytes.count, &problems)
        try problems.throwIfAny()
    }

    private static func members(
        _ json: UnsafeRawBufferPointer, file: String
    ) throws(CheckpointError) -> [JSONTree.Member] {
        let members: [JSONTree.Member]
        do {
            // Which tensors are there twice is told by the caller.
            members = try JSONTree.object(Array(json), rules: JSONRules(byteCount: byteLimit)) {
                $0.isEmpty
            }
        } catch {
            let place = error.place.map { "\($0), at byte \(error.byte): " } ?? ""
            throw CheckpointError(file: file, "its header: \(place)\(error.reason)")
        }
        guard json.first == UInt8(ascii: "{") else {
            throw CheckpointError(file: file, "its header does not begin with its object")
        }
        return members
    }

    private mutating func readMetadata(_ value: JSONTree, _ problems: inout CheckpointError) {
        guard case .object(let members) = value else {
            problems.add("__metadata__: is no object")
            return
        }
        for member in members {
            if case .string(let text) = member.value {
                metadata[member.name] = text
            } else {
                problems.add(
                    "__metadata__: '\(member.name)' is \(member.value.text), not a string")
            }
        }
    }

    /// Every byte after the header belongs to one tensor.
    private func checkLayout(_ data: Range<Int>, _ problems: inout CheckpointError) {
        let outside = tensors.filter { $0.bytes.upperBound > data.upperBound }
        if let last = outside.map(\.bytes.upperBound).max() {
            let names = outside.prefix(3).map(\.name).joined(separator: ", ")
            let more = outside.count > 3 ? " and \(outside.count - 3) more" : ""
            problems.add(
                "is cut off, or its header is broken: it has \(byteText(data.upperBound)) of "
                    + "\(last); not whole: \(names)\(more)")
        }
        // What is missing from the table would show as gaps.
        guard problems.isEmpty else { return }
        var position = data.lowerBound
        var before = "the header"
        for tensor in tensors {
            if tensor.bytes.lowerBound < position {
                problems.add("\(tensor.name): overlaps \(before)")
            } else if tensor.bytes.lowerBound > position {
                problems.add(
                    "\(tensor.name): begins \(byteText(tensor.bytes.lowerBound - position)) after "
                        + "the end of \(before)")
            }
            position = max(position, tensor.bytes.upperBound)
            before = tensor.name
        }
        if position < data.upperBound {
            problems.add(
                "the file goes on for \(byteText(data.upperBound - position)) after the end of "
                    + "\(before)")
        }
    }

    private func byteText(_ count: Int) -> String {
        count == 1 ? "1 byte" : "\(count) bytes"
    }
}

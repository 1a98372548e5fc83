import Torch

/// The table of contents of a safetensors file.
struct SafetensorsHeader {
    /// The format's own limit on the header, in bytes.
    static let byteLimit = 100_000_000

    var metadata: [String: String] = [:]
    /// In the order of their bytes.
    var entries: [SafetensorsFile.Entry] = []

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
        var names: Set<[UInt8]> = []
        for (name, value) in members {
            // Swift's equality of strings takes two spellings of "é" for one name; bytes do not.
            guard names.insert(Array(name.utf8)).inserted else {
                problems.add("\(name): is there twice")
                continue
            }
            if name == "__metadata__" {
                readMetadata(value, &problems)
            } else if let entry = Self.entry(name, value, start: dataStart, &problems) {
                entries.append(entry)
            }
        }
        entries.sort {
            ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
        }
        checkLayout(dataStart..<bytes.count, &problems)
        try problems.throwIfAny()
    }

    private static func members(
        _ json: UnsafeRawBufferPointer, file: String
    ) throws(CheckpointError) -> [(name: String, value: HeaderValue)] {
        guard json.first == UInt8(ascii: "{") else {
            throw CheckpointError(file: file, "its header is no JSON object")
        }
        do {
            guard case .object(let members) = try HeaderParser.parse(json) else { return [] }
            return members
        } catch {
            throw CheckpointError(
                file: file, "its header is broken JSON at byte \(error.position): \(error.message)")
        }
    }

    private mutating func readMetadata(_ value: HeaderValue, _ problems: inout CheckpointError) {
        guard case .object(let members) = value else {
            problems.add("__metadata__: is no object")
            return
        }
        for (name, value) in members {
            if case .string(let text) = value {
                metadata[name] = text
            } else {
                problems.add("__metadata__: '\(name)' is \(value.text), not a string")
            }
        }
    }

    private static func entry(
        _ name: String, _ value: HeaderValue, start: Int, _ problems: inout CheckpointError
    ) -> SafetensorsFile.Entry? {
        guard case .object(let members) = value else {
            problems.add("\(name): is \(value.text), not an object")
            return nil
        }
        let known = ["dtype", "shape", "data_offsets"]
        guard members.map(\.name).sorted() == known.sorted() else {
            let found = members.map(\.name).joined(separator: ", ")
            problems.add("\(name): has \(found) instead of dtype, shape, data_offsets")
            return nil
        }
        func field(_ name: String) -> HeaderValue {
            members.first { $0.name == name }?.value ?? .null
        }
        guard case .string(let typeName) = field("dtype") else {
            problems.add("\(name): dtype is \(field("dtype").text), not a string")
            return nil
        }
        guard let elementSize = StoredType.byteCount(typeName) else {
            problems.add("\(name): dtype '\(typeName)' is not known")
            return nil
        }
        guard let shape = field("shape").sizes else {
            problems.add("\(name): shape \(field("shape").text) is no list of sizes")
            return nil
        }
        guard let offsets = field("data_offsets").sizes, offsets.count == 2 else {
            problems.add("\(name): data_offsets \(field("data_offsets").text) are not two offsets")
            return nil
        }
        guard offsets[0] <= offsets[1] else {
            problems.add("\(name): data_offsets \(offsets) end before they begin")
            return nil
        }
        guard let expected = byteCount(shape, elementSize) else {
            problems.add("\(name): shape \(shape) has too many elements")
            return nil
        }
        guard offsets[1] - offsets[0] == expected else {
            problems.add(
                "\(name): \(typeName) \(shape) needs \(expected) bytes, data_offsets \(offsets) "
                    + "hold \(offsets[1] - offsets[0])")
            return nil
        }
        guard offsets[1] <= Int.max - start else {
            problems.add("\(name): data_offsets \(offsets) reach past the end of the file")
            return nil
        }
        return SafetensorsFile.Entry(
            name: name, typeName: typeName, shape: shape,
            bytes: start + offsets[0]..<start + offsets[1])
    }

    /// `nil` when it does not fit an `Int`; also when only a part does, as libtorch multiplies too.
    private static func byteCount(_ shape: [Int], _ elementSize: Int) -> Int? {
        var count = elementSize
        for size in shape where size > 0 {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow else { return nil }
            count = product
        }
        return shape.contains(0) ? 0 : count
    }

    /// Every byte after the header belongs to one tensor.
    private func checkLayout(_ data: Range<Int>, _ problems: inout CheckpointError) {
        let outside = entries.filter { $0.bytes.upperBound > data.upperBound }
        for entry in outside {
            problems.add(
                "\(entry.name): lies at bytes \(entry.bytes.lowerBound) to "
                    + "\(entry.bytes.upperBound), the file ends at \(data.upperBound)")
        }
        // What is missing from the table would show as gaps.
        guard problems.isEmpty else { return }
        var position = data.lowerBound
        var before = "the header"
        for entry in entries {
            if entry.bytes.lowerBound < position {
                problems.add("\(entry.name): overlaps \(before)")
            } else if entry.bytes.lowerBound > position {
                problems.add(
                    "\(entry.name): begins \(entry.bytes.lowerBound - position) bytes after the "
                        + "end of \(before)")
            }
            position = max(position, entry.bytes.upperBound)
            before = entry.name
        }
        if position < data.upperBound {
            problems.add("\(data.upperBound - position) bytes follow the end of \(before)")
        }
    }
}

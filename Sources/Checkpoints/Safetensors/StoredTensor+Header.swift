import Formats
import Options

extension StoredTensor {
    /// Checks a member of a safetensors header: exactly a known type, a shape, and an extent of just
    /// their size.
    /// - Parameter dataStart: where the bytes that offsets count from begin in the file.
    init?(
        _ name: String, _ value: JSONTree, in file: MappedFile, _ dataStart: Int,
        _ problems: inout CheckpointError
    ) {
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
        func field(_ name: String) -> JSONTree {
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
        guard let expected = Self.byteCount(shape, elementSize) else {
            problems.add("\(name): shape \(shape) has too many elements")
            return nil
        }
        guard offsets[1] - offsets[0] == expected else {
            problems.add(
                "\(name): \(typeName) \(shape) needs \(expected) bytes, data_offsets \(offsets) "
                    + "hold \(offsets[1] - offsets[0])")
            return nil
        }
        guard offsets[1] <= Int.max - dataStart else {
            problems.add("\(name): data_offsets \(offsets) reach past the end of the file")
            return nil
        }
        self.init(
            name: name, typeName: typeName, shape: shape, file: file,
            bytes: dataStart + offsets[0]..<dataStart + offsets[1])
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
}

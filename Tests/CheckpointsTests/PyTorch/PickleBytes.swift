import TestSupport

/// Pieces of pickles, written by hand.
enum PickleBytes {
    static let start: [UInt8] = [0x80, 2]
    static let stop = Array(".".utf8)

    static func text(_ text: String) -> [UInt8] {
        [UInt8(ascii: "X")] + little(UInt32(text.utf8.count)) + Array(text.utf8)
    }

    static func number(_ number: Int) -> [UInt8] { [0x8A, 8] + little(number) }

    static func global(_ module: String, _ name: String) -> [UInt8] {
        Array("c\(module)\n\(name)\n".utf8)
    }

    static func tuple(_ parts: [UInt8]...) -> [UInt8] {
        Array("(".utf8) + parts.joined() + Array("t".utf8)
    }

    static func dictionary(_ members: [(String, [UInt8])]) -> [UInt8] {
        Array("}(".utf8) + members.flatMap { text($0.0) + $0.1 } + Array("u".utf8)
    }

    static func storage(_ type: String, key: String, count: Int) -> [UInt8] {
        tuple(
            text("storage"), global("torch", type), text(key), text("cpu"), number(count))
            + Array("Q".utf8)
    }

    /// A float32 tensor of a storage.
    static func tensor(
        key: String = "0", count: Int, offset: Int = 0, shape: [Int], strides: [Int],
        type: String = "FloatStorage"
    ) -> [UInt8] {
        let arguments = tuple(
            storage(type, key: key, count: count), number(offset), sizes(shape), sizes(strides),
            [0x89], global("collections", "OrderedDict") + Array(")R".utf8))
        return global("torch._utils", "_rebuild_tensor_v2") + arguments + Array("R".utf8)
    }

    private static func sizes(_ sizes: [Int]) -> [UInt8] {
        Array("(".utf8) + sizes.flatMap(number) + Array("t".utf8)
    }
}

/// Reads the fields of a protocol buffers message one after another.
///
/// Strict: what is cut off, too long or of a kind that no current writer uses is an error.
struct WireReader {
    enum Value {
        case number(UInt64)
        /// Four bytes.
        case fixed(UInt32)
        /// Eight bytes, which nothing here reads.
        case long
        /// A text, bytes or a message, as a part of the file's bytes.
        case bytes(Range<Int>)
    }

    struct Problem: Error {
        let position: Int
        let message: String
    }

    let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.init(bytes, 0..<bytes.count)
    }

    /// Reads a message inside another.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        (position, end) = (range.lowerBound, range.upperBound)
    }

    /// The next field and where it starts; `nil` at the end of the message.
    mutating func next() throws(Problem) -> (field: Int, value: Value, start: Int)? {
        guard position < end else { return nil }
        let start = position
        let key = try varint()
        guard key >> 3 > 0, key >> 3 < 1 << 29 else {
            throw Problem(position: start, message: "\(key >> 3) is no field number")
        }
        let field = Int(key >> 3)
        switch key & 7 {
        case 0: return (field, .number(try varint()), start)
        case 1:
            _ = try take(8, of: field, from: start)
            return (field, .long, start)
        case 2: return (field, .bytes(try take(varint(), of: field, from: start)), start)
        case 5:
            let range = try take(4, of: field, from: start)
            let bits = bytes[range].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return (field, .fixed(bits), start)
        case let type:
            throw Problem(position: start, message: "field \(field) has the wire type \(type)")
        }
    }

    private mutating func take(
        _ count: UInt64, of field: Int, from start: Int
    ) throws(Problem) -> Range<Int> {
        guard count <= UInt64(end - position) else {
            throw Problem(position: start, message: "field \(field) of \(count) bytes is cut off")
        }
        defer { position += Int(count) }
        return position..<position + Int(count)
    }

    private mutating func varint() throws(Problem) -> UInt64 {
        let start = position
        var value: UInt64 = 0
        for index in 0..<10 {
            guard position < end else {
                throw Problem(position: start, message: "a number is cut off")
            }
            let byte = bytes[position]
            position += 1
            guard index < 9 || byte < 2 else { break }
            value |= UInt64(byte & 0x7F) << UInt64(7 * index)
            if byte < 0x80 { return value }
        }
        throw Problem(position: start, message: "a number of more than 64 bits")
    }
}

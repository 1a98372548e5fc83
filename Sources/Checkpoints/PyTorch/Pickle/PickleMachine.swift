import Formats

/// Reads the pickle of a state dict: the opcodes of protocol 2 that one is written with, and the few
/// names that it asks for. Everything else is refused where it stands, and nothing is run.
struct PickleMachine {
    /// A value with `SETITEMS` has at most a thousand members on the stack.
    private static let stackLimit = 100_000

    private var reader: ByteReader
    private var stack: [PickleValue] = []
    private var marks: [Int] = []
    private var memo: [Int: PickleValue] = [:]
    private(set) var tuples: [[PickleValue]] = []
    private(set) var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []

    init(_ bytes: UnsafeRawBufferPointer) {
        reader = ByteReader(bytes)
    }

    /// Reads to the end.
    /// - Returns: the value that the pickle is of; its members are in ``tuples`` and ``dictionaries``.
    mutating func run() throws(PickleProblem) -> PickleValue {
        while true {
            let position = reader.position
            do {
                if let value = try step() { return value }
            } catch is ByteReader.Ended {
                throw PickleProblem("is cut off at byte \(position)")
            } catch {
                throw PickleProblem("byte \(position): \((error as? PickleProblem)?.message ?? "")")
            }
        }
    }

    /// One opcode; gives the value at the end.
    private mutating func step() throws -> PickleValue? {
        let opcode = try reader.number(UInt8.self)
        switch Unicode.Scalar(opcode) {
        case "\u{80}":
            let version = try reader.number(UInt8.self)
            guard version == 2 else { throw PickleProblem("protocol \(version) is not 2") }
        case ".": return try end()
        case "(": marks.append(stack.count)
        case "N": try push(.none)
        case "\u{88}": try push(.truth(true))
        case "\u{89}": try push(.truth(false))
        case "K": try push(.integer(Int(try reader.number(UInt8.self))))
        case "M": try push(.integer(Int(try reader.number(UInt16.self))))
        case "J": try push(.integer(Int(try reader.number(Int32.self))))
        case "\u{8A}": try push(.integer(try longInteger()))
        case "G":
            _ = try reader.take(8)
            try push(.real)
        case "X": try push(.text(try text(Int(try reader.number(UInt32.self)))))
        case ")": try pushTuple([])
        case "t": try pushTuple(try popToMark())
        case "\u{85}": try pushTuple(try pop(1))
        case "\u{86}": try pushTuple(try pop(2))
        case "\u{87}": try pushTuple(try pop(3))
        case "]": try push(.list)
        case "a": try append(try pop(1))
        case "e": try append(try popToMark())
        case "}": try pushDictionary()
        case "s": try setItems(try pop(2))
        case "u": try setItems(try popToMark())
        case "c": try push(.global(try global()))
        case "R": try reduce()
        case "b": try build()
        case "Q":
            let value = try pop(1)[0]
            try push(.storage(try storage(value)))
        case "q": memo[Int(try reader.number(UInt8.self))] = try top()
        case "r": memo[Int(try reader.number(UInt32.self))] = try top()
        case "h": try push(try memorized(Int(try reader.number(UInt8.self))))
        case "j": try push(try memorized(Int(try reader.number(UInt32.self))))
        default:
            let digits = String(opcode, radix: 16, uppercase: true)
            throw PickleProblem("the opcode 0x\(digits) is no part of a state dict")
        }
        return nil
    }

    private mutating func end() throws -> PickleValue {
        let value = try pop(1)[0]
        guard stack.isEmpty, marks.isEmpty else {
            throw PickleProblem("ends with values left over")
        }
        guard reader.isAtEnd else { throw PickleProblem("goes on after its end") }
        return value
    }

    // MARK: The stack

    mutating func push(_ value: PickleValue) throws {
        guard stack.count < Self.stackLimit else { throw PickleProblem("too many open values") }
        stack.append(value)
    }

    /// The last values in their order; none from before the last mark.
    mutating func pop(_ count: Int) throws -> [PickleValue] {
        guard stack.count - (marks.last ?? 0) >= count else {
            throw PickleProblem("takes a value that is not there")
        }
        defer { stack.removeLast(count) }
        return Array(stack.suffix(count))
    }

    private mutating func popToMark() throws -> [PickleValue] {
        guard let mark = marks.last else { throw PickleProblem("there is no mark") }
        let values = try pop(stack.count - mark)
        marks.removeLast()
        return values
    }

    private func top() throws -> PickleValue {
        guard let value = stack.last, stack.count > marks.last ?? 0 else {
            throw PickleProblem("takes a value that is not there")
        }
        return value
    }

    private func memorized(_ index: Int) throws -> PickleValue {
        guard let value = memo[index] else { throw PickleProblem("asks for what was never there") }
        return value
    }

    // MARK: Simple values

    private mutating func longInteger() throws -> Int {
        let bytes = try reader.take(Int(try reader.number(UInt8.self)))
        guard bytes.count <= 8 else { throw PickleProblem("a number of \(bytes.count) bytes") }
        // Two's complement; the last byte has the sign.
        let start = bytes.last.map { Int(Int8(bitPattern: $0) >> 7) } ?? 0
        return bytes.reversed().reduce(start) { $0 << 8 | Int($1) }
    }

    private mutating func text(_ count: Int) throws -> String {
        let bytes = try reader.take(count)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PickleProblem("a text that is not UTF-8")
        }
        return text
    }

    private mutating func global() throws -> PickleGlobal {
        let module = String(decoding: try reader.line(), as: UTF8.self)
        let name = String(decoding: try reader.line(), as: UTF8.self)
        guard let global = PickleGlobal(module: module, name: name) else {
            throw PickleProblem(
                "\(module.prefix(80)).\(name.prefix(80)) is no part of a state dict")
        }
        return global
    }

    // MARK: Containers

    private mutating func pushTuple(_ values: [PickleValue]) throws {
        tuples.append(values)
        try push(.tuple(tuples.count - 1))
    }

    mutating func pushDictionary() throws {
        dictionaries.append([])
        try push(.dictionary(dictionaries.count - 1))
    }

    private mutating func append(_ values: [PickleValue]) throws {
        guard case .list = try top() else { throw PickleProblem("adds to \(try top().kind)") }
    }

    private mutating func setItems(_ values: [PickleValue]) throws {
        guard case .dictionary(let index) = try top() else {
            throw PickleProblem("sets members of \(try top().kind)")
        }
        guard values.count.isMultiple(of: 2) else { throw PickleProblem("a key without a value") }
        for start in stride(from: 0, to: values.count, by: 2) {
            dictionaries[index].append((values[start], values[start + 1]))
        }
    }

    /// Attributes: a state dict's metadata, which nobody reads.
    private mutating func build() throws {
        guard case .dictionary(let attributes) = try pop(1)[0], case .dictionary = try top() else {
            throw PickleProblem("sets attributes of what is no dictionary")
        }
        let names = dictionaries[attributes]
        guard names.count <= 1, names.allSatisfy({ $0.key.isText("_metadata") }) else {
            throw PickleProblem("sets another attribute than _metadata")
        }
    }
}

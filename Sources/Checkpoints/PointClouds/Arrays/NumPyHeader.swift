import Options
import Torch

/// The dictionary of an `.npy` file: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
struct NumPyHeader {
    private(set) var typeName = ""
    private(set) var isFortranOrder = false
    private(set) var shape: [Int] = []

    private let file: String
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8], file: String) throws(CheckpointError) {
        self.bytes = bytes
        self.file = file
        var seen: Set<String> = []
        try expect("{")
        while !take("}") {
            let key = try string()
            guard seen.insert(key).inserted else { throw failure("'\(key)' is there twice") }
            try expect(":")
            switch key {
            case "descr": typeName = try descriptor()
            case "fortran_order": isFortranOrder = try truth()
            case "shape": shape = try sizes()
            default: throw failure("'\(key)' is not known")
            }
            guard take(",") else {
                try expect("}")
                break
            }
        }
        skipSpaces()
        guard next == nil else { throw failure("something follows its end") }
        for key in ["descr", "fortran_order", "shape"] where !seen.contains(key) {
            throw failure("'\(key)' is missing")
        }
    }

    /// Whether the elements are floating-point numbers, of any size and byte order.
    var isFloatingPoint: Bool { typeName.dropFirst().first == "f" }

    func dtype(file: String) throws(CheckpointError) -> DType {
        guard typeName != Self.records else {
            throw CheckpointError(
                file: file, "holds records of several fields, which are no points")
        }
        switch typeName {
        case "<f2": return .float16
        case "<f4": return .float32
        case "<f8": return .float64
        default: break
        }
        let reason = typeName.hasPrefix(">") ? " (big-endian)" : ""
        throw CheckpointError(
            file: file,
            "holds elements of type '\(typeName)'\(reason), not '<f2', '<f4' or '<f8'; save it with "
                + ".astype(\"<f4\")")
    }

    private func failure(_ message: String) -> CheckpointError {
        CheckpointError(file: file, "its header is broken at byte \(position): \(message)")
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpaces() {
        while let byte = next, [0x20, 0x0A].contains(byte) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(CheckpointError) {
        guard take(character) else { throw failure("'\(character)' expected") }
    }

    private mutating func string() throws(CheckpointError) -> String {
        skipSpaces()
        guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw failure("a quoted text expected")
        }
        position += 1
        let start = position
        while let byte = next, byte != quote { position += 1 }
        guard next == quote else { throw failure("a text without its end") }
        defer { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func descriptor() throws(CheckpointError) -> String {
        skipSpaces()
        guard next == UInt8(ascii: "[") else { return try string() }
        // Names and types of fields, in brackets of both sorts.
        var depth = 0
        repeat {
            skipSpaces()
            switch next {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): _ = try string()
            case nil: throw failure("a list without its end")
            case let byte?:
                if "[(".utf8.contains(byte) { depth += 1 }
                if "])".utf8.contains(byte) { depth -= 1 }
                position += 1
            }
        } while depth > 0
        return Self.records
    }

    private static let records = "records"

    private mutating func word() -> String {
        skipSpaces()
        let start = position
        while let byte = next, byte > 0x20, !Array(",)}".utf8).contains(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func truth() throws(CheckpointError) -> Bool {
        switch word() {
        case "True": return true
        case "False": return false
        default: throw failure("True or False expected")
        }
    }

    private mutating func sizes() throws(CheckpointError) -> [Int] {
        var sizes: [Int] = []
        try expect("(")
        while !take(")") {
            guard let size = Int(word()), size >= 0 else { throw failure("a size expected") }
            sizes.append(size)
            guard take(",") else {
                try expect(")")
                break
            }
        }
        return sizes
    }
}

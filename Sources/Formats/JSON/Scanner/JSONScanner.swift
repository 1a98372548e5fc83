import Files

/// Reads JSON (RFC 8259) from front to back, without keeping what nobody asks for.
///
/// Strict: no comments, no trailing commas, no leading zeros or plus signs, no `NaN`, no control
/// characters or halves of surrogate pairs in strings, nothing but spaces after the value. Spaces before
/// a value are passed over.
package struct JSONScanner {
    let bytes: [UInt8]
    private let document: Range<Int>
    private let firstLine: Int
    let rules: JSONRules
    /// Of the next byte.
    var index: Int
    /// Of the name of the member that is being read.
    private(set) var keyStart = 0
    private var depth = 0

    var end: Int { document.upperBound }

    /// - Parameters:
    ///   - range: where the document lies in the bytes; `nil` takes all but a byte-order mark.
    ///   - firstLine: the number of its first line, for errors.
    /// - Throws: for a document of more bytes than the rules allow, and for what is none at first sight:
    ///   an empty one, one in UTF-16, a pointer of Git LFS.
    package init(
        _ bytes: [UInt8], in range: Range<Int>? = nil, firstLine: Int = 1,
        rules: JSONRules = JSONRules()
    ) throws(JSONError) {
        self.bytes = bytes
        self.firstLine = firstLine
        self.rules = rules
        document = range ?? ByteOrderMark.length(bytes)..<bytes.count
        index = document.lowerBound
        let startsFile = (range?.lowerBound ?? 0) == 0
        if startsFile, let problem = problemOfText(bytes) { throw JSONError(ofWhole: problem) }
        if document.isEmpty { throw JSONError(ofWhole: "is empty", firstLine: firstLine) }
        if document.count > rules.byteCount {
            throw fault("\(document.count) bytes, more than \(rules.byteCount)")
        }
    }

    /// What the next value is, by its first byte.
    package enum Kind { case string, object, array, other }

    /// The kind of the next value.
    package mutating func kind() -> Kind {
        skipSpaces()
        switch next {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        default: return .other
        }
    }

    /// Calls the body for every member of an object; it must read or skip the value.
    /// - Parameter refusingRepeats: whether a key may be there only once; else the body tells.
    package mutating func members(
        refusingRepeats: Bool = true,
        _ body: (inout JSONScanner, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open("{", "an object")
        if closes("}") { return }
        var keys = KeysSoFar()
        repeat {
            keyStart = skipSpaces()
            let key = try string()
            try pass(":")
            if refusingRepeats, let first = keys.insert(key, at: keyStart) {
                throw repeated(key, first: first)
            }
            try body(&self, key)
        } while try continues("}")
    }

    private func repeated(_ key: String, first: Int) -> JSONError {
        let places = [keyStart, first].map {
            JSONPlace(of: $0, in: bytes, document, firstLine: firstLine)
        }
        return fault(
            JSONTree.RepeatedKey.words(key, at: places[0], first: places[1]),
            cause: "a key more than once", at: keyStart)
    }

    /// Calls the body for every element of an array, with its number; it must read or skip it.
    package mutating func elements(
        _ body: (inout JSONScanner, Int) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open("[", "an array")
        if closes("]") { return }
        var count = 0
        repeat {
            try body(&self, count)
            count += 1
        } while try continues("]")
    }

    /// Passes over a value of any kind.
    /// - Returns: where it lies in the bytes.
    package mutating func range() throws(JSONError) -> Range<Int> {
        let start = skipSpaces()
        try skip()
        return start..<index
    }

    /// Passes over a value of any kind.
    package mutating func skip() throws(JSONError) {
        switch kind() {
        case .object: try members { (scanner, _) throws(JSONError) in try scanner.skip() }
        case .array: try elements { (scanner, _) throws(JSONError) in try scanner.skip() }
        case .string: _ = try string()
        case .other: _ = try literal()
        }
    }

    /// Makes sure that nothing but spaces is left.
    package mutating func finish() throws(JSONError) {
        skipSpaces()
        if index < end { throw error("text after the value") }
    }

    /// What is wrong at the next value, as a reader of values has it.
    package func fault(
        _ reason: String, cause: String? = nil, at place: Int? = nil
    ) -> JSONError {
        JSONError(
            reason, cause: cause, at: place ?? index, in: bytes, of: document,
            firstLine: firstLine)
    }

    var next: UInt8? { index < end ? bytes[index] : nil }

    /// - Returns: where what follows begins.
    @discardableResult
    mutating func skipSpaces() -> Int {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
        }
        return index
    }

    /// Steps over a byte if it comes next after spaces.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard next == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func pass(_ character: Unicode.Scalar) throws(JSONError) {
        guard take(character) else { throw error("'\(character)' expected") }
    }

    private mutating func open(_ bracket: Unicode.Scalar, _ what: String) throws(JSONError) {
        guard take(bracket) else { throw error(sort: "\(what) expected") }
        depth += 1
        if depth > JSONRules.depth {
            throw fault("more than \(JSONRules.depth) levels", at: index - 1)
        }
    }

    private mutating func closes(_ bracket: Unicode.Scalar) -> Bool {
        guard take(bracket) else { return false }
        depth -= 1
        return true
    }

    /// Whether another element follows; otherwise the bracket was closed.
    private mutating func continues(_ bracket: Unicode.Scalar) throws(JSONError) -> Bool {
        if closes(bracket) { return false }
        guard take(",") else { throw error("',' or '\(bracket)' expected") }
        return true
    }
}

/// The keys of an object and where each is, compared by their bytes: `é` in one scalar and in two are not
/// the same.
private struct KeysSoFar {
    private var few: [(key: String, place: Int)] = []
    private var many: [[UInt8]: Int] = [:]

    /// - Returns: where the key is already; `nil` for a new one.
    mutating func insert(_ key: String, at place: Int) -> Int? {
        if few.count < 16 {
            // Most strings differ at the first look.
            if let first = few.first(where: { $0.key == key && $0.key.utf8.elementsEqual(key.utf8) }
            ) {
                return first.place
            }
            few.append((key, place))
            return nil
        }
        if many.isEmpty {
            for (key, place) in few { many[Array(key.utf8)] = place }
        }
        let bytes = Array(key.utf8)
        if let first = many[bytes] { return first }
        many[bytes] = place
        return nil
    }
}

import Foundation

extension JSONScanner {
    /// Whether a decoder's error is about a number of a document that has been scanned.
    static func isOfNumber(_ error: any Error) -> Bool {
        guard case DecodingError.dataCorrupted(let context) = error else { return false }
        return context.underlyingError != nil || context.debugDescription == wordsForNumbers
    }

    /// What Foundation says of a number that it has no room for: that the document is no JSON.
    private static let wordsForNumbers: String? = {
        do {
            _ = try JSONDecoder().decode([UInt8].self, from: Data("[256]".utf8))
        } catch DecodingError.dataCorrupted(let context) {
            return context.debugDescription
        } catch {}
        return nil
    }()

    /// What is wrong with the last number of a document that a decoder does not take in its place: no error
    /// of Foundation's says which it is.
    /// - Parameter hasWrongNumber: whether there is such a number in a document.
    func wrongNumber(_ hasWrongNumber: (Data) -> Bool) -> JSONError {
        var numbers: [Range<Int>] = []
        var scanner = self
        try? scanner.addNumbers(to: &numbers)
        /// Asks of the document with another number in the place of the first ones.
        func isWrong(without count: Int) -> Bool {
            var bytes = bytes
            for range in numbers.prefix(count) {
                let blank = [UInt8](repeating: UInt8(ascii: " "), count: range.count - 1)
                bytes.replaceSubrange(range, with: [UInt8(ascii: "1")] + blank)
            }
            return hasWrongNumber(Data(bytes[index..<end]))
        }
        // The last wrong one is the first without which there is none.
        var (few, enough) = (0, numbers.count)
        while enough - few > 1 {
            let middle = (few + enough) / 2
            if isWrong(without: middle) { few = middle } else { enough = middle }
        }
        guard enough > 0, !isWrong(without: enough) else {
            return fault("a number cannot be here: too large, negative or not whole")
        }
        let place = numbers[enough - 1]
        let text = String(decoding: bytes[place], as: UTF8.self)
        let reason = Self.rangeWords { number in
            var bytes = bytes[index..<end]
            for range in numbers.prefix(enough).reversed() {
                bytes.replaceSubrange(range, with: (range == place ? number : "1").utf8)
            }
            return !hasWrongNumber(Data(bytes))
        }
        return fault("\(text) \(reason)", cause: reason, at: place.lowerBound)
    }

    /// What a place takes, by the bounds of Swift's types of numbers.
    /// - Parameter isTaken: whether the place takes a number.
    private static func rangeWords(_ isTaken: (String) -> Bool) -> String {
        func widest(_ bounds: [String]) -> String { bounds.first(where: isTaken) ?? "1" }
        if isTaken("0.5") {
            let bound = widest([
                "\(Double.greatestFiniteMagnitude)", "\(Float.greatestFiniteMagnitude)",
            ])
            return "must be in -\(bound) ... \(bound)"
        }
        let smallest = widest(["\(Int64.min)", "\(Int32.min)", "\(Int16.min)", "\(Int8.min)", "0"])
        let largest = widest(
            [UInt64.max, UInt64(Int64.max), UInt64(UInt32.max), UInt64(Int32.max)].map { "\($0)" }
                + [UInt16.max, UInt16(Int16.max), UInt16(UInt8.max), UInt16(Int8.max)].map {
                    "\($0)"
                })
        return "must be a whole number in \(smallest) ... \(largest)"
    }

    /// Adds where the numbers of the next value are, in their order.
    private mutating func addNumbers(to numbers: inout [Range<Int>]) throws(JSONError) {
        switch kind() {
        case .object:
            try members { (scanner, _) throws(JSONError) in
                try scanner.addNumbers(to: &numbers)
            }
        case .array:
            try elements { (scanner, _) throws(JSONError) in
                try scanner.addNumbers(to: &numbers)
            }
        case .string: _ = try string()
        case .other:
            let start = index
            if case .number = try literal() { numbers.append(start..<index) }
        }
    }
}

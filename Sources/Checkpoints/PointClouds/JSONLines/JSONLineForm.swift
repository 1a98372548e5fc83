import Formats

/// How the lines of a file hold their points: each is an array of numbers, or an object with one.
enum JSONLineForm: Equatable {
    case array
    /// The name of the field that has the numbers.
    case field(String)

    /// The form that the first line has, and its numbers.
    /// - Parameters:
    ///   - wanted: the field to take; `nil` goes by rule: the only one that is an array of numbers.
    ///   - number: of the line, from 1.
    ///   - note: gets the field that a rule chose among others.
    static func first(
        _ line: [UInt8], _ wanted: String?, number: Int, note: (String) -> Void
    ) throws(JSONError) -> (form: JSONLineForm, numbers: [Double]) {
        var scanner = try JSONScanner(line, firstLine: number)
        guard scanner.kind() == .object else {
            if let wanted {
                throw scanner.fault("an object with the field '\(printable(wanted))' expected")
            }
            return (.array, try JSONLineForm.array.numbers(line, number: number))
        }
        if let wanted {
            return (.field(wanted), try JSONLineForm.field(wanted).numbers(line, number: number))
        }
        var found: [(name: String, numbers: [Double])] = []
        var others: [String] = []
        try scanner.members { (scanner, name) throws(JSONError) in
            // What is no such array is read once more, as whatever it is.
            var trial = scanner
            var numbers: [Double] = []
            if scanner.kind() == .array, (try? trial.numbers(into: &numbers)) != nil,
                !numbers.isEmpty
            {
                scanner = trial
                found.append((name, numbers))
            } else {
                try scanner.skip()
                others.append(name)
            }
        }
        try scanner.finish()
        guard found.count == 1 else {
            throw JSONError(ofWhole: problem(found.map(\.name), others))
        }
        if !others.isEmpty { note(found[0].name) }
        return (.field(found[0].name), found[0].numbers)
    }

    private static func problem(_ found: [String], _ others: [String]) -> String {
        func list(_ names: [String]) -> String {
            names.prefix(5).map { printable(String($0.prefix(40))) }.joined(separator: ", ")
                + (names.count > 5 ? ", …" : "")
        }
        guard found.isEmpty else {
            return "has several fields that are arrays of numbers (\(list(found)))"
        }
        return "has no field that is an array of numbers"
            + (others.isEmpty ? "" : "; it has \(list(others))")
    }

    /// The numbers of a line of this form.
    /// - Parameter number: of the line, from 1.
    func numbers(_ line: [UInt8], number: Int) throws(JSONError) -> [Double] {
        var scanner = try JSONScanner(line, firstLine: number)
        var numbers: [Double] = []
        switch self {
        case .array: try scanner.numbers(into: &numbers)
        case .field(let wanted):
            var isThere = false
            try scanner.members { (scanner, name) throws(JSONError) in
                if name.utf8.elementsEqual(wanted.utf8) {
                    isThere = true
                    try scanner.numbers(into: &numbers)
                } else {
                    try scanner.skip()
                }
            }
            if !isThere {
                throw JSONError(
                    ofWhole: "has no field '\(printable(String(wanted.prefix(40))))'",
                    firstLine: number)
            }
        }
        try scanner.finish()
        return numbers
    }
}

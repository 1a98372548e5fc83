import Options

extension RecordFile {
    /// What JSON a file is whose first sign that is no blank is that; `nil` for a table.
    private static func json(_ sign: UInt8?) -> CustomLayout.Format? {
        switch sign {
        case UInt8(ascii: "{"): .jsonLines
        case UInt8(ascii: "["): .jsonArray
        default: nil
        }
    }

    /// Why a file is not of a format that begins otherwise; `nil` where it may be, and for tables, whose first
    /// cell may be anything.
    /// - Parameter isGiven: whether a user said the format, or the file's name did.
    static func objection(
        to format: CustomLayout.Format, beginningWith sign: UInt8?, isGiven: Bool
    ) -> Message? {
        // What else a file holds that is JSON by its name is told by its lines.
        guard format.isJSON, json(sign) != format, let sign, isGiven || json(sign) != nil else {
            return nil
        }
        let remedy: Message =
            json(sign).map { "give `format` \($0.rawValue)" }
            ?? "leave `format` out, or give csv or tsv"
        return "\(beginning(sign)), and \(format.words) with "
            + "\(format == .jsonArray ? "'['" : "'{'"): \(remedy)"
    }

    /// Why a table may have no such columns: the file looks like JSON, or its header is one cell.
    /// - Parameter isFirst: whether the columns were chosen by another file.
    func likeness(isFirst: Bool) -> Message {
        if let json = Self.json(firstSign), !format.isJSON {
            return
                ": the file \(Self.beginning(firstSign ?? 0)), as \(json.words) does, and is read as "
                + "\(format.rawValue): give `format` \(json.rawValue)"
        }
        let sign = [";", "\t", "|", ","].first { columns.count == 1 && columns[0].contains($0) }
        guard let sign else { return "" }
        let start: Message = ": the header is one cell; if \(quoted(sign)) stands between cells, "
        return isFirst
            ? start + "give `delimiter`"
            : start + "write the file as the train file, as one `delimiter` is for all"
    }

    private static func beginning(_ sign: UInt8) -> String {
        "begins with \(quoted(String(UnicodeScalar(sign))))"
    }
}

extension CustomLayout.Format {
    var isJSON: Bool { self == .jsonLines || self == .jsonArray }

    fileprivate var words: String {
        switch self {
        case .jsonArray: "an array of objects (json)"
        case .jsonLines: "an object a line (jsonl)"
        case .tabs, .commas: rawValue
        }
    }
}

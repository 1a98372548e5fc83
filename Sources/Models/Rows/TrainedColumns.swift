import Encoders
import Tasks

/// The columns of the user's own files that a run read its rows from, as its checkpoint keeps them for `evaluate`
/// and `predict` to read others alike.
public struct TrainedColumns: Sendable, Equatable {
    /// Of the text, or of the first of two.
    public var text: String
    public var pair: String?
    public var label: String?
    /// Of the rows' names, where it is none of the usual ones; other files need not have it.
    public var identifier: String?
    /// What stood between the cells of a comma-separated file, where it was no comma.
    public var delimiter: String?

    private enum Key {
        static let (text, pair, label) = ("text", "pair", "label")
        static let (identifier, delimiter) = ("id", "delimiter")
    }

    init(_ columns: CustomColumns) {
        text = columns.text
        pair = columns.pair
        label = columns.label
        let isUsual = columns.identifier.map(CustomColumns.usualIdentifiers.contains) ?? true
        identifier = isUsual ? nil : columns.identifier
        delimiter = columns.delimiter == CustomLayout.usualDelimiter ? nil : columns.delimiter
    }

    /// - Returns: `nil` where the reader found something wrong, which it reports.
    init?(_ fields: inout FieldReader, _ name: String) {
        let texts = fields.texts(
            name, required: [Key.text],
            optional: [Key.pair, Key.label, Key.identifier, Key.delimiter])
        guard let text = texts[Key.text] else { return nil }
        self.text = text
        pair = texts[Key.pair]
        label = texts[Key.label]
        identifier = texts[Key.identifier]
        delimiter = texts[Key.delimiter]
        if let delimiter, let objection = CustomLayout.objection(toDelimiter: delimiter) {
            fields.refuse("\(name).\(Key.delimiter) \(objection)")
        }
    }

    /// As it is written.
    var texts: [String: String] {
        [
            Key.text: text, Key.pair: pair, Key.label: label, Key.identifier: identifier,
            Key.delimiter: delimiter,
        ].compactMapValues { $0 }
    }
}

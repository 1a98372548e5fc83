/// Where special tokens go around the texts: the `post_processor` of a tokenizer.json.
struct Template: Sendable {
    enum Part: Sendable, Equatable {
        case special(ids: [Int32], typeID: Int32)
        case first(typeID: Int32)
        case second(typeID: Int32)
    }

    let single: [Part]
    let pair: [Part]
    /// Whether later processors see the texts without the special tokens.
    var keepsTextsApart = true

    func parts(pairs: Bool) -> [Part] { pairs ? pair : single }

    /// Whether the second text of a pair stands before the first.
    var startsWithSecond: Bool {
        for part in pair {
            if case .first = part { return false }
            if case .second = part { return true }
        }
        return false
    }

    func specialCount(pairs: Bool) -> Int {
        parts(pairs: pairs).reduce(0) { count, part in
            if case .special(let ids, _) = part { count + ids.count } else { count }
        }
    }

    /// `[CLS] A [SEP]` and `[CLS] A [SEP] B [SEP]`, the second text with type 1.
    static func bert(cls: Int32, sep: Int32) -> Template {
        let single: [Part] = [
            .special(ids: [cls], typeID: 0), .first(typeID: 0), .special(ids: [sep], typeID: 0),
        ]
        return Template(
            single: single, pair: single + [.second(typeID: 1), .special(ids: [sep], typeID: 1)],
            keepsTextsApart: false)
    }

    /// `<s> A </s>` and `<s> A </s></s> B </s>`, everything with type 0.
    static func roberta(cls: Int32, sep: Int32) -> Template {
        let single: [Part] = [
            .special(ids: [cls], typeID: 0), .first(typeID: 0), .special(ids: [sep], typeID: 0),
        ]
        let second: [Part] = [
            .special(ids: [sep], typeID: 0), .second(typeID: 0), .special(ids: [sep], typeID: 0),
        ]
        return Template(single: single, pair: single + second, keepsTextsApart: false)
    }

    /// The texts alone.
    static let plain = Template(
        single: [.first(typeID: 0)], pair: [.first(typeID: 0), .second(typeID: 1)])
}

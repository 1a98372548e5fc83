/// Reads the `post_processor` of a tokenizer.json.
struct PostProcessorReader {
    let vocabulary: Vocabulary
    let added: [AddedToken]

    /// Null leaves the texts as they are, the second of a pair with type 1.
    func postProcessor(_ field: JSONField) throws(TokenizerError) -> PostProcessor {
        var (template, trims): (Template?, [OffsetTrim]) = (nil, [])
        try add(field, &template, &trims)
        return PostProcessor(template: template ?? .plain, trims: trims)
    }

    private func add(
        _ field: JSONField, _ template: inout Template?, _ trims: inout [OffsetTrim]
    ) throws(TokenizerError) {
        if field.isNull { return }
        let type = try TokenizerFile.type(field, orFrom: Self.untyped)
        switch type {
        case "Sequence":
            for processor in try field["processors"].elements() {
                try add(processor, &template, &trims)
            }
            return
        case "ByteLevel":
            // The special tokens that a template puts around a text stay apart from it, those of
            // the other processors do not.
            let seesFirst = template?.keepsTextsApart ?? true
            try trims += trim(field, seesFirst: seesFirst)
            return
        case "TemplateProcessing", "BertProcessing", "RobertaProcessing": break
        default: throw TokenizerFile.unsupported(field["type"], type)
        }
        guard template == nil else {
            throw field["type"].error(
                "\(type) after another processor that adds special tokens is not supported")
        }
        switch type {
        case "TemplateProcessing": template = try publishedTemplate(field)
        case "BertProcessing":
            template = .bert(cls: try namedToken(field["cls"]), sep: try namedToken(field["sep"]))
        default:
            try trims += trim(field, seesFirst: true)
            template = .roberta(
                cls: try namedToken(field["cls"]), sep: try namedToken(field["sep"]))
        }
    }

    private static let untyped = [
        ("RobertaProcessing", ["sep", "cls", "trim_offsets", "add_prefix_space"]),
        ("BertProcessing", ["sep", "cls"]),
        ("TemplateProcessing", ["single", "pair", "special_tokens"]),
    ]

    private func trim(_ field: JSONField, seesFirst: Bool) throws(TokenizerError) -> [OffsetTrim] {
        let addsPrefixSpace = try field["add_prefix_space"].bool()
        guard try field["trim_offsets"].bool() else { return [] }
        return [OffsetTrim(addsPrefixSpace: addsPrefixSpace, seesFirst: seesFirst)]
    }

    private func publishedTemplate(_ field: JSONField) throws(TokenizerError) -> Template {
        let single = try parts(field["single"], field["special_tokens"])
        let pair = try parts(field["pair"], field["special_tokens"])
        try checkTexts(single, expected: [1, 0], field["single"])
        try checkTexts(pair, expected: [1, 1], field["pair"])
        return Template(single: single, pair: pair)
    }

    private func parts(
        _ field: JSONField, _ specials: JSONField
    ) throws(TokenizerError) -> [Template.Part] {
        var parts: [Template.Part] = []
        for element in try field.elements() {
            let (special, sequence) = (element["SpecialToken"], element["Sequence"])
            if !special.isNull {
                let token = specials[try special["id"].string()]
                var ids: [Int32] = []
                let names = try token["tokens"].elements()
                for (index, id) in try token["ids"].elements().enumerated() {
                    guard index < names.count else { throw token.error("more ids than tokens") }
                    ids.append(try check(names[index].string(), try id.int(), id))
                }
                parts.append(.special(ids: ids, typeID: Int32(try typeID(special))))
            } else {
                let typeID = Int32(try typeID(sequence))
                switch try sequence["id"].string() {
                case "A": parts.append(.first(typeID: typeID))
                case "B": parts.append(.second(typeID: typeID))
                case let other: throw sequence["id"].error("\"\(other)\" is neither A nor B")
                }
            }
        }
        return parts
    }

    private func typeID(_ field: JSONField) throws(TokenizerError) -> Int {
        let id = try field["type_id"].int()
        guard (0...255).contains(id) else {
            throw field["type_id"].error("\(id) is not in 0...255")
        }
        return id
    }

    /// A pair of a token and its id, as BertProcessing has them.
    private func namedToken(_ field: JSONField) throws(TokenizerError) -> Int32 {
        let elements = try field.elements()
        guard elements.count == 2 else { throw field.error("expected a token and its id") }
        return try check(elements[0].string(), elements[1].int(), field)
    }

    private func check(
        _ token: String, _ id: Int, _ field: JSONField
    ) throws(TokenizerError) -> Int32 {
        let known =
            added.first { $0.content.utf8.elementsEqual(token.utf8) }?.id
            ?? vocabulary.id(of: token)
        guard let known else { throw field.error("\"\(token)\" is not in the vocabulary") }
        guard known == id else {
            throw field.error("\"\(token)\" has the id \(known) in the vocabulary, not \(id)")
        }
        return known
    }

    private func checkTexts(
        _ parts: [Template.Part], expected: [Int], _ field: JSONField
    ) throws(TokenizerError) {
        var counts = [0, 0]
        for part in parts {
            switch part {
            case .first: counts[0] += 1
            case .second: counts[1] += 1
            case .special: break
            }
        }
        guard counts == expected else {
            throw field.error("must name each text once and no other")
        }
    }
}

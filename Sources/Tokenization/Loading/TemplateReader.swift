/// Reads the `post_processor` of a tokenizer.json.
struct TemplateReader {
    let vocabulary: Vocabulary
    let added: [AddedToken]

    func template(_ field: JSONField) throws(TokenizerError) -> Template {
        switch try TokenizerFile.type(field) {
        case "TemplateProcessing":
            let single = try parts(field["single"], field["special_tokens"])
            let pair = try parts(field["pair"], field["special_tokens"])
            try checkTexts(single, expected: [1, 0], field["single"])
            try checkTexts(pair, expected: [1, 1], field["pair"])
            return Template(single: single, pair: pair)
        case "BertProcessing":
            return .bert(cls: try namedToken(field["cls"]), sep: try namedToken(field["sep"]))
        case let other: throw TokenizerFile.unsupported(field["type"], other)
        }
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

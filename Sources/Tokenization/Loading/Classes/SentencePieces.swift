import Foundation

/// The pieces that a class builds on: of a tokenizer.json, or of a SentencePiece file.
struct SentencePieces {
    let model: Unigram
    /// Empty where text is taken as it is.
    let characterMap: [UInt8]
    /// Control and user-defined pieces, which are looked for in the text; `nil` of a tokenizer.json,
    /// which lists them itself.
    let added: [PublishedToken]?

    init(
        _ source: VocabularySource, _ family: SentencePieceFamily, _ arguments: TokenizerArguments
    ) throws(TokenizerError) {
        let tokens = try SpecialTokens(arguments, usually: family.usual)
        let entries: [(token: String, score: Double)]
        let field: JSONField
        if let file = source.file {
            field = try source.model(file, of: "Unigram")["vocab"]
            entries = try UnigramReader.entries(field)
            characterMap = try Self.characterMap(file["normalizer"])
            added = nil
        } else {
            let published = try SentencePieceFile.model(source.directory, source.form.name)
            field = JSONField(file: source.path, path: "pieces", value: .null)
            entries = try Self.entries(published, family, tokens, source.path)
            characterMap = published.characterMap
            added = published.pieces.compactMap { piece in
                guard piece.kind == .control || piece.kind == .userDefined else { return nil }
                var token = PublishedToken(piece.text)
                token.isPlain = false
                token.isNormalized = false
                token.isSpecial = piece.kind == .control
                return token
            }
        }
        let unknown = try tokens.ownName(of: "unk_token")
        let place = entries.firstIndex { $0.token.utf8.elementsEqual(unknown.utf8) }
        model = try UnigramReader.model(
            entries, unknownID: family.unknownID ?? place ?? 0, fallsBackToBytes: false, in: field)
    }

    private static func entries(
        _ model: SentencePieceModel, _ family: SentencePieceFamily, _ tokens: SpecialTokens,
        _ path: String
    ) throws(TokenizerError) -> [(token: String, score: Double)] {
        var entries: [(token: String, score: Double)] = []
        for leading in family.leading {
            switch leading {
            case .role(let role): entries.append((try tokens.ownName(of: role), 0))
            case .token(let token, let score): entries.append((token, score))
            }
        }
        guard model.pieces.count > max(family.unknownID ?? 0, family.replacedPieces) else {
            throw TokenizerError(file: path, "has \(model.pieces.count) pieces only")
        }
        entries += model.pieces.dropFirst(family.replacedPieces).map { ($0.text, Double($0.score)) }
        if family.endsWithMask { entries.append((try tokens.ownName(of: "mask_token"), 0)) }
        return entries
    }

    /// The first character map of a tokenizer.json; of its other normalizers none is taken over.
    private static func characterMap(_ normalizer: JSONField) throws(TokenizerError) -> [UInt8] {
        if normalizer.isNull { return [] }
        let parts = normalizer["normalizers"]
        for part in parts.isNull ? [normalizer] : try parts.elements() {
            guard case .string("Precompiled") = part["type"].value else { continue }
            let field = part["precompiled_charsmap"]
            if field.isNull { continue }
            guard let bytes = Data(base64Encoded: try field.string()) else {
                throw field.error("is not base64")
            }
            return Array(bytes)
        }
        return []
    }
}

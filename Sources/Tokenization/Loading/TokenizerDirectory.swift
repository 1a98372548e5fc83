import Files
import Foundation

/// The files of a tokenizer, as a model directory holds them.
struct TokenizerDirectory {
    private static let names =
        [
            "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt",
            "added_tokens.json", "vocab.json", "merges.txt",
        ] + SentencePieceFile.names

    let url: URL

    func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }

    func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }

    /// Those files of a tokenizer that are there.
    var files: [URL] {
        Self.names.filter(has).map { url.appendingPathComponent($0) }
    }

    func bytes(_ name: String) throws(TokenizerError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = Array(try Data(contentsOf: url.appendingPathComponent(name)))
        } catch {
            throw TokenizerError(file: path(name), "cannot be read: \(systemReason(error))")
        }
        if GitLFSPointer.isAt(bytes) {
            throw TokenizerError(file: path(name), GitLFSPointer.problem)
        }
        return bytes
    }

    func json(_ name: String) throws(TokenizerError) -> JSONField {
        try JSONParser.parse(bytes(name), file: path(name))
    }

    /// The file's object, or one without members where there is no file.
    func companion(_ name: String) throws(TokenizerError) -> JSONField {
        guard has(name) else {
            return JSONField(file: path(name), path: "", value: .object([]))
        }
        let field = try json(name)
        _ = try field.members()
        return field
    }

    /// Reads whichever files describe the tokenizer.
    /// - Returns: also the path of the file with the vocabulary.
    func components() throws(TokenizerError) -> (source: String, components: Components) {
        if has("tokenizer.json") {
            return (
                path("tokenizer.json"), try TokenizerFile.components(json("tokenizer.json"))
            )
        }
        if has("vocab.txt") {
            return (path("vocab.txt"), try VocabularyFile.components(self))
        }
        if has("vocab.json"), has("merges.txt") {
            return (path("vocab.json"), try BytePairFiles.components(self))
        }
        if let name = SentencePieceFile.names.first(where: has) {
            return (path(name), try SentencePieceFile.components(self, name))
        }
        throw TokenizerError(
            file: url.path,
            "has no tokenizer: neither tokenizer.json, nor vocab.txt, nor vocab.json with "
                + "merges.txt, nor a SentencePiece file")
    }

    /// The special tokens that tokenizer_config.json or special_tokens_map.json names, by role.
    func specialTokens() throws(TokenizerError) -> [String: String] {
        var tokens: [String: String] = [:]
        let files = [
            try companion("tokenizer_config.json"), try companion("special_tokens_map.json"),
        ]
        for (role, _) in SpecialRole.all {
            for file in files where tokens[role] == nil && !file[role].isNull {
                let content = file[role]["content"]
                tokens[role] = try content.isNull ? file[role].string() : content.string()
            }
        }
        return tokens
    }
}

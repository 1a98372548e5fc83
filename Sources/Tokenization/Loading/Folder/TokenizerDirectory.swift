import Files
import Formats
import Foundation
import Options

/// The files of a tokenizer, as a model directory holds them.
struct TokenizerDirectory {
    /// In the order in which runs note them.
    private static let names =
        [
            ModelFileNames.tokenizer, ModelFileNames.tokenizerConfiguration,
            ModelFileNames.specialTokens, ModelFileNames.vocabularyLines,
            ModelFileNames.addedTokens, ModelFileNames.bytePairs, ModelFileNames.merges,
        ] + ModelFileNames.sentencePieces

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
            throw TokenizerError(file: path(name), Message(GitLFSPointer.problem))
        }
        return bytes
    }

    /// The lines of a text, without what ends them.
    ///
    /// - Throws: when the file is not UTF-8.
    func lines(_ name: String) throws(TokenizerError) -> [String] {
        let bytes = try bytes(name)
        let text = try unmarked(bytes, file: path(name))
        var lines: [String] = []
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let line = String(validating: content, as: UTF8.self) else {
                let place = firstInvalidUTF8(content) ?? content.startIndex
                throw TokenizerError(
                    file: path(name), field: textPlace(line: lines.count + 1),
                    Message(notUTF8(bytes[place], at: place)))
            }
            lines.append(line)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The file's object.
    func json(_ name: String) throws(TokenizerError) -> JSONField {
        let (bytes, file) = (try bytes(name), path(name))
        do {
            // Vocabularies tell which ids a token has that they list twice.
            let vocabulary = name == ModelFileNames.bytePairs ? "" : "model.vocab"
            let members = try JSONTree.object(bytes, rules: JSONRules(numbers: .serde)) {
                $0 == vocabulary
            }
            return JSONField(file: file, bytes: bytes, path: "", value: .object(members))
        } catch {
            throw TokenizerError(file: file, field: error.place, Message(error.reason))
        }
    }

    /// The file's object, or one without members where there is no file.
    func companion(_ name: String) throws(TokenizerError) -> JSONField {
        guard has(name) else {
            return JSONField(file: path(name), path: "", value: .object([]))
        }
        return try json(name)
    }

    /// The files with a vocabulary, in the order in which they count.
    private func forms() throws(TokenizerError) -> [VocabularyForm] {
        var forms: [VocabularyForm] = []
        if has(ModelFileNames.tokenizer) { forms.append(.whole) }
        if has(ModelFileNames.vocabularyLines) { forms.append(.lines) }
        if has(ModelFileNames.bytePairs), has(ModelFileNames.merges) { forms.append(.bytePairs) }
        forms += ModelFileNames.sentencePieces.filter(has).map { .sentencePiece(name: $0) }
        guard forms.isEmpty else { return forms }
        throw TokenizerError(
            file: url.path,
            "has no tokenizer: neither tokenizer.json, nor vocab.txt, nor vocab.json with "
                + "merges.txt, nor a SentencePiece file")
    }

    /// Reads whichever files describe the tokenizer.
    func components() throws(TokenizerError) -> Components {
        let configuration = try companion(ModelFileNames.tokenizerConfiguration)
        let reader = try TokenizerClass(self, configuration, forms: forms())
        let form = reader.form
        let file = form.isWhole ? try json(ModelFileNames.tokenizer) : nil
        let arguments = try TokenizerArguments(self, configuration, file: file)
        try arguments.refuseUnsupported(form)
        let source = VocabularySource(directory: self, file: file, reader: reader)
        var components =
            switch reader.kind {
            case .file: try TokenizerFile.components(source.wholeFile(), arguments)
            case .bert: try BertClass.components(source, arguments)
            case .byteLevel(let family):
                try ByteLevelClass.components(source, family, arguments)
            case .sentencePiece(let family):
                try SentencePieceClass.components(source, family, arguments)
            }
        if let file {
            components.truncation = try TruncationReader.truncation(file["truncation"])
        }
        components.direction =
            try arguments.direction() ?? components.truncation?.direction ?? .right
        components.longestText = try arguments.longestText()
        components.givesTypeIDs = try arguments.givesTypeIDs() ?? reader.givesTypeIDs
        return components
    }
}

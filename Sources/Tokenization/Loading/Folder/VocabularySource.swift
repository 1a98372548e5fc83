/// Where a class takes the vocabulary from.
struct VocabularySource {
    let directory: TokenizerDirectory
    /// tokenizer.json, where there is one.
    let file: JSONField?
    let reader: TokenizerClass

    var form: VocabularyForm { reader.form }

    /// The path of the file with the vocabulary.
    var path: String { directory.path(form.name) }

    func wholeFile() throws(TokenizerError) -> JSONField {
        guard let file else { throw TokenizerError(file: path, "is no tokenizer.json") }
        return file
    }

    /// The model of a tokenizer.json, which the class must know what to do with.
    /// - Parameter type: the only one that it does.
    func model(_ file: JSONField, of type: String) throws(TokenizerError) -> JSONField {
        let model = file["model"]
        let found = try TokenizerFile.modelType(model)
        guard found == type else {
            var reason = "a \(found), but \(reader.name) reads a \(type)"
            if let source = reader.source {
                reason += "; that class follows from \(source.path) in \(source.file)"
            }
            throw model.error(reason)
        }
        return model
    }
}

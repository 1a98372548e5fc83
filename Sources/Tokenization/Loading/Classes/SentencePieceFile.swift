import Options

/// Reads the model files of SentencePiece.
enum SentencePieceFile {
    static func model(
        _ directory: TokenizerDirectory, _ name: String
    ) throws(TokenizerError) -> SentencePieceModel {
        let file = directory.path(name)
        let bytes = try directory.bytes(name)
        let model: SentencePieceModel
        do throws(WireReader.Problem) {
            model = try SentencePieceModel(bytes)
        } catch {
            throw TokenizerError(
                file: file, field: "byte \(error.position)", Message(error.message))
        }
        guard model.algorithm == .unigram else {
            throw TokenizerError(file: file, "a model of type \(model.algorithm) is not supported")
        }
        return model
    }
}

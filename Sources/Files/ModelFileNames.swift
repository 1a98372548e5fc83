/// What the files of a model's folder are called, as Hugging Face transformers has it.
package enum ModelFileNames {
    package static let configuration = "config.json"

    // Weights.
    package static let safetensors = "model.safetensors"
    package static let pickle = "pytorch_model.bin"
    /// In the order in which they are preferred; the first that there is is taken, alone. An index names
    /// the files of its folder that hold the tensors.
    package static let weights = [safetensors, index(of: safetensors), pickle, index(of: pickle)]

    package static func index(of weights: String) -> String { weights + ".index.json" }

    // A tokenizer's vocabulary.
    package static let tokenizer = "tokenizer.json"
    package static let vocabularyLines = "vocab.txt"
    package static let bytePairs = "vocab.json"
    package static let merges = "merges.txt"
    package static let albertPieces = "spiece.model"
    package static let robertaPieces = "sentencepiece.bpe.model"
    package static let sentencePieces = [albertPieces, robertaPieces]
    /// Each is enough for a tokenizer, in the order in which they count.
    package static let vocabularies =
        [[tokenizer], [vocabularyLines], [bytePairs, merges]] + sentencePieces.map { [$0] }

    // What stands beside it.
    package static let tokenizerConfiguration = "tokenizer_config.json"
    package static let specialTokens = "special_tokens_map.json"
    package static let addedTokens = "added_tokens.json"
    /// Their absence has a meaning: without them a tokenizer reads as another one.
    package static let companions = [tokenizerConfiguration, specialTokens, addedTokens]
}

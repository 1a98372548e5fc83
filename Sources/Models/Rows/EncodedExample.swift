import Layers
import Tasks
import Tokenization
import Torch

/// A row of a task as the model reads it.
public struct EncodedExample: EncodedRow {
    public let identifier: String
    public let ids: [Int32]
    public let typeIDs: [Int32]
    public let target: Target
    /// Whether the row has more tokens than these.
    public let isTruncated: Bool

    public init(
        identifier: String, ids: [Int32], typeIDs: [Int32], target: Target,
        isTruncated: Bool = false
    ) {
        self.identifier = identifier
        self.ids = ids
        self.typeIDs = typeIDs
        self.target = target
        self.isTruncated = isTruncated
    }

    /// Tokenizes rows ahead of training, on all processors.
    /// - Parameter segments: whether the second sentence keeps segment ids of its own, where
    ///   transformers gives it any (`Tokenizer.givesTypeIDs`).
    public static func encode(
        _ examples: [Example], with tokenizer: Tokenizer, maximumLength: Int, segments: Bool = true
    ) throws(TokenizerError) -> [EncodedExample] {
        try tokenizer.check(
            maximumLength: maximumLength, pairs: examples.contains { $0.second != nil })
        let inputs = examples.map { TokenizerInput($0.first, pairedWith: $0.second) }
        let sequences = try tokenizer.ids(ofBatch: inputs, maximumLength: maximumLength)
        let isTruncated = try tokenizer.truncated(inputs, sequences, maximumLength: maximumLength)
        let segments = segments && tokenizer.givesTypeIDs
        return examples.indices.map { index in
            let (example, sequence) = (examples[index], sequences[index])
            return EncodedExample(
                identifier: example.identifier, ids: sequence.ids,
                typeIDs: segments ? sequence.typeIDs : sequence.typeIDs.map { _ in 0 },
                target: example.target, isTruncated: isTruncated[index])
        }
    }
}

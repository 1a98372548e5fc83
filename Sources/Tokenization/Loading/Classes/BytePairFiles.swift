import Files

/// The vocabulary and the merges of a byte-pair encoding: of a tokenizer.json, or of vocab.json and
/// merges.txt.
enum BytePairFiles {
    static func vocabularyAndMerges(
        _ source: VocabularySource
    ) throws(TokenizerError) -> (Vocabulary, [BPEReader.PublishedMerge]) {
        if let file = source.file {
            let model = try source.model(file, of: "BPE")
            return (
                try TokenizerFile.vocabulary(model["vocab"]),
                try BPEReader.merges(model["merges"])
            )
        }
        return (
            try TokenizerFile.vocabulary(source.directory.json(ModelFileNames.bytePairs)),
            try merges(source.directory)
        )
    }

    private static func merges(
        _ directory: TokenizerDirectory
    ) throws(TokenizerError) -> [BPEReader.PublishedMerge] {
        var merges: [BPEReader.PublishedMerge] = []
        for (index, line) in try directory.lines(ModelFileNames.merges).enumerated() {
            let field = JSONField(
                file: directory.path(ModelFileNames.merges), path: textPlace(line: index + 1),
                value: .null
            )
            if let merge = try BPEReader.merge(line, field) { merges.append(merge) }
        }
        return merges
    }
}

/// Reads a byte-pair encoding: the `model` of a tokenizer.json, or vocab.json and merges.txt.
enum BPEReader {
    /// Two tokens that become one, and where the file says so.
    typealias PublishedMerge = (left: String, right: String, field: JSONField)

    static func model(_ field: JSONField) throws(TokenizerError) -> BytePairEncoding {
        let dropout = field["dropout"]
        if !dropout.isNull, try dropout.double() != 0 {
            throw dropout.error("tokens chosen at random are not supported, only null")
        }
        var options = BytePairEncoding.Options()
        if !field["unk_token"].isNull { options.unknownToken = try field["unk_token"].string() }
        let (prefix, suffix) = (field["continuing_subword_prefix"], field["end_of_word_suffix"])
        if !prefix.isNull { options.continuationPrefix = try prefix.string() }
        if !suffix.isNull { options.wordSuffix = try suffix.string() }
        options.fusesUnknown = try flag(field["fuse_unk"])
        options.fallsBackToBytes = try flag(field["byte_fallback"])
        options.keepsWholeWords = try flag(field["ignore_merges"])
        let vocabulary = try TokenizerFile.vocabulary(field["vocab"])
        return try model(vocabulary, merges(field["merges"]), options)
    }

    static func merges(_ field: JSONField) throws(TokenizerError) -> [PublishedMerge] {
        var merges: [PublishedMerge] = []
        for element in try field.elements() {
            if let merge = try merge(element) { merges.append(merge) }
        }
        return merges
    }

    static func model(
        _ vocabulary: Vocabulary, _ published: [PublishedMerge], _ options: BytePairEncoding.Options
    ) throws(TokenizerError) -> BytePairEncoding {
        var merges = MergeTable(capacity: published.count)
        let prefix = options.continuationPrefix
        for (rank, merge) in published.enumerated() {
            guard merge.right.utf8.starts(with: prefix.utf8) else {
                throw merge.field.error("\"\(merge.right)\" does not start with \"\(prefix)\"")
            }
            let right = merge.right.utf8.dropFirst(prefix.utf8.count)
            let merged = String(decoding: Array(merge.left.utf8) + right, as: UTF8.self)
            var ids: [Int32] = []
            for token in [merge.left, merge.right, merged] {
                guard let id = vocabulary.id(of: token) else {
                    throw merge.field.error("\"\(token)\" is not in the vocabulary")
                }
                ids.append(id)
            }
            merges.insert(ids[0], ids[1], MergeTable.Merge(rank: Int32(rank), id: ids[2]))
        }
        return BytePairEncoding(vocabulary: vocabulary, merges: merges, options: options)
    }

    private static func flag(_ field: JSONField) throws(TokenizerError) -> Bool {
        field.isNull ? false : try field.bool()
    }

    /// Both spellings: `"a b"` and `["a", "b"]`; `nil` for the line that names the version.
    private static func merge(_ field: JSONField) throws(TokenizerError) -> PublishedMerge? {
        if case .string(let line) = field.value { return try merge(line, field) }
        let parts = try field.elements()
        guard parts.count == 2 else { throw field.error("a merge must have two tokens") }
        return (try parts[0].string(), try parts[1].string(), field)
    }

    /// A line of merges.txt, or of a tokenizer.json that was written like it.
    static func merge(
        _ line: String, _ field: JSONField
    ) throws(TokenizerError) -> PublishedMerge? {
        if line.utf8.starts(with: "#version".utf8) { return nil }
        let parts = line.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 2, let left = String(parts[0]), let right = String(parts[1]) else {
            throw field.error("a merge must be two tokens with a space between them")
        }
        return (left, right, field)
    }
}

/// How the states of a sentence's tokens become its one vector.
public enum SentencePooling: String, Sendable, CaseIterable {
    /// Of all tokens, the special ones too.
    case mean
    /// The first token's.
    case cls
    /// The largest of each dimension.
    case max

    /// What `sentence-transformers` calls it, by the names that all of its versions read.
    var fields: [String: Any] {
        let names: [(SentencePooling, String)] = [
            (.cls, "pooling_mode_cls_token"), (.mean, "pooling_mode_mean_tokens"),
            (.max, "pooling_mode_max_tokens"),
        ]
        var fields: [String: Any] = ["pooling_mode_mean_sqrt_len_tokens": false]
        for (pooling, name) in names { fields[name] = pooling == self }
        return fields
    }
}

import Files

extension TokenizerArguments {
    /// `truncation_side`; `nil` where no file has it.
    func direction() throws(TokenizerError) -> TruncationDirection? {
        let field = field("truncation_side")
        if field.isNull { return nil }
        switch try field.string() {
        case "left": return .left
        case "right": return .right
        case let other: throw field.error("\"\(other)\" is neither left nor right")
        }
    }

    /// `model_max_length`, `max_len` in older files; `nil` where there is none, or the number that
    /// transformers writes for none.
    func longestText() throws(TokenizerError) -> Int? {
        let (newer, older) = (field("model_max_length"), field("max_len"))
        let field = newer.isNull ? older : newer
        if field.isNull { return nil }
        let number = try field.double()
        guard number >= 1 else { throw field.error("\(number) is not positive") }
        return number < 1e9 ? Int(number) : nil
    }

    /// Whether `model_input_names` has the type ids; `nil` where no file has it.
    func givesTypeIDs() throws(TokenizerError) -> Bool? {
        guard has("model_input_names") else { return nil }
        var gives = false
        for element in try field("model_input_names").elements() {
            if try element.string() == "token_type_ids" { gives = true }
        }
        return gives
    }

    /// Refuses what asks for a tokenizer of another kind.
    func refuseUnsupported(_ form: VocabularyForm) throws(TokenizerError) {
        for name in ["split_special_tokens"] + (form.isWhole ? [] : Self.frames)
        where try flag(name, otherwise: false) {
            throw field(name).error("true is not supported")
        }
        if try !flag("do_basic_tokenize", otherwise: true) {
            throw field("do_basic_tokenize").error("false is not supported")
        }
        let kept = field("never_split")
        if !kept.isNull, try !kept.elements().isEmpty { throw kept.error("is not supported") }
        for (name, known) in [
            ("word_tokenizer_type", "basic"), ("subword_tokenizer_type", "wordpiece"),
        ] {
            let field = field(name)
            if field.isNull { continue }
            let type = try field.string()
            guard type == known else { throw field.error("\(type) is not supported") }
        }
        let code = field("auto_map")
        var isOfOthers = code.isNull
        if case .object = code.value { isOfOthers = code["AutoTokenizer"].isNull }
        guard isOfOthers else {
            throw code.error("a tokenizer with code of its own is not supported")
        }
        let files = field("fast_tokenizer_files")
        for file in files.isNull ? [] : try files.elements() {
            let name = try file.string()
            guard name == ModelFileNames.tokenizer else {
                throw file.error("\(name) is not supported")
            }
        }
    }

    static let frames = ["add_bos_token", "add_eos_token"]

    /// What would make special_tokens_map.json name another vocabulary, or another frame of texts.
    static let unmapped =
        frames + [
            "tokenizer_file", "vocab_file", "merges_file", "vocab", "merges", "tokenizer_object",
            "post_processor", "tokenizer_truncation", "tokenizer_padding",
            "model_specific_special_tokens",
        ]
}

/// A class with a byte-level BPE: RoBERTa's or GPT-2's.
struct ByteLevelFamily: Sendable {
    /// Its special tokens where no file names others.
    let usual: [String: PublishedToken]
    /// Whether `<s> A </s>` and `<s> A </s></s> B </s>` are made of texts, whatever a tokenizer.json
    /// says; otherwise it is asked.
    let framesTexts: Bool

    static let roberta = ByteLevelFamily(usual: robertaTokens, framesTexts: true)
    static let gpt2 = ByteLevelFamily(
        usual: [
            "bos_token": PublishedToken("<|endoftext|>"),
            "eos_token": PublishedToken("<|endoftext|>"),
            "unk_token": PublishedToken("<|endoftext|>"),
        ],
        framesTexts: false)

    static let robertaTokens: [String: PublishedToken] = [
        "bos_token": PublishedToken("<s>"), "eos_token": PublishedToken("</s>"),
        "unk_token": PublishedToken("<unk>"), "sep_token": PublishedToken("</s>"),
        "pad_token": PublishedToken("<pad>"), "cls_token": PublishedToken("<s>"),
        "mask_token": PublishedToken("<mask>"),
    ]
}

/// How a family of models uses a SentencePiece file, as transformers does.
struct SentencePieceFamily: Sendable {
    /// A token that stands in place of a piece.
    enum Leading: Sendable {
        case role(String)
        case token(String, score: Double)
    }

    /// Its classes in `tokenizer_class`.
    let classes: [String]
    /// Its `model_type` in config.json.
    let modelType: String
    /// The special tokens where no file names others, by role.
    let usualTokens: [String: String]
    /// The first tokens, which stand in place of the first pieces, and of how many.
    let leading: [Leading]
    let replacedPieces: Int
    /// Whether the mask token follows the pieces.
    let endsWithMask: Bool
    let unknownID: Int
    /// Whether quotation marks, accents and letter case are seen to before the character map.
    let cleansText: Bool
    /// The roles of the tokens at the start and at the end of a text.
    let ends: (start: String, end: String)
    /// Whether a second text has type 1; otherwise two end tokens stand before it.
    let typesSecondText: Bool
    /// Whether the mask token takes the spaces before it where no file says so.
    let maskTakesSpaces: Bool

    static let all = [albert, xlmRoberta, camembert]

    static let albert = SentencePieceFamily(
        classes: ["AlbertTokenizer", "AlbertTokenizerFast"], modelType: "albert",
        usualTokens: [
            "bos_token": "[CLS]", "eos_token": "[SEP]", "unk_token": "<unk>", "sep_token": "[SEP]",
            "pad_token": "<pad>", "cls_token": "[CLS]", "mask_token": "[MASK]",
        ],
        leading: [], replacedPieces: 0, endsWithMask: false, unknownID: 1, cleansText: true,
        ends: ("cls_token", "sep_token"), typesSecondText: true, maskTakesSpaces: false)

    static let xlmRoberta = SentencePieceFamily(
        classes: ["XLMRobertaTokenizer", "XLMRobertaTokenizerFast"], modelType: "xlm-roberta",
        usualTokens: robertaTokens,
        leading: [.role("bos_token"), .role("pad_token"), .role("eos_token"), .role("unk_token")],
        replacedPieces: 3, endsWithMask: true, unknownID: 3, cleansText: false,
        ends: ("bos_token", "eos_token"), typesSecondText: false, maskTakesSpaces: false)

    static let camembert = SentencePieceFamily(
        classes: ["CamembertTokenizer", "CamembertTokenizerFast"], modelType: "camembert",
        usualTokens: robertaTokens,
        leading: [
            .token("<s>NOTUSED", score: 0), .role("pad_token"), .token("</s>NOTUSED", score: 0),
            .role("unk_token"), .token("<unk>NOTUSED", score: -100),
        ],
        replacedPieces: 1, endsWithMask: true, unknownID: 3, cleansText: false,
        ends: ("bos_token", "eos_token"), typesSecondText: false, maskTakesSpaces: true)

    private static let robertaTokens = [
        "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>",
        "pad_token": "<pad>", "cls_token": "<s>", "mask_token": "<mask>",
    ]
}

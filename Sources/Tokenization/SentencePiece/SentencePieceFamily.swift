import Files

/// How a class uses the pieces of a SentencePiece file, as transformers does.
struct SentencePieceFamily: Sendable {
    /// A token that stands in place of a piece.
    enum Leading: Sendable {
        case role(String)
        case token(String, score: Double)
    }

    /// The only SentencePiece file that transformers looks for.
    let fileName: String
    /// Its special tokens where no file names others, by role.
    let usual: [String: PublishedToken]
    /// Those without a role, where neither a file names others nor a SentencePiece file has any.
    let usualExtra: [PublishedToken]
    /// The first tokens, which stand in place of the first pieces, and of how many.
    let leading: [Leading]
    let replacedPieces: Int
    /// Whether the mask token follows the pieces.
    let endsWithMask: Bool
    /// The id of the unknown token; `nil` where it is looked for by its text.
    let unknownID: Int?
    /// Whether quotation marks, accents and letter case are seen to before the character map.
    let cleansText: Bool
    /// The roles of the tokens at the start and at the end of a text.
    let ends: (start: String, end: String)
    /// Whether a second text has type 1; otherwise two end tokens stand before it.
    let typesSecondText: Bool
    /// Whether a tokenizer.json says which tokens stand around a text.
    let asksFileForFrame: Bool

    static let albert = SentencePieceFamily(
        fileName: ModelFileNames.albertPieces,
        usual: [
            "bos_token": PublishedToken("[CLS]"), "eos_token": PublishedToken("[SEP]"),
            "unk_token": PublishedToken("<unk>"), "sep_token": PublishedToken("[SEP]"),
            "pad_token": PublishedToken("<pad>"), "cls_token": PublishedToken("[CLS]"),
            "mask_token": PublishedToken("[MASK]"),
        ],
        usualExtra: [], leading: [], replacedPieces: 0, endsWithMask: false, unknownID: 1,
        cleansText: true, ends: ("cls_token", "sep_token"), typesSecondText: true,
        asksFileForFrame: true)

    static let xlmRoberta = SentencePieceFamily(
        fileName: ModelFileNames.robertaPieces,
        usual: ByteLevelFamily.robertaTokens, usualExtra: [],
        leading: [.role("bos_token"), .role("pad_token"), .role("eos_token"), .role("unk_token")],
        replacedPieces: 3, endsWithMask: true, unknownID: 3, cleansText: false,
        ends: ("bos_token", "eos_token"), typesSecondText: false, asksFileForFrame: false)

    static let camembert = SentencePieceFamily(
        fileName: ModelFileNames.robertaPieces,
        usual: ByteLevelFamily.robertaTokens.merging(["mask_token": camembertMask]) { $1 },
        usualExtra: ["<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"].map(PublishedToken.init),
        leading: [
            .token("<s>NOTUSED", score: 0), .role("pad_token"), .token("</s>NOTUSED", score: 0),
            .role("unk_token"), .token("<unk>NOTUSED", score: -100),
        ],
        replacedPieces: 1, endsWithMask: true, unknownID: nil, cleansText: false,
        ends: ("bos_token", "eos_token"), typesSecondText: false, asksFileForFrame: false)

    /// Takes the spaces before it.
    private static let camembertMask: PublishedToken = {
        var mask = PublishedToken("<mask>")
        mask.isPlain = false
        mask.isSpecial = true
        mask.takesSpacesBefore = true
        return mask
    }()
}

/// Byte-pair encoding (Sennrich et al. 2016): a word starts as its characters, and neighbours merge
/// in the order in which the merges were learnt.
struct BytePairEncoding: SubwordModel {
    /// What files may ask for beside vocabulary and merges.
    struct Options: Sendable {
        var unknownToken: String?
        /// What tokens inside a word start with.
        var continuationPrefix = ""
        /// What the last token of a word ends with.
        var wordSuffix = ""
        /// Whether unknown characters in a row are one unknown token.
        var fusesUnknown = false
        /// Whether a character without a token of its own becomes tokens `<0x00>` ... `<0xFF>`.
        var fallsBackToBytes = false
        /// Whether a word that is a token by itself stays so, whatever the merges say.
        var keepsWholeWords = false
    }

    let vocabulary: Vocabulary
    let merges: MergeTable
    let options: Options
    let unknownID: Int32?
    /// The token of each byte, or -1.
    let byteTokens: [Int32]

    init(vocabulary: Vocabulary, merges: MergeTable, options: Options) {
        self.vocabulary = vocabulary
        self.merges = merges
        self.options = options
        unknownID = options.unknownToken.flatMap { vocabulary.id(of: $0) }
        byteTokens = (0..<0x100).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return vocabulary.id(of: byte < 16 ? "<0x0\(digits)>" : "<0x\(digits)>") ?? -1
        }
    }

    func makeCutter() -> any WordCutter { MergingCutter(self) }
}

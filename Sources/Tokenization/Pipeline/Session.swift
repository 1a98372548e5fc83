import Synchronization

/// One thread's room to tokenize in: what cuts words, the words it met, the texts at hand.
///
/// Unchecked: `SessionPool` lends a session to one caller at a time.
final class Session: @unchecked Sendable {
    let cache = WordCache()
    let cutter: any WordCutter
    var first = TokenizedText()
    var second = TokenizedText()
    private var pieces: [Piece] = []
    private var spelled: [UInt8] = []

    init(_ model: any SubwordModel) {
        cutter = model.makeCutter()
    }

    /// Gives a text's room away, to be put back full.
    func takeFirst() -> TokenizedText {
        defer { first = TokenizedText() }
        return first
    }

    func takeSecond() -> TokenizedText {
        defer { second = TokenizedText() }
        return second
    }

    /// The tokens of a word that the cache does not know.
    func cut(
        _ word: UnsafeBufferPointer<UInt8>, spellsBytes: Bool
    ) throws(TokenizerError) -> [Piece] {
        pieces.removeAllKeepingRoom()
        guard spellsBytes else {
            try cutter.cut(word, into: &pieces)
            return pieces
        }
        spelled.removeAllKeepingRoom()
        ByteCharacters.append(word, to: &spelled)
        try spelled.withUnsafeBufferPointer { spelled throws(TokenizerError) in
            try cutter.cut(spelled, into: &pieces)
        }
        ByteCharacters.unspell(&pieces, spelled)
        return pieces
    }
}

/// Lends sessions; as many live as threads ever tokenized at once.
final class SessionPool: Sendable {
    private let idle = Mutex<[Session]>([])
    private let model: any SubwordModel

    init(_ model: any SubwordModel) { self.model = model }

    func withSession<Result, Failure: Error>(
        _ body: (Session) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let session = idle.withLock { $0.popLast() } ?? Session(model)
        defer { idle.withLock { $0.append(session) } }
        return try body(session)
    }
}

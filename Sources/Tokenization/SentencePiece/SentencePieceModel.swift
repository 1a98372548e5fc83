/// What a SentencePiece model file says that a tokenizer needs (`sentencepiece_model.proto`).
struct SentencePieceModel: Sendable {
    struct Piece: Sendable {
        enum Kind: UInt64, Sendable {
            case normal = 1
            case unknown, control, userDefined, unused, byte
        }

        var text = ""
        var score: Float = 0
        var kind = Kind.normal
    }

    enum Algorithm: UInt64, Sendable {
        case unigram = 1
        case bpe, word, char
    }

    private(set) var pieces: [Piece] = []
    private(set) var algorithm = Algorithm.unigram
    /// Empty where text is taken as it is.
    private(set) var characterMap: [UInt8] = []

    init(_ bytes: [UInt8]) throws(WireReader.Problem) {
        var reader = WireReader(bytes)
        while let (field, value, start) = try reader.next() {
            switch (field, value) {
            case (1, .bytes(let range)): pieces.append(try Piece(bytes, range))
            case (2, .bytes(let range)): try readTrainer(bytes, range)
            case (3, .bytes(let range)): try readNormalizer(bytes, range)
            case (1...3, _): throw Self.mismatch(field, start)
            default: break
            }
        }
    }

    private mutating func readTrainer(
        _ bytes: [UInt8], _ range: Range<Int>
    ) throws(WireReader.Problem) {
        var reader = WireReader(bytes, range)
        while let (field, value, start) = try reader.next() {
            guard field == 3 else { continue }
            guard case .number(let number) = value else { throw Self.mismatch(field, start) }
            guard let algorithm = Algorithm(rawValue: number) else {
                throw WireReader.Problem(
                    position: start, message: "a model of the unknown type \(number)")
            }
            self.algorithm = algorithm
        }
    }

    private mutating func readNormalizer(
        _ bytes: [UInt8], _ range: Range<Int>
    ) throws(WireReader.Problem) {
        var reader = WireReader(bytes, range)
        while let (field, value, start) = try reader.next() {
            guard field == 2 else { continue }
            guard case .bytes(let range) = value else { throw Self.mismatch(field, start) }
            characterMap = Array(bytes[range])
        }
    }

    fileprivate static func mismatch(_ field: Int, _ position: Int) -> WireReader.Problem {
        WireReader.Problem(position: position, message: "field \(field) is of another type")
    }
}

extension SentencePieceModel.Piece {
    fileprivate init(_ bytes: [UInt8], _ range: Range<Int>) throws(WireReader.Problem) {
        var reader = WireReader(bytes, range)
        while let (field, value, start) = try reader.next() {
            switch (field, value) {
            case (1, .bytes(let range)):
                guard let text = String(validating: bytes[range], as: UTF8.self) else {
                    throw WireReader.Problem(position: start, message: "a piece is not UTF-8")
                }
                self.text = text
            case (2, .fixed(let bits)): score = Float(bitPattern: bits)
            case (3, .number(let number)):
                guard let kind = Kind(rawValue: number) else {
                    throw WireReader.Problem(
                        position: start, message: "a piece of the unknown type \(number)")
                }
                self.kind = kind
            case (1...3, _): throw SentencePieceModel.mismatch(field, start)
            default: break
            }
        }
    }
}

/// A normalizer that looks at each scalar by itself: what it becomes comes from where it did.
struct ScalarNormalizer: TextNormalizer {
    /// What becomes of a scalar.
    enum Outcome: Equatable {
        case kept
        case removed
        case replaced([UInt32])
    }

    private let outcome: @Sendable (UInt32) -> Outcome
    /// What becomes of each ASCII character, which is one or none; 0xFF is none.
    private let ascii: [UInt8]
    private let keepsASCII: Bool

    init(_ outcome: @escaping @Sendable (UInt32) -> Outcome) {
        self.outcome = outcome
        ascii = (0..<UInt32(0x80)).map { scalar in
            switch outcome(scalar) {
            case .kept: UInt8(scalar)
            case .removed: 0xFF
            case .replaced(let scalars): scalars.first.map { UInt8($0) } ?? 0xFF
            }
        }
        keepsASCII = ascii == Array(0..<0x80)
    }

    func normalize(_ text: inout NormalizedText) {
        if text.bytes.allSatisfy({ $0 < 0x80 }) {
            if !keepsASCII { text.mapASCII(ascii) }
            return
        }
        var result = NormalizedText(tracksSources: text.tracksSources)
        result.reserveCapacity(text.count + text.count / 8)
        var position = 0
        while position < text.count {
            let (scalar, length) = text.scalar(at: position)
            let source = text.source(at: position)
            if scalar < 0x80 {
                let mapped = ascii[Int(scalar)]
                if mapped != 0xFF { result.append(mapped, from: source) }
            } else {
                switch outcome(scalar) {
                case .kept:
                    for index in position..<position + length {
                        result.append(text.bytes[index], from: source)
                    }
                case .removed: break
                case .replaced(let scalars):
                    for scalar in scalars { result.append(scalar: scalar, from: source) }
                }
            }
            position += length
        }
        text = result
    }
}

extension ScalarNormalizer {
    static let lowercase = ScalarNormalizer { scalar in
        let data = UnicodeData.shared
        guard scalar < 0x80 || data.properties(of: scalar).contains(.changes) else { return .kept }
        let lower = data.lowercase(of: scalar)
        return lower == [scalar] ? .kept : .replaced(lower)
    }

    /// Removes marks of every kind, which stand apart from their letters only after NFD or NFKD.
    static let stripAccents = ScalarNormalizer { scalar in
        NormalizationData.shared.isMark(scalar) ? .removed : .kept
    }

    /// What SentencePiece's rules of machine translation (nmt) do beside NFKC: control characters
    /// go, white space and invisible characters become spaces.
    static let nmt = ScalarNormalizer { scalar in
        switch scalar {
        case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: .removed
        case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF,
            0xFFFD:
            .replaced([0x20])
        default: .kept
        }
    }
}

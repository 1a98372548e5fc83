/// The parts of a data set that comes as one file.
///
/// The part of a row follows from its identifier alone, by arithmetic written out here: it is the
/// same on every machine, in every version, and whatever the order of the file.
public enum Part: Sendable, Equatable {
    case train, development, test

    /// Eight, one and one tenth of all identifiers.
    public init(identifier: String) {
        switch stableHash(identifier) % 10 {
        case 0...7: self = .train
        case 8: self = .development
        default: self = .test
        }
    }

    static func divide(_ rows: [Example]) -> TaskData {
        var data = TaskData(train: [], development: [])
        for row in rows { data.append(row, to: Part(identifier: row.identifier)) }
        return data
    }
}

extension TaskData {
    mutating func append(_ row: Example, to part: Part) {
        switch part {
        case .train: train.append(row)
        case .development: development.append(row)
        case .test: test.append(row)
        }
    }
}

/// FNV-1a of the UTF-8 bytes in 64 bits, then MurmurHash3's 64-bit finalizer.
///
/// FNV alone is not enough: its lowest bit is the parity of the bytes, which for numbers as
/// identifiers would make every tenth a pattern of digits.
package func stableHash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
}

/// The checksum of zip and PNG.
package func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let sum = bytes.withContiguousStorageIfAvailable { buffer in
        var sum = CRC32()
        sum.add(UnsafeRawBufferPointer(buffer))
        return sum.value
    }
    if let sum { return sum }
    let tables = CRC32.Polynomial.iso3309.tables
    return ~bytes.reduce(UInt32.max) { sum, byte in
        tables[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8)
    }
}

/// A cyclic redundancy check of 32 bits, reflected, of bytes that come in pieces.
package struct CRC32: Sendable {
    package enum Polynomial: Sendable {
        /// Of zip and PNG (ISO 3309): 0xEDB88320.
        case iso3309
        /// CRC32C, of iSCSI (RFC 3720) and TFRecord: 0x82F63B78.
        case castagnoli

        /// Eight tables of 256: of a byte with 0 … 7 bytes of zeros behind it.
        fileprivate var tables: [UInt32] {
            switch self {
            case .iso3309: iso3309Tables
            case .castagnoli: castagnoliTables
            }
        }
    }

    private let tables: [UInt32]
    private var sum = UInt32.max

    package init(_ polynomial: Polynomial = .iso3309) {
        tables = polynomial.tables
    }

    package var value: UInt32 { ~sum }

    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var sum = sum
        var position = 0
        tables.withUnsafeBufferPointer { tables in
            // Eight bytes at once, each by a table of what it and the zeros behind it make (Kounavis and Berry 2005).
            while position + 8 <= bytes.count {
                let word = UInt64(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                let mixed = word ^ UInt64(sum)
                sum = 0
                for place in 0..<8 {
                    let byte = Int(truncatingIfNeeded: mixed >> UInt64(8 * place)) & 0xFF
                    sum ^= tables[256 * (7 - place) + byte]
                }
                position += 8
            }
            while position < bytes.count {
                let byte = UInt8(truncatingIfNeeded: sum) ^ bytes[position]
                sum = tables[Int(byte)] ^ (sum >> 8)
                position += 1
            }
        }
        self.sum = sum
    }
}

private let iso3309Tables = crcTables(0xEDB8_8320)
private let castagnoliTables = crcTables(0x82F6_3B78)

private func crcTables(_ polynomial: UInt32) -> [UInt32] {
    let first: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in
            value & 1 == 1 ? (value >> 1) ^ polynomial : value >> 1
        }
    }
    return (0..<7).reduce(into: first) { tables, _ in
        tables += tables.suffix(256).map { first[Int($0 & 0xFF)] ^ ($0 >> 8) }
    }
}

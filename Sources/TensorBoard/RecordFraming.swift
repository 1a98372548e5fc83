import Formats

/// A record of a TFRecord file: the length, its checksum, the bytes, their checksum, all little-endian.
///
/// A reader that meets a record whose checksum is wrong reads no further, for ever; one that lacks its end, it waits
/// for.
package func framedRecord(_ payload: [UInt8]) -> [UInt8] {
    let length = bytes(UInt64(payload.count))
    return length + bytes(maskedChecksum(length)) + payload + bytes(maskedChecksum(payload))
}

/// CRC32C, turned by 15 bits and moved by a constant, so that checksums of records that hold records differ from
/// theirs.
private func maskedChecksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = CRC32(.castagnoli)
    bytes.withUnsafeBytes { sum.add($0) }
    return (sum.value >> 15 | sum.value << 17) &+ 0xA282_EAD8
}

private func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

import Foundation
/// Files compressed by gzip (RFC 1952): one member or several, one after the other.
package enum Gzip {
    /// Whether bytes begin as such a file does.
    package static func isAt(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.starts(with: [0x1F, 0x8B])
    }

    /// The bytes that were compressed; each member's size and checksum are those that it tells.
    /// - Parameter limit: the most bytes that come out.
    /// - Throws: for what is no such file, is cut off or damaged, or makes more bytes.
    package static func unpacked(
        _ bytes: [UInt8], limit: Int = 16 << 30
    ) throws(GzipProblem) -> [UInt8] {
        var output: [UInt8] = []
        var place = 0
        repeat {
            place = try contents(of: bytes, at: place)
            let part = bytes.withUnsafeBytes { all in
                inflated(
                    prefixOf: UnsafeRawBufferPointer(rebasing: all[place...]),
                    limit: limit - output.count)
            }
            guard let part else {
                throw GzipProblem("is cut off or damaged, or holds more than \(limit) bytes")
            }
            place += part.consumed
            guard place + 8 <= bytes.count else { throw GzipProblem("is cut off") }
            let trailer = (0..<8).map { UInt32(bytes[place + $0]) << (8 * UInt32($0 % 4)) }
            let checksum = trailer[..<4].reduce(0, |), size = trailer[4...].reduce(0, |)
            guard UInt32(truncatingIfNeeded: part.bytes.count) == size,
                crc32(part.bytes) == checksum
            else { throw GzipProblem("is damaged: it has another checksum") }
            place += 8
            output = output.isEmpty ? part.bytes : output + part.bytes
            // Tapes and some programs fill up with zeros.
        } while place < bytes.count && bytes[place...].contains { $0 != 0 }
        return output
    }

    /// Where the compressed bytes of a member begin.
    private static func contents(of bytes: [UInt8], at start: Int) throws(GzipProblem) -> Int {
        guard start + 10 <= bytes.count else { throw GzipProblem("is cut off") }
        guard isAt(bytes[start...]), bytes[start + 2] == 8 else {
            throw GzipProblem("has something else behind its compressed bytes")
        }
        let flags = bytes[start + 3]
        var place = start + 10
        if flags & 4 != 0 {
            guard place + 2 <= bytes.count else { throw GzipProblem("is cut off") }
            place += 2 + Int(bytes[place]) + Int(bytes[place + 1]) << 8
        }
        // A name and a comment, each up to a zero.
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard place <= bytes.count, let end = bytes[place...].firstIndex(of: 0) else {
                throw GzipProblem("is cut off")
            }
            place = end + 1
        }
        if flags & 2 != 0 { place += 2 }
        guard place <= bytes.count else { throw GzipProblem("is cut off") }
        return place
    }
}

/// What is wrong with a compressed file; its words follow the file's name.
package struct GzipProblem: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ problem: String) {
        description = "is compressed by gzip and " + problem
    }
}

extension URL {
    /// The name that the file has unpacked: without `.gz`, where it ends so.
    package var withoutGzipExtension: URL {
        pathExtension.lowercased() == "gz" ? deletingPathExtension() : self
    }
}

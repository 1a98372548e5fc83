import Foundation

/// A picture of shades as a PNG file, with a palette of 255 shades and one for what has no value.
enum PNG {
    static func data(_ raster: Raster) -> Data {
        var lines = Data(capacity: raster.rows * (raster.columns + 1))
        for row in 0..<raster.rows {
            lines.append(0)
            for column in 0..<raster.columns {
                let value = raster.values[row * raster.columns + column]
                lines.append(value.isFinite ? UInt8((min(max(value, 0), 1) * 254).rounded()) : 255)
            }
        }
        var palette = Data()
        for index in 0..<256 {
            let color = index == 255 ? Shade.missing : Shade.components(Double(index) / 254)
            palette += [color.0, color.1, color.2]
        }
        // 8 bits a pixel, indices into the palette, no interlacing.
        let header = bytes(raster.columns) + bytes(raster.rows) + [8, 3, 0, 0, 0]
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + chunk("IHDR", header)
            + chunk("PLTE", palette)
            + chunk("IDAT", Zlib.compressed([UInt8](lines), lineLength: raster.columns + 1))
            + chunk("IEND", Data())
    }

    private static func bytes(_ value: Int) -> Data {
        Data((0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) })
    }

    private static func chunk(_ type: String, _ content: Data) -> Data {
        let checked = Data(type.utf8) + content
        var sum = UInt32.max
        for byte in checked { sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
        return bytes(content.count) + checked + bytes(Int(~sum))
    }

    /// CRC-32 of each byte.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
}

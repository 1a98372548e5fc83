import Figures
import Foundation
import Testing

@Suite struct RasterTests {
    /// Reads the fixed codes of one block (RFC 1951), written apart from what writes them.
    private func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
        var position = 0
        func bit() -> Int {
            defer { position += 1 }
            // Zeros beyond the end are the code that ends a block.
            return position / 8 < bytes.count ? Int(bytes[position / 8]) >> (position % 8) & 1 : 0
        }
        func number(_ count: Int) -> Int { (0..<count).reduce(0) { $0 | bit() << $1 } }
        func code(_ count: Int, _ start: Int = 0) -> Int {
            (0..<count).reduce(start) { sum, _ in sum << 1 | bit() }
        }
        try #require(bit() == 1 && number(2) == 1, "not one block of fixed codes")
        var result: [UInt8] = []
        while true {
            var value = code(7)
            let symbol: Int
            if value < 0b0011000 {
                symbol = 256 + value
            } else {
                value = code(1, value)
                if value < 0b11000000 {
                    symbol = value - 0b00110000
                } else if value < 0b11001000 {
                    symbol = 280 + value - 0b11000000
                } else {
                    symbol = 144 + code(1, value) - 0b110010000
                }
            }
            if symbol == 256 { return result }
            if symbol < 256 {
                result.append(UInt8(symbol))
                continue
            }
            let lengths = [
                3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
                115, 131, 163, 195, 227, 258,
            ]
            let index = symbol - 257
            try #require(index < lengths.count)
            let length = lengths[index] + number(index < 8 || index == 28 ? 0 : index / 4 - 1)
            let distances = [
                1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025,
                1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
            ]
            let place = code(5)
            try #require(place < distances.count)
            let distance = distances[place] + number(place < 4 ? 0 : place / 2 - 1)
            try #require(distance <= result.count, "nothing is so far back")
            for _ in 0..<length { result.append(result[result.count - distance]) }
        }
    }

    /// The pixels of a figure's picture: indices into its palette.
    private func pixels(_ element: ParsedElement) throws -> (columns: Int, rows: Int, [[UInt8]]) {
        let text = try #require(element.attributes["href"])
        let head = "data:image/png;base64,"
        try #require(text.hasPrefix(head))
        let file = [UInt8](try #require(Data(base64Encoded: String(text.dropFirst(head.count)))))
        func number(_ place: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(file[place + $1]) } }
        var place = 8
        var chunks: [String: [UInt8]] = [:]
        while place < file.count {
            let length = number(place)
            let name = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
            chunks[name] = Array(file[place + 8..<place + 8 + length])
            place += 12 + length
        }
        let (columns, rows) = (number(16), number(20))
        let bytes = try inflated(Array((try #require(chunks["IDAT"])).dropFirst(2)))
        try #require(bytes.count == rows * (columns + 1) && chunks["PLTE"]?.count == 768)
        let lines = (0..<rows).map {
            Array(bytes[$0 * (columns + 1) + 1..<($0 + 1) * (columns + 1)])
        }
        return (columns, rows, lines)
    }

    private func figure(_ raster: Raster) -> Figure {
        Figure(
            name: "f", title: "t", x: .bare(1), y: .bare(1),
            marks: [Mark(.raster(raster, Box(left: 0, right: 1, lower: 0, upper: 1)))])
    }

    @Test func pictureHasItsPrintedResolutionAndItsShades() throws {
        // Black beside white, over grey and what has no value.
        let raster = Raster(columns: 2, rows: 2, values: [1, 0, 0.5, .nan])
        let svg = try parsed(figure(raster).svg(PrintSize(width: 144, height: 144, fontSize: 8)))
        let image = try #require(svg.first { $0.name == "image" })
        let (columns, rows, lines) = try pixels(image)
        // Units of 8/12 points, 72 of which are an inch of 300 dots.
        let width = try #require(image.number("width")) * 8 / 12 / 72 * 300
        let height = try #require(image.number("height")) * 8 / 12 / 72 * 300
        #expect(abs(Double(columns) - width) <= 1 && abs(Double(rows) - height) <= 1)
        let corners = [lines[0][0], lines[0][columns - 1], lines[rows - 1][0]]
        #expect(corners == [254, 0, 127] && lines[rows - 1][columns - 1] == 255)
        let halves = lines[0].count { $0 == 254 }
        #expect(abs(halves - columns / 2) <= 1)
    }

    @Test(arguments: [(3, 2), (5, 7), (1, 1), (16, 4), (7, 5)])
    func averagesAreByArea(_ columns: Int, _ rows: Int) {
        let (width, height) = (7, 5)
        let values = (0..<width * height).map { Float(($0 * 37) % 11) / 11 }
        let found = Raster(columns: width, rows: height, values: values)
            .averaged(columns: columns, rows: rows)
        // By counting a grid so fine that every border is on it.
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = 0.0
                for y in 0..<height {
                    for x in 0..<width {
                        sum +=
                            Double(
                                values[
                                    (row * height + y) / rows * width + (column * width + x)
                                        / columns])
                    }
                }
                let mean = sum / Double(width * height)
                #expect(abs(Double(found.values[row * columns + column]) - mean) < 1e-6)
            }
        }
    }

    @Test func whatHasNoValueIsLeftOutOfMeans() {
        let raster = Raster(columns: 4, rows: 1, values: [0.2, .nan, .nan, .infinity])
        let found = raster.averaged(columns: 2, rows: 1).values
        #expect(found[0] == 0.2 && found[1].isNaN)
    }
}

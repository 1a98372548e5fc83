import Foundation
import Isotropy
import Torch

struct InputError: Error, CustomStringConvertible {
    let description: String
}

/// One point a line, its numbers separated by commas or spaces: `[points, dimensions]`.
func readCloud(_ path: String) throws -> Tensor {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw InputError(description: "\(path): cannot be read as UTF-8 text")
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var rows: [[Double]] = []
    for (index, line) in lines.enumerated() where !line.isEmpty {
        let cells = line.split { $0 == "," || $0.isWhitespace }
        let row = cells.compactMap { Double($0) }
        guard row.count == cells.count, row.count == rows.first?.count ?? row.count else {
            throw InputError(description: "\(path):\(index + 1): no row like those before it")
        }
        rows.append(row)
    }
    return try Tensor.of(rows.flatMap { $0 }, shape: [rows.count, rows.first?.count ?? 0])
}

/// Two thousand points in 16 dimensions, of unequal deviations and away from 0; the same every time.
func makeCloud() throws -> Tensor {
    let key = RandomKey(seed: 1, step: 0, site: 0)
    let numbers = (0..<2000 * 16).map { index -> Double in
        let words = key.block(UInt64(index))
        // Four uniform numbers add up to nearly a normal one.
        let sum = [words.0, words.1, words.2, words.3].reduce(0) { $0 + Double($1) / 0x1p32 }
        return (sum - 2) / Double(1 + index % 16) + 0.2
    }
    return try Tensor.of(numbers, shape: [2000, 16])
}

func text(_ value: Double?) -> String {
    value.map { String(format: "%.4f", $0) } ?? "undefined"
}

do {
    let points = try CommandLine.arguments.dropFirst().first.map(readCloud) ?? makeCloud()
    let moments = try Moments(of: points)
    let spectrum = try moments.spectrum()
    print("\(moments.count) points in \(moments.dimensions) dimensions")
    print("IsoScore  \(text(moments.isoScore))")
    for count in 1...3 { print("EV_\(count)      \(text(spectrum?.explainedVariance(count)))") }
    let cloud = try MeasuredCloud(of: points, measures: CloudFindings.measures)
    print(try CloudFindings(cloud).text)
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}

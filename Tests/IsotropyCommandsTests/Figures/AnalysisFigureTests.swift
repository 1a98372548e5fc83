import Foundation
import IsotropyCommands
import TestSupport
import Testing

/// The figures of an analysis, their numbers against plain arithmetic on the vectors that `embed` writes.
struct AnalysisFigureTests {
    private let tiny: TinyCheckpoint
    private var folder: TemporaryFolder { tiny.folder }
    /// The last layer's vectors of the first token, a column a dimension.
    private let columns: [[Double]]
    private let labels: [String]

    init() throws {
        tiny = try TinyCheckpoint()
        labels = (0..<120).map { $0 % 3 == 0 ? "a" : "b" }
        let words = labels.enumerated().map { row, label in
            "\(label == "a" ? "w5" : "w17") w\(row % 11) w\((row * 7) % 29),\(label)\n"
        }
        let rows = try tiny.folder.write("text,topic\n" + words.joined(), to: "rows.csv").path
        let model = tiny.folder.file("model").path
        let vectors = tiny.folder.file("x.npy").path
        _ = try printed([
            "embed", "--model", model, "--input", rows, "--text", "text", "--layers", "last",
            "--pooling", "cls", "--output", vectors,
        ])
        columns = try Self.columns(ofArray: vectors)
        _ = try printed([
            "analyze", "--model", model, "--input", rows, "--labels", "topic", "--pooling", "cls",
            "--transform", "batchnorm", "--transform", "isobn:beta=1", "--output",
            tiny.folder.file("out").path,
        ])
    }

    /// Of a float32 `.npy`: what stands behind its header, read without our reader.
    private static func columns(ofArray path: String) throws -> [[Double]] {
        let data = try Data(contentsOf: URL(filePath: path))
        let length = Int(data[8]) + Int(data[9]) << 8
        let header = String(decoding: data[10..<10 + length], as: UTF8.self)
        let shape = try #require(header.split(separator: "(").last?.split(separator: ")").first)
            .split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        let numbers = stride(from: 10 + length, to: data.count, by: 4).map { place in
            Double(
                Float(
                    bitPattern: (0..<4).reduce(UInt32(0)) {
                        $0 | UInt32(data[place + $1]) << (8 * $1)
                    }
                ))
        }
        return (0..<shape[1]).map { column in
            (0..<shape[0]).map { numbers[$0 * shape[1] + column] }
        }
    }

    private func data(_ figure: String) throws -> [[String]] {
        try csvRows(String(contentsOf: folder.file("out/figures/\(figure).csv"), encoding: .utf8))
    }

    private func isClose(_ text: String, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
        guard let value = Double(text) else { return false }
        return abs(value - expected) <= tolerance * max(1, abs(expected))
    }

    @Test func dataIsWhatPlainArithmeticGives() throws {
        let deviations = try data("deviations")
        let activations = try data("activations")
        #expect(deviations.count == columns.count && activations.count == columns.count)
        for (dimension, column) in columns.enumerated() {
            #expect(isClose(deviations[dimension][3], covariance(column, column).squareRoot()))
            #expect(isClose(activations[dimension][3], mean(column)))
        }
        let correlations = try data("correlations")
        let order = correlations.compactMap { Int($0[3]) }
        #expect(order.sorted() == Array(columns.indices))
        for (row, one) in order.enumerated() {
            for (place, other) in order.enumerated() {
                let (x, y) = (columns[one], columns[other])
                let expected = abs(
                    covariance(x, y) / (covariance(x, x) * covariance(y, y)).squareRoot())
                // Kept as float32.
                #expect(isClose(correlations[row][5 + place], expected, 1e-6))
            }
        }
    }

    /// Eigenvalues by what does not take any: their sum and that of their squares, and the spectrum of independent
    /// dimensions of batch norm's variance 1.
    @Test func spectraHaveTheTraceAndTheNormOfTheCovariance() throws {
        let spectra = try data("spectra").filter { $0[2] == "none" }.compactMap { Double($0[4]) }
        let trace = columns.reduce(0) { $0 + covariance($1, $1) }
        let norm = columns.reduce(0) { sum, one in
            sum + columns.reduce(0) { $0 + pow(covariance(one, $1), 2) }
        }
        // The last norm leaves no variance along one direction, which a logarithmic axis cannot show.
        #expect((columns.count - 1...columns.count).contains(spectra.count))
        let mean = trace / Double(columns.count)
        #expect(abs(spectra.reduce(0, +) / Double(columns.count) - 1) < 1e-9)
        let squares = spectra.reduce(0) { $0 + pow($1 * mean, 2) }
        #expect(abs(squares / norm - 1) < 1e-9)
        let curve = try data("explained-variance")
        #expect(Set(curve.map { $0[2] }) == ["none", "batch norm", "IsoBN β = 1"])
        var sum = 0.0
        for (k, row) in curve.filter({ $0[2] == "none" }).enumerated() {
            sum += (k < spectra.count ? spectra[k] : 0) / Double(columns.count)
            #expect(row[3] == "\(Double(k + 1))" && isClose(row[4], sum))
            let bounds = row[5...6].compactMap { Double($0) }
            #expect(bounds.count == 2 && bounds[0] <= sum + 1e-12 && bounds[1] >= sum - 1e-12)
        }
    }

    @Test func cosinesAreCountedWithinAndBetweenClasses() throws {
        let rows = columns[0].indices.map { row in columns.map { $0[row] } }
        var expected: [String: [Int]] = [:]
        for one in rows.indices {
            for other in rows.indices where other > one {
                let dot = zip(rows[one], rows[other]).reduce(0) { $0 + $1.0 * $1.1 }
                let lengths = [rows[one], rows[other]].map { $0.reduce(0) { $0 + $1 * $1 } }
                let cosine = dot / (lengths[0] * lengths[1]).squareRoot()
                let name =
                    labels[one] == labels[other] ? "within \(labels[one])" : "between classes"
                expected[name, default: Array(repeating: 0, count: 80)][
                    min(79, Int((cosine + 1) * 40))] += 1
            }
        }
        let data = try data("cosines")
        for (name, counts) in expected {
            #expect(data.filter { $0[2] == name }.compactMap { Int($0[5]) } == counts, "\(name)")
        }
        #expect(data.count == 3 * 80)
    }

    /// On principal directions points do not correlate, and vary as the largest eigenvalues say.
    @Test func theProjectionHasTheLargestVariances() throws {
        let points = try data("projection")
        #expect(points.count == 120 && points.count { $0[2] == "a" } == 40)
        let axes = [3, 4].map { axis in points.compactMap { Double($0[axis]) } }
        let spectra = try data("spectra").filter { $0[2] == "none" }.compactMap { Double($0[4]) }
        let unit = columns.reduce(0) { $0 + covariance($1, $1) } / Double(columns.count)
        for axis in 0..<2 {
            #expect(abs(mean(axes[axis])) < 1e-5)
            #expect(
                abs(covariance(axes[axis], axes[axis]) / (spectra[axis] * unit) - 1) < 1e-5)
        }
        #expect(abs(covariance(axes[0], axes[1])) < 1e-5 * spectra[0] * unit)
    }

    @Test func figuresAreRedrawnWithoutTheModelToTheLastByte() throws {
        let names = try folder.names(in: "out/figures").sorted()
        #expect(
            Set(names).isSuperset(
                of: [
                    "deviations", "correlations", "correlation-assumptions", "explained-variance",
                    "activations", "intrinsic-dimension", "isoscore-layers", "spectra", "cosines",
                    "projection",
                ].flatMap { ["\($0).svg", "\($0).csv"] }))
        func contents() throws -> [Data] {
            try (names.map { "out/figures/\($0)" } + ["out/analysis.html"]).map {
                try Data(contentsOf: folder.file($0))
            }
        }
        let before = try contents()
        try FileManager.default.removeItem(at: folder.file("model"))
        for name in names {
            try FileManager.default.removeItem(at: folder.file("out/figures/\(name)"))
        }
        _ = try printed(["report", folder.file("out").path])
        #expect(try contents() == before)
    }

    @Test func twoAnalysesArePanelsAndTheSameTwiceIsRefused() throws {
        _ = try printed([
            "analyze", "--model", folder.file("model").path, "--input",
            folder.file("rows.csv").path, "--labels", "topic", "--limit", "60", "--pooling",
            "mean", "--layers", "last", "--output", folder.file("other").path,
        ])
        let folders = [folder.file("out").path, folder.file("other").path]
        let svg = try printed(["figure", "deviations"] + folders)
        #expect(svg.components(separatedBy: "class=\"panel\"").count == 3)
        #expect(svg.contains("width=\"486pt\""))
        _ = try printed(["report"] + folders + ["--output", folder.file("both").path])
        #expect(
            FileManager.default.fileExists(atPath: folder.file("both/figures/spectra.svg").path))
        try FileManager.default.copyItem(at: folder.file("out"), to: folder.file("copy"))
        let copies = ["figure", "spectra", folders[0], folder.file("copy").path]
        #expect(refusal { _ = try printed(copies) }.contains("are both of"))
    }

    @Test func tableTwoHasTheValuesOfTheAnalysis() throws {
        let csv = try csvRows(
            printed(["figure", "table2", "--format", "csv", folder.file("out").path]))
        let curve = try data("explained-variance")
        for name in ["none", "batch norm", "IsoBN β = 1"] {
            let quoted = csv.filter { $0.joined(separator: ",").contains(name) }
            #expect(quoted.count == 3)
            for (row, point) in zip(quoted, curve.filter { $0[2] == name }) {
                #expect(isClose(row[row.count - 1], try #require(Double(point[4])), 1e-9))
            }
        }
        let latex = try printed(["figure", "table2", "--format", "latex", folder.file("out").path])
        #expect(latex.hasPrefix("\\begin{tabular}{llr}"))
    }
}

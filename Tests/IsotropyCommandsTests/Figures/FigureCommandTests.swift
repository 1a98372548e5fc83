import Foundation
import IsotropyCommands
import TestSupport
import Testing

/// What `figure` refuses, and what it makes of formats and sizes.
struct FigureCommandTests {
    @Test func wrongNamesFormatsAndWidthsAreRefused() throws {
        let cases: [([String], String)] = [
            (["deviation", "x"], "did you mean 'deviations'?"),
            (["deviations"], "deviations takes folders"),
            (["deviations", "x", "--width", "3.3"], "a width has its unit"),
            (["deviations", "x", "--width", "99in"], "1in to 27in"),
            (["deviations", "x", "--font-size", "1"], "4 to 72 points"),
            (["deviations", "x", "--simulate"], "--simulate has no effect with deviations"),
            (["deviations", "x", "--tensor", "t"], "--tensor has no effect with deviations"),
            (["isoscore-points"], "one file of vectors, or --simulate"),
            (["isoscore-points", "x", "--simulate"], "one file of vectors, or --simulate"),
            (["list", "--width", "3in"], "--width has no effect with a list"),
        ]
        for (arguments, words) in cases {
            let answer = try #require(Answer(["figure"] + arguments), "\(arguments)")
            #expect(answer.text.contains(words) && answer.code == 64, "\(answer.text)")
        }
    }

    @Test func figuresAreListedWithWhatTheyTake() throws {
        let list = try printed(["figure"])
        #expect(try printed(["figure", "list"]) == list)
        for name in [
            "deviations", "table2", "performance-isoscore", "training-curves", "projection",
        ] {
            #expect(list.contains(name))
        }
        #expect(list.contains("IsoBN 2") && list.contains("analyses or runs"))
    }

    @Test func whatNobodyMeasuredIsRefusedWithTheCommandThatDoes() throws {
        let folder = try TemporaryFolder()
        #expect(
            refusal { _ = try printed(["figure", "deviations", folder.file("none").path]) }
                .contains("there is no folder"))
        try folder.write("x", to: "empty/a.txt")
        #expect(
            refusal { _ = try printed(["figure", "deviations", folder.file("empty").path]) }
                .contains("holds no run and no analysis"))
        let tiny = try TinyCheckpoint()
        let rows = (0..<16).map { "w\(9 + $0)\n" }
        let analysis = tiny.folder.file("out").path
        _ = try printed([
            "analyze", "--model", tiny.folder.file("model").path, "--input",
            tiny.folder.write(rows.joined(), to: "rows.txt").path, "--layers", "last",
            "--measures", "isoscore", "--output", analysis,
        ])
        func words(_ name: String) -> String {
            refusal { _ = try printed(["figure", name, analysis]) }
        }
        #expect(
            words("cosines").contains("takes points with classes of an analysis: `isotropy analyze")
        )
        #expect(words("intrinsic-dimension").contains("--measures twonn"))
        #expect(words("confusion").contains("takes finished runs: `isotropy finetune"))
        #expect(
            refusal { _ = try printed(["figure", "table2", analysis, "--format", "svg"]) }
                .contains("table2 takes EV_k of an analysis"))
        #expect(
            refusal { _ = try printed(["figure", "deviations", analysis, "--format", "latex"]) }
                .contains("svg, pdf, png or csv"))
        let names = try tiny.folder.names(in: "out/figures")
        #expect(names.contains("deviations.svg") && !names.contains("cosines.svg"))
        try FileManager.default.removeItem(at: tiny.folder.file("out/clouds.safetensors"))
        #expect(words("deviations").contains("takes the deviations of an analysis"))
    }

    @Test func aFigureIsAsWideAndItsTextAsHighAsAskedFor() throws {
        let tiny = try TinyCheckpoint()
        let rows = (0..<30).map { "w\(9 + $0) w\(40 - $0)\n" }
        let (analysis, file) = (tiny.folder.file("out").path, tiny.folder.file("figure.svg").path)
        _ = try printed([
            "analyze", "--model", tiny.folder.file("model").path, "--input",
            tiny.folder.write(rows.joined(), to: "rows.txt").path, "--layers", "last", "--output",
            analysis,
        ])
        for (width, points) in [("3.3in", "237.6"), ("2.54cm", "72"), ("50.8mm", "144")] {
            _ = try printed([
                "figure", "deviations", analysis, "--width", width, "--font-size", "6",
                "--output", file,
            ])
            let svg = try String(contentsOf: URL(filePath: file), encoding: .utf8)
            #expect(svg.contains("width=\"\(points)pt\""))
            // 12 units are 6 points.
            let units = try #require(Double(points)) * 2
            #expect(
                svg.contains(
                    "viewBox=\"0 0 \(units == units.rounded() ? "\(Int(units))" : "\(units)")"))
        }
        let csv = tiny.folder.file("figure.csv").path
        _ = try printed(["figure", "deviations", analysis, "--output", csv])
        #expect(
            try String(contentsOf: URL(filePath: csv), encoding: .utf8).hasPrefix(
                "row,column,dimension,standard deviation"))
    }

    @Test func withoutTheConverterPicturesAreRefusedWithItsPackage() throws {
        let folder = try TemporaryFolder()
        let words = refusal {
            _ = try FigureConverter.converted("<svg/>", to: .pdf, path: folder.url.path)
        }
        #expect(words.contains("--format pdf") && words.contains("apt-get install librsvg2-bin"))
    }

    @Test func theConverterGetsTheDrawingAndItsFailureIsToldInItsWords() throws {
        let folder = try TemporaryFolder()
        func converter(_ script: String) throws {
            let url = try folder.write("#!/bin/sh\n\(script)\n", to: "rsvg-convert")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: url.path)
        }
        // Its arguments, and the drawing behind them.
        try converter("echo \"$1 $2 $3 $4 $5 $6\" > \"$8\"; cat \"$9\" >> \"$8\"")
        let made = try FigureConverter.converted("<svg/>", to: .png, path: folder.url.path)
        #expect(
            String(decoding: made, as: UTF8.self)
                == "--format png --dpi-x 300 --dpi-y 300\n<svg/>")
        try converter("echo no such font >&2; exit 3")
        let words = refusal {
            _ = try FigureConverter.converted("<svg/>", to: .pdf, path: folder.url.path)
        }
        #expect(words.contains("no such font") && words.contains("status 3"))
    }

    /// The numbers that simulated points gave, by other code: drawn here by their covariances' distribution.
    @Test func simulatedScoresAreThoseOfThePaper() throws {
        let rows = try csvRows(
            printed(["figure", "isoscore-points", "--simulate", "--format", "csv"]))
        let expected: [String: [Double]] = [
            "50": [0.058, 0.088, 0.145, 0.269, 0.556], "100": [0.111, 0.162, 0.252, 0.415, 0.678],
            "250": [0.237, 0.322, 0.446, 0.612, 0.785], "700": [0.448, 0.543, 0.651, 0.756, 0.835],
            "1000": [0.519, 0.607, 0.698, 0.781, 0.841],
            "5000": [0.772, 0.805, 0.832, 0.850, 0.860],
        ]
        for (points, scores) in expected {
            for (zeta, score) in zip(["0", "0.2", "0.4", "0.6", "0.8"], scores) {
                let row = try #require(
                    rows.first { $0[2] == "ζ = \(zeta)" && $0[3] == "\(points).0" })
                // Three digits of one draw of another generator; five draws here.
                let found = try #require(Double(row[4]))
                #expect(abs(found - score) < 0.01, "\(points) \(zeta)")
                guard zeta == "0", let count = Double(points) else { continue }
                // The ratio of the expectations of (tr S)² and ‖S‖², of n normal points less one.
                let (trace, norm, n) = (788.0, 932.0, count - 1)
                let squares = norm * (1 + 1 / n) + trace * trace / n
                let expected = ((trace * trace + 2 * norm / n) / squares - 1) / 767
                #expect(abs(found - expected) < 0.002, "\(points)")
            }
        }
        let truth = rows.filter { $0[2] == "true score" }.compactMap { Double($0[4]) }
        // (Σ v)² / Σ v² = 788² / 932 of 768 directions.
        let ratio = 788.0 * 788 / (100 + 36 + 16 + 16 + 764)
        #expect(truth.count == 2 && abs(truth[0] - (ratio - 1) / 767) < 1e-12)
    }
}

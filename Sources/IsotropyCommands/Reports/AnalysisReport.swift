import Figures
import Files
import Formats
import Foundation
import Options

/// The figures of analyses with a page.
struct AnalysisReport {
    static let pageName = "analysis.html"

    private let figures: [Figure]
    private let page: FigurePage

    /// - Throws: for analyses that would stand in one place; without any that measured clouds.
    init(_ analyses: [RecordedAnalysis]) throws {
        guard analyses.contains(where: { $0.contents.clouds != nil }) else {
            throw InputError("there is no analysis of layers to draw")
        }
        figures = try FigureCatalogue.ofAnalyses(analyses)
        let grid = try AnalysisGrid(analyses)
        page = FigurePage(
            title: Self.title(analyses), summary: Self.summary(analyses), table: Self.table(grid),
            notes: [
                "Values of the points as they are, without the bias of few points taken out; analysis.json has every "
                    + "measure with its interval."
            ], figures: figures)
    }

    /// Writes the page, and each figure as a file with its data beside it.
    func write(to output: URL) throws {
        let folder = output.appending(path: "figures", directoryHint: .isDirectory)
        try writeFigures(figures, to: folder)
        // What an earlier analysis had in the same place, and this one has not.
        let drawn = Set(figures.map(\.name))
        for kind in FigureCatalogue.all where !drawn.contains(kind.name) && kind.isOfAnalyses {
            for ending in ["svg", "csv"] {
                let file = folder.appending(path: "\(kind.name).\(ending)")
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                do { try FileManager.default.removeItem(at: file) } catch {
                    throw FileFailure(file, error)
                }
            }
        }
        try writeAtomically(Data(page.html().utf8), to: output.appending(path: Self.pageName))
    }

    private static func title(_ analyses: [RecordedAnalysis]) -> String {
        let models = analyses.map(\.modelName).distinct()
        let sentences = analyses.map(\.contents.sentences).distinct()
        return "\(models.joined(separator: " and ")) on \(sentences.joined(separator: " and "))"
    }

    private static func summary(_ analyses: [RecordedAnalysis]) -> String {
        analyses.map { analysis in
            let contents = analysis.contents
            let clouds = contents.clouds ?? []
            let run =
                contents.run.map { " after \($0.method) on \($0.task), seed \($0.seed)" } ?? ""
            return "\(analysis.modelName)\(run) on \(contents.sentences): \(contents.rows) rows, "
                + "\(clouds.count) clouds (\(contents.model))."
        }.joined(separator: " ")
    }

    private static let shown: [(title: String, measure: String, index: Int)] = [
        ("IsoScore", "isoscore", 0), ("EV_1", "explained_variance", 0),
        ("EV_3", "explained_variance", 2), ("effective rank", "effective_rank", 0),
        ("mean cosine", "mean_cosine", 0), ("TwoNN", "twonn", 0),
    ]

    private static func table(_ grid: AnalysisGrid) -> TextTable {
        let rows = grid.places.flatMap { place in
            place.clouds.map { cloud in
                [
                    place.row, place.column, "\(cloud.layer)", cloud.pooling,
                    cloud.transform ?? "", "\(cloud.score.points)",
                ]
                    + shown.map { column in
                        let numbers = cloud.score.measures.first { $0.name == column.measure }?
                            .value?.numbers
                        guard let numbers, column.index < numbers.count else { return "" }
                        return significant(numbers[column.index], 3)
                    }
            }
        }
        return TextTable(
            header: [
                ["model", "sentences", "layer", "pooling", "transform", "points"]
                    + shown.map(\.title)
            ], rows: rows, alignments: [.leading, .leading, .trailing, .leading, .leading])
    }
}

/// Each figure as an SVG, with what it was made from beside it.
/// - Returns: the files.
@discardableResult
func writeFigures(_ figures: [Figure], to folder: URL) throws -> [URL] {
    try makeFolder(folder)
    return try figures.flatMap { figure in
        try [("svg", figure.svg()), ("csv", figure.csv())].map { suffix, text in
            let file = folder.appending(path: "\(figure.name).\(suffix)")
            try writeAtomically(Data(text.utf8), to: file)
            return file
        }
    }
}

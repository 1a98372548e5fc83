import Figures
import Foundation
import Options

/// Analyses as panels: models from top to bottom, sentences from left to right.
struct AnalysisGrid {
    /// What one analysis has of one pooling.
    struct Place {
        let analysis: RecordedAnalysis
        let pooling: String
        /// What tells its model from the others.
        var row = ""
        var column = ""

        /// The clouds of the last layer, the points as they are first.
        var last: [RecordedAnalysis.Contents.Cloud] {
            let own = clouds
            let layer = own.map(\.layer).max()
            return own.filter { $0.layer == layer }
        }

        var clouds: [RecordedAnalysis.Contents.Cloud] {
            (analysis.contents.clouds ?? []).filter { $0.pooling == pooling }
        }

        /// The last layer, the points as they are.
        var plain: RecordedAnalysis.Contents.Cloud? { last.first { $0.transform == nil } }

        func kept(_ cloud: RecordedAnalysis.Contents.Cloud) -> KeptCloud? {
            analysis.kept?.clouds[cloud.name]
        }
    }

    private(set) var places: [Place]

    /// - Throws: for two analyses that would stand in one place.
    init(_ analyses: [RecordedAnalysis]) throws {
        places = analyses.flatMap { analysis in
            (analysis.contents.clouds ?? []).map(\.pooling).distinct().map {
                Place(analysis: analysis, pooling: $0)
            }
        }
        let hasPoolings = Set(places.map(\.pooling)).count > 1
        let runs = places.map(\.analysis.contents.run)
        let hasMethods = Set(runs.map { $0?.method }).count > 1
        let hasSeeds = Set(runs.map { $0?.seed }).count > 1
        for index in places.indices {
            let contents = places[index].analysis.contents
            let run = contents.run
            places[index].row = [
                places[index].analysis.modelName,
                hasMethods ? run?.method ?? "pretrained" : nil,
                hasSeeds ? run.map { "seed \($0.seed)" } : nil,
            ].compactMap { $0 }.joined(separator: ", ")
            places[index].column =
                contents.sentences + (hasPoolings ? ", \(places[index].pooling)" : "")
        }
        for (index, place) in places.enumerated() {
            let twin = places[..<index].first { $0.row == place.row && $0.column == place.column }
            guard let twin else { continue }
            throw InputError(
                "\(twin.analysis.url.path) and \(place.analysis.url.path) are both of \(place.row) on "
                    + "\(place.column): give one of them")
        }
    }

    /// What each place has.
    /// - Parameter missing: what is refused where none has it.
    func panels<Content: Sendable>(
        missing: MissingIngredient, _ content: (Place) throws -> Content?
    ) throws -> Panels<Content> {
        var cells: [[Content?]] = []
        let (rows, columns) = (places.map(\.row).distinct(), places.map(\.column).distinct())
        for row in rows {
            cells.append(
                try columns.map { column in
                    try places.first { $0.row == row && $0.column == column }.flatMap(content)
                })
        }
        guard cells.joined().contains(where: { $0 != nil }) else { throw missing }
        return Panels(
            rows: rows.count > 1 ? rows : [""], columns: columns.count > 1 ? columns : [""],
            cells: cells)
    }

    /// What the points are, in a caption.
    var subject: String {
        let poolings = Set(places.map(\.pooling))
        guard poolings.count == 1, let pooling = poolings.first else { return "embeddings" }
        return switch pooling {
        case "cls": "[CLS] embeddings"
        case "mean": "mean-pooled embeddings"
        case "max": "max-pooled embeddings"
        case "pooler": "pooler's outputs"
        default: "tokens' hidden states"
        }
    }

    /// The same with the layer, where all figures of one layer are of the same.
    var lastSubject: String {
        let layers = Set(places.compactMap { $0.plain?.layer })
        return subject + (layers.count == 1 ? layers.first.map { " of layer \($0)" } ?? "" : "")
    }
}

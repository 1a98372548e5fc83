import Experiments
import Figures

/// A figure, or a table of a paper, that commands can make: its name, what it shows and takes, and how it is drawn.
struct FigureKind: Sendable {
    enum Drawn {
        case figure(Figure)
        case table(ExplainedVarianceTable)
    }

    let name: String
    let shows: String
    /// Where it was first drawn; `nil` of our own.
    let source: String?
    let takes: Ingredient
    let draw: @Sendable (FigureSources) throws -> Drawn

    enum Ingredient: String, Sendable {
        case analyses, runs
        case either = "analyses or runs"
        case points = "a file of vectors, or --simulate"
    }

    /// Whether analyses can be enough for it.
    var isOfAnalyses: Bool { takes == .analyses || takes == .either }

    private init(
        _ name: String, _ shows: String, _ source: String? = nil, takes: Ingredient,
        draw: @escaping @Sendable (FigureSources) throws -> Drawn
    ) {
        self.name = name
        self.shows = shows
        self.source = source
        self.takes = takes
        self.draw = draw
    }

    static func ofAnalyses(
        _ name: String, _ shows: String, _ source: String? = nil,
        _ draw: @escaping @Sendable (AnalysisGrid) throws -> Figure
    ) -> FigureKind {
        FigureKind(name, shows, source, takes: .analyses) { sources in
            .figure(try draw(try grid(sources)))
        }
    }

    static func ofRuns(
        _ name: String, _ shows: String, _ source: String? = nil,
        _ draw: @escaping @Sendable (RunFigures) throws -> Figure
    ) -> FigureKind {
        FigureKind(name, shows, source, takes: .runs) { sources in
            .figure(try draw(try RunFigures(sources.runs)))
        }
    }

    /// Of analyses, where there are any, else of runs.
    static func ofEither(
        _ name: String, _ shows: String, _ source: String? = nil,
        analyses: @escaping @Sendable (AnalysisGrid) throws -> Drawn,
        runs: @escaping @Sendable (RunFigures) throws -> Drawn
    ) -> FigureKind {
        FigureKind(name, shows, source, takes: .either) { sources in
            sources.analyses.isEmpty
                ? try runs(try RunFigures(sources.runs)) : try analyses(try grid(sources))
        }
    }

    /// Of points: not of folders.
    static func ofPoints(_ name: String, _ shows: String, _ source: String) -> FigureKind {
        FigureKind(name, shows, source, takes: .points) { _ in
            throw MissingIngredient(
                "points", remedy: "isotropy figure \(name) --simulate --output FILE.svg")
        }
    }

    private static func grid(_ sources: FigureSources) throws -> AnalysisGrid {
        guard !sources.analyses.isEmpty else {
            throw MissingIngredient(
                "an analysis", remedy: "isotropy analyze --model MODEL --task TASK --output FOLDER")
        }
        return try AnalysisGrid(sources.analyses)
    }
}

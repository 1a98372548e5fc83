import ArgumentParser
import Figures
import Files
import Formats
import Foundation
import Options
import Torch

/// `isotropy figure`.
struct FigureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figure",
        abstract: "Draw one figure of finished runs or analyses, sized for print.",
        discussion: """
            Takes run folders, trees of runs, folders of analyses, and folders that hold them. Several analyses \
            are panels: models from top to bottom, sentences from left to right. Without a name, or with \
            `list`, it lists the figures. Text is as high as --font-size whatever the width, so that a figure \
            goes into a paper without being scaled. PDF and PNG are made from the SVG by rsvg-convert \
            (Debian's librsvg2-bin).
            """)

    @Argument(help: ArgumentHelp("Which figure, or list.", valueName: "name"))
    var name: String?

    @Argument(
        help: ArgumentHelp(
            "Folders with runs or analyses; for \(FigureCatalogue.sampleSize) a file of vectors.",
            valueName: "folder"))
    var folders: [String] = []

    @Flag(help: "For \(FigureCatalogue.sampleSize): simulate the paper's points.")
    var simulate = false

    @OptionGroup(title: "File of vectors") var input: PointCloudFlags

    @Option(
        help: ArgumentHelp(
            "How wide it is printed: 3.3in is one column of two, 6.75in both; in, cm, mm or pt. (default: 3.3in, "
                + "of panels beside each other 6.75in)", valueName: "width"),
        transform: { try FigureWidth($0) })
    var width: FigureWidth?

    @Option(
        help: ArgumentHelp("The height of text in points. (default: 8)", valueName: "points"),
        transform: decimal)
    var fontSize: Double?

    @Option(
        help:
            "How it is written: svg, pdf, png (300 dots an inch) or csv; of a table text, markdown, latex or csv. (default: what the output's name ends in, else svg or text)"
    )
    var format: FigureFormat?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The file; - is standard output. (default: -)", valueName: "file"))
    var output: String?

    private var isList: Bool { name == nil || name == "list" }

    func validate() throws {
        if let fontSize, !(4...72).contains(fontSize) {
            throw ValidationError("--font-size is 4 to 72 points, not \(short(fontSize))")
        }
        if output?.isEmpty == true { throw ValidationError("--output is empty") }
        guard !isList, let name else {
            try checkEffect(
                of: [
                    ("--simulate", simulate), ("--width", width != nil),
                    ("--font-size", fontSize != nil), ("--format", format != nil),
                    ("--output", output != nil),
                ], with: "a list of the figures")
            return
        }
        guard FigureCatalogue.kind(name) != nil else {
            throw ValidationError(
                "there is no figure '\(name)'"
                    + suggestion(
                        for: name, in: FigureCatalogue.all.map(\.name),
                        otherwise: "; `isotropy figure` lists them"))
        }
        if name == FigureCatalogue.explainedVarianceTable {
            try checkEffect(
                of: [("--width", width != nil), ("--font-size", fontSize != nil)], with: name)
        }
        let isOfPoints = name == FigureCatalogue.sampleSize
        if !isOfPoints {
            try checkEffect(
                of: [("--simulate", simulate)] + input.given.map { ($0.flag, $0.isGiven) },
                with: name)
            guard !folders.isEmpty else {
                throw ValidationError("\(name) takes folders: give those of runs or analyses")
            }
        } else if simulate != folders.isEmpty || folders.count > 1 {
            throw ValidationError("\(name) takes one file of vectors, or --simulate")
        } else if simulate {
            try checkEffect(
                of: input.given.map { ($0.flag, $0.isGiven) }, with: "--simulate")
        }
    }

    func run() throws {
        guard !isList, let name, let kind = FigureCatalogue.kind(name) else {
            return try Console.output(Self.list.text(width: Console.resultWidth, keys: 1))
        }
        if kind.name == FigureCatalogue.sampleSize { return try write(.figure(sampleSizes())) }
        let sources = try FigureSources(folders: folders)
        for url in sources.unfinished {
            Console.error("\(url.path) has not ended, or its folds are not all given: left out")
        }
        for url in sources.leftOut(of: kind) {
            Console.error("\(url.path) is left out: \(name) is of \(kind.takes.rawValue)")
        }
        do {
            try write(kind.draw(sources))
        } catch let missing as MissingIngredient {
            throw missing.refusal(of: name)
        }
    }

    private func sampleSizes() throws -> Figure {
        try Runtime.useThreads(0)
        guard let file = folders.first else { return try SampleSizeCurves().figure() }
        let source = input.source(file)
        let readers = try source.readers()
        guard let reader = readers.first, readers.count == 1 else {
            throw InputError(
                "\(source.name) holds \(readers.count) matrices: --tensor says which is drawn"
            )
        }
        var blocks: [Tensor] = []
        try source.forEachBlock(of: reader) { blocks.append(try $0.cloned()) }
        guard !blocks.isEmpty else { throw InputError("\(source.name) has no points") }
        return try SampleSizeCurves(of: Tensor.concatenated(blocks), named: source.name).figure()
    }

    // MARK: - Output

    private func write(_ drawn: FigureKind.Drawn) throws {
        let known =
            if case .figure = drawn { FigureFormat.ofFigures } else { FigureFormat.ofTables }
        let format = try self.format ?? formatOfOutput() ?? known[0]
        guard known.contains(format) else {
            let what = if case .figure = drawn { "a figure" } else { "a table" }
            throw InputError(
                Message(
                    "\(name ?? "") is \(what): --format is \(alternatives(known.map(\.rawValue))), not \(format.rawValue)"
                ))
        }
        let data: Data
        switch drawn {
        case .figure(let figure):
            data =
                switch format {
                case .csv: Data(figure.csv().utf8)
                case .pdf, .png:
                    try FigureConverter.converted(figure.svg(size(of: figure)), to: format)
                case .svg, .text, .markdown, .latex: Data(figure.svg(size(of: figure)).utf8)
                }
        case .table(let table):
            let isTerminal = output == nil || output == "-"
            let text =
                switch format {
                case .markdown: table.markdown()
                case .latex: table.latex()
                case .csv: table.csv()
                case .text, .svg, .pdf, .png:
                    table.text(width: isTerminal ? Console.resultWidth : nil)
                }
            data = Data(text.utf8)
        }
        guard let output, output != "-" else {
            if format == .pdf || format == .png { return try Console.output(data) }
            let text = String(decoding: data, as: UTF8.self)
            return try Console.output(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        }
        let file = URL(filePath: output)
        try makeFolder(file.deletingLastPathComponent())
        try writeAtomically(data, to: file)
    }

    /// What the name of the output says; `nil` for one without an ending.
    private func formatOfOutput() throws -> FigureFormat? {
        guard let output, output != "-" else { return nil }
        let ending = URL(filePath: output).pathExtension
        guard !ending.isEmpty else { return nil }
        guard let format = FigureFormat(file: output) else {
            throw InputError(
                Message(
                    "\(output): a figure does not end in .\(ending); give it another name, or --format"
                ))
        }
        return format
    }

    private func size(of figure: Figure) -> PrintSize {
        let usual =
            figure.panels.columns.count > 1 ? PrintSize.twoColumns : PrintSize.oneColumn
        return PrintSize(width: width?.points ?? usual.width, fontSize: fontSize ?? 8)
    }

    private static var list: TextTable {
        TextTable(
            header: [["figure", "shows", "paper", "takes"]],
            rows: FigureCatalogue.all.map { kind in
                [kind.name, kind.shows, kind.source ?? "", kind.takes.rawValue]
            }, alignments: [.leading, .leading, .leading, .leading])
    }
}

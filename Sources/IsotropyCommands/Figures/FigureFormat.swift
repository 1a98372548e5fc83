import ArgumentParser
import Assets
import Figures
import Files
import Formats
import Foundation
import Options

/// How a figure, or a table in its place, is written.
package enum FigureFormat: String, ExpressibleByArgument, CaseIterable {
    case svg, pdf, png, csv, text, markdown, latex

    /// What the name of a file says.
    init?(file: String) {
        switch URL(filePath: file).pathExtension.lowercased() {
        case "svg": self = .svg
        case "pdf": self = .pdf
        case "png": self = .png
        case "csv": self = .csv
        case "txt": self = .text
        case "md": self = .markdown
        case "tex": self = .latex
        default: return nil
        }
    }

    static let ofFigures: [FigureFormat] = [.svg, .pdf, .png, .csv]
    static let ofTables: [FigureFormat] = [.text, .markdown, .latex, .csv]
}

/// Turns a drawing into another format by Debian's own converter.
package struct FigureConverter {
    private static let program = "rsvg-convert"
    /// Of pictures of pixels.
    private static let dotsPerInch = 300

    /// - Parameter path: where programs are, as `PATH` has it.
    /// - Throws: where the converter is not installed or fails.
    package static func converted(
        _ svg: String, to format: FigureFormat,
        path: String? = ProcessInfo.processInfo.environment["PATH"]
    ) throws -> Data {
        let converter: URL
        do {
            converter = try Command.find(
                program, path: path,
                install: "apt-get install librsvg2-bin (Debian), or brew install librsvg")
        } catch {
            throw InputError(
                Message(
                    "--format \(format.rawValue) is made from the SVG by \(program), which is not here: \(error); "
                        + "or give --format svg"))
        }
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "isotropy-figure-\(UUID().uuidString)", directoryHint: .isDirectory)
        try makeFolder(folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, target) = (
            folder.appending(path: "figure.svg"),
            folder.appending(path: "figure.\(format.rawValue)")
        )
        try writeAtomically(Data(svg.utf8), to: source)
        let resolution = ["--dpi-x", "\(dotsPerInch)", "--dpi-y", "\(dotsPerInch)"]
        let arguments =
            ["--format", format.rawValue] + (format == .png ? resolution : [])
            + ["--output", target.path, source.path]
        do {
            try Command(
                converter, arguments, log: folder.appending(path: "log")
            ).run(program) {}
        } catch {
            throw InputError(Message("\(error)"))
        }
        return try fileData(target)
    }
}

import ArgumentParser
import Files
import Isotropy

/// `isotropy measures`.
struct Measures: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the measures of isotropy, or explain some of them.",
        discussion: """
            Without a name, the names and what each is called in tables. With names, the definition, the \
            range, the source, the pitfalls, and what the measure takes of the points.
            """)

    @Argument(help: ArgumentHelp("Measures to explain.", valueName: "name"))
    var names: [String] = []

    @Flag(help: "Print JSON instead of text.")
    var json = false

    func run() throws {
        let measures: [Measure]
        do {
            measures = try names.isEmpty ? MeasureCatalogue.all : MeasureCatalogue.measures(names)
        } catch {
            throw InputError("\(error)")
        }
        let descriptions = measures.map { MeasureDescription($0) }
        if json { return try Console.output(jsonText(["measures": descriptions])) }
        try Console.output(
            names.isEmpty
                ? measureTable(descriptions)
                : descriptions.map(\.text).joined(separator: "\n\n"))
    }
}

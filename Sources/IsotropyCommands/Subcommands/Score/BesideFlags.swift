import ArgumentParser
import Checkpoints
import Files
import Foundation
import Isotropy
import Options

/// What is known of the points beside their file.
struct BesideFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The class of each point: a text file of one label a line, in the order of the rows.",
            valueName: "file"))
    var labels: String?

    @Option(
        help: ArgumentHelp(
            "A second file with one cloud of as many points, of the same things in the same order.",
            valueName: "file"))
    var against: String?

    @Option(
        help: ArgumentHelp(
            "The array of --against, where it holds several and none is named as the first.",
            valueName: "name"))
    var againstTensor: String?

    func validate() throws {
        if against == nil {
            try checkEffect(
                of: [("--against-tensor", againstTensor != nil)], with: "no --against")
        }
    }

    /// What measures can take.
    var available: Set<Measure.Need> {
        (labels == nil ? [] : [.labels]) + (against == nil ? [] : [.secondCloud, .pairs])
    }

    func rowLabels() throws -> RowLabels? { try labels.map { try RowLabels(file: $0) } }

    /// The second cloud's file, which is read by its name, whatever the first one's flags say.
    func second(_ flags: PointCloudFlags) -> PointCloudSource? {
        against.map { file in
            var flags = flags
            (flags.columns, flags.header, flags.format) = (nil, nil, nil)
            flags.tensor = againstTensor
            return flags.source(file)
        }
    }
}

private func + (one: Set<Measure.Need>, other: Set<Measure.Need>) -> Set<Measure.Need> {
    one.union(other)
}

/// The classes of rows, by a file of one label a line.
struct RowLabels {
    let file: String
    /// In the order in which they come.
    let names: [String]
    /// Of each row, its place among the names.
    let rows: [Int]

    init(file: String) throws {
        var (names, rows) = ([String](), [Int]())
        var places: [String: Int] = [:]
        for (index, line) in try inputLines(of: file).enumerated() {
            guard !line.first.isEmpty else {
                throw InputError("\(inputName(file)), line \(index + 1): has no label")
            }
            if let place = places[line.first] {
                rows.append(place)
            } else {
                places[line.first] = names.count
                rows.append(names.count)
                names.append(line.first)
            }
        }
        guard names.count <= Self.most else {
            throw InputError(
                "\(inputName(file)) has \(names.count) labels among \(rows.count) rows, and \(Self.most) can be "
                    + "measured: are these numbers, or texts?")
        }
        (self.file, self.names, self.rows) = (inputName(file), names, rows)
    }

    private static let most = 10_000
}

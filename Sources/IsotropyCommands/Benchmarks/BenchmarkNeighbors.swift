import ArgumentParser
import Checkpoints
import Foundation
import Isotropy
import Torch

/// `isotropy benchmark-neighbors`: the intrinsic dimension of a file of points, driven line by line.
///
/// `twonn` on standard input finds the neighbours of all points and prints one JSON line with the dimension; `quit`
/// ends.
struct BenchmarkNeighbors: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark-neighbors",
        abstract: "Find nearest neighbours on request, for Benchmarks/run.", shouldDisplay: false)

    @Option(help: "A file of points, read before anything is timed.")
    var points: String
    @Option(help: "Threads.")
    var threads = 1

    func validate() throws {
        try checkThreadCount(threads)
    }

    func run() throws {
        try Runtime.useThreads(threads)
        let readers = try PointCloudFile.open(
            URL(filePath: points), PointCloudOptions(), rowsPerBlock: CloudMeasurement.rowsPerBlock
        ) { Console.error("note: \(points): \($0)") }
        guard let reader = readers.first else { throw InputError("\(points) has no points") }
        var blocks: [Tensor] = []
        while let block = try reader.next() { blocks.append(block) }
        let cloud = try Tensor.concatenated(blocks)
        blocks = []
        try answerBenchmarkLines(understood: "twonn and quit") { word, count in
            guard word == "twonn" else { return nil }
            var dimension: Double?
            for _ in 0..<count { dimension = try TwoNN(of: cloud).slope() }
            return BenchmarkAnswer(
                count: count, tokens: cloud.size(0), squares: 0, answer: dimension)
        }
    }
}

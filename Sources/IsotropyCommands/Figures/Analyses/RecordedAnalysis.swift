import Files
import Formats
import Foundation
import Isotropy
import Models
import Options

/// An `analysis.json` with what figures take beside it.
struct RecordedAnalysis {
    struct Contents: Decodable {
        struct Cloud: Decodable {
            let layer: Int
            let pooling: String
            let transform: String?
            let score: Score

            /// Of this, the points as they are.
            var name: String {
                KeptClouds.name(layer: layer, pooling: pooling, transform: transform)
            }
        }

        struct Score: Decodable {
            let points: Int
            let dimensions: Int
            let labels: [String]?
            let measures: [Row]
        }

        struct Row: Decodable {
            let name: String
            let value, debiased: MeasureValue?
            let intervals: [[Double]?]?
        }

        let model: String
        let run: Analysis.Run?
        let sentences: String
        let rows: Int
        let clouds: [Cloud]?
    }

    static let fileName = "analysis.json"

    let url: URL
    let contents: Contents
    /// `nil` where the folder has none: it is of an earlier version, or of `--similarity`.
    let kept: KeptClouds?

    /// - Throws: for files that no analysis of this version wrote.
    init(in folder: URL) throws {
        url = folder
        let file = folder.appending(path: Self.fileName)
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        let bytes = Array(try fileData(file))
        do throws(JSONError) {
            contents = try decodeJSON(
                Versioned<Contents>.self, from: bytes, decoder: decoder
            ).value
        } catch {
            throw InputError(
                error.isOfWhole
                    ? "\(file.path) \(error)" : "\(file.path): \(error.position): \(error.reason)")
        }
        let clouds = folder.appending(path: KeptClouds.fileName)
        kept =
            FileManager.default.fileExists(atPath: clouds.path)
            ? try KeptClouds(contentsOf: clouds) : nil
    }

    /// The analyses in a folder and in those that it holds, in the order of their paths.
    static func all(in folder: URL, depth: Int = 4) throws -> [RecordedAnalysis] {
        if FileManager.default.fileExists(atPath: folder.appending(path: fileName).path) {
            return [try RecordedAnalysis(in: folder)]
        }
        guard depth > 0 else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return try names.filter { !$0.hasPrefix(".") }.sorted().flatMap { name in
            let inner = folder.appending(path: name, directoryHint: .isDirectory)
            return try all(in: inner, depth: depth - 1)
        }
    }

    /// What its model is called: of a run, the model that the run began with.
    var modelName: String { contents.run?.model ?? modelTitle(contents.model) }
}

extension RecordedAnalysis.Contents.Cloud {
    func row(_ measure: Measure) -> RecordedAnalysis.Contents.Row? {
        score.measures.first { $0.name == measure.name }
    }
}

import Checkpoints
import Figures
import Formats
import Foundation
import Torch

/// The file beside an `analysis.json` that has what figures take.
struct KeptClouds {
    static let fileName = "clouds.safetensors"
    private static let field = "isotropy_clouds"

    /// What is said of all clouds.
    struct Facts: Codable {
        /// The robust deviations beyond which a dimension is an outlier.
        var outlierLimit: Double
        /// The classes of samples; left out where rows have none.
        var classes: [String]?

        private enum CodingKeys: String, CodingKey {
            case classes
            case outlierLimit = "outlier_limit"
        }
    }

    var facts: Facts
    /// By ``name(layer:pooling:transform:)``.
    var clouds: [String: KeptCloud] = [:]

    /// What the tensors of a cloud begin with: `layer_06/cls`, and what was done to it.
    static func name(layer: Int, pooling: String, transform: String?) -> String {
        (["layer_" + (layer < 10 ? "0" : "") + "\(layer)", pooling] + [transform].compactMap { $0 })
            .joined(separator: "/")
    }

    func write(to url: URL) throws {
        var tensors: [(String, Tensor)] = []
        for (name, cloud) in clouds.sorted(by: { $0.key < $1.key }) {
            tensors += try cloud.tensors().map { ("\(name)/\($0)", $1) }
        }
        try writeSafetensors(tensors, metadata: [Self.field: jsonLine(facts)], to: url)
    }

    init(facts: Facts) { self.facts = facts }

    /// - Throws: for a file that no analysis wrote, or that is damaged.
    init(contentsOf url: URL) throws {
        let file = try SafetensorsFile(contentsOf: url)
        guard let text = file.metadata[Self.field] else {
            throw InputError("\(url.path) has no \(Self.field): it is not what an analysis wrote")
        }
        do throws(JSONError) {
            facts = try decodeJSON(Versioned<Facts>.self, from: Array(text.utf8)).value
        } catch {
            throw InputError("\(url.path): \(Self.field): \(error.reason)")
        }
        let names = Set(
            file.names.compactMap { name in
                name.lastIndex(of: "/").map { String(name[..<$0]) }
            })
        for name in names { clouds[name] = try KeptCloud(file, name) }
    }
}

extension KeptCloud {
    fileprivate func tensors() throws -> [(String, Tensor)] {
        var tensors = [
            ("mean", try Tensor.of(mean)), ("deviations", try Tensor.of(deviations)),
            ("eigenvalues", try Tensor.of(eigenvalues)),
        ]
        if !outliers.isEmpty { tensors.append(("outliers", try Tensor.of(outliers))) }
        if !bounds.isEmpty {
            let numbers = bounds.flatMap { $0 }
            tensors.append(
                ("explained_variance_bounds", try Tensor.of(numbers, shape: [bounds.count, 2])))
        }
        if let correlations {
            let size = correlations.size
            tensors += [
                ("correlations", try Tensor.of(correlations.strengths, shape: [size, size])),
                ("order", try Tensor.of(correlations.order)),
                ("blocks", try Tensor.of(correlations.blocks)),
            ]
        }
        if let sample {
            let shape = [sample.cosines.count, SampleOfClasses.binCount]
            tensors += [
                ("cosines", try Tensor.of(sample.cosines.flatMap { $0 }, shape: shape)),
                ("pairs_without_cosine", try Tensor.of([sample.pairsWithoutCosine])),
                (
                    "projection",
                    try Tensor.of(
                        sample.points.flatMap { [Float($0.x), Float($0.y)] },
                        shape: [sample.points.count, 2])
                ),
                ("projection_classes", try Tensor.of(sample.classes)),
                ("projection_shares", try Tensor.of(sample.shares)),
            ]
        }
        return tensors
    }

    /// - Throws: for a tensor that is missing, or of another size than the others.
    fileprivate init(_ file: SafetensorsFile, _ name: String) throws {
        func numbers<Element: TensorElement>(_ part: String) throws -> [Element]? {
            let full = "\(name)/\(part)"
            guard file.storedTensor(full) != nil else { return nil }
            return try file.tensor(named: full).elements()
        }
        func needed<Element: TensorElement>(_ part: String) throws -> [Element] {
            guard let found: [Element] = try numbers(part) else {
                throw InputError("\(file.path): \(name) lacks \(part)")
            }
            return found
        }
        func check(_ isRight: Bool, _ part: String) throws {
            guard isRight else { throw InputError("\(file.path): \(name)/\(part) is damaged") }
        }
        self.init(
            mean: try needed("mean"), deviations: try needed("deviations"),
            outliers: try numbers("outliers") ?? [], eigenvalues: try needed("eigenvalues"))
        try check(deviations.count == mean.count, "deviations")
        try check(outliers.allSatisfy(mean.indices.contains), "outliers")
        let ends: [Double] = try numbers("explained_variance_bounds") ?? []
        try check(ends.count.isMultiple(of: 2), "explained_variance_bounds")
        bounds = stride(from: 0, to: ends.count, by: 2).map { [ends[$0], ends[$0 + 1]] }
        if let strengths: [Float] = try numbers("correlations") {
            let (order, blocks): ([Int], [Int]) = (try needed("order"), try needed("blocks"))
            let size = order.count
            try check(
                size > 0 && strengths.count == size * size && blocks.count == size
                    && order.sorted() == Array(0..<size), "correlations")
            correlations = CorrelationMatrix(strengths: strengths, order: order, blocks: blocks)
        }
        if let counts: [Int] = try numbers("cosines") {
            let size = SampleOfClasses.binCount
            let (points, classes): ([Float], [Int]) = (
                try needed("projection"), try needed("projection_classes")
            )
            let shares: [Double] = try needed("projection_shares")
            try check(
                counts.count.isMultiple(of: size) && points.count == 2 * classes.count
                    && shares.count == 2, "projection")
            let without: [Int] = try needed("pairs_without_cosine")
            sample = SampleOfClasses(
                cosines: stride(from: 0, to: counts.count, by: size).map {
                    Array(counts[$0..<$0 + size])
                }, pairsWithoutCosine: without.first ?? 0,
                points: classes.indices.map {
                    Point(Double(points[2 * $0]), Double(points[2 * $0 + 1]))
                }, classes: classes, shares: shares)
        }
    }
}

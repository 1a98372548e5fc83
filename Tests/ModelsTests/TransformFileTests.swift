import Checkpoints
import Formats
import Foundation
import Isotropy
import Models
import Options
import TestSupport
import Testing
import Torch

struct TransformFileTests {
    let folder: TemporaryFolder
    let points: Tensor
    var url: URL { folder.file("t.safetensors") }

    init() throws {
        folder = try TemporaryFolder()
        points = try Tensor.random([30, 4], seed: 7).converted(to: .float64)
    }

    private func fitted(_ kind: TransformKind) throws -> Transform {
        try TransformFit(TransformOptions(kind), dimensions: 4) { try $0(points) }.transform
    }

    private func write(_ kind: TransformKind) throws -> Transform {
        let transform = try fitted(kind)
        let source = try InputFile(folder.write("points", to: "points.npy"), as: "points.npy")
        try TransformFile(transform, source: source, cloud: "points").write(to: url)
        return transform
    }

    private func said(_ body: () throws -> Void) -> String {
        let error = #expect(throws: CheckpointError.self) { try body() }
        return error.map(\.description) ?? ""
    }

    @Test(arguments: TransformKind.allCases)
    func everyKindComesBackToTheBit(_ kind: TransformKind) throws {
        let transform = try write(kind)
        let file = try TransformFile(contentsOf: url)
        #expect(file.transform.options == transform.options)
        #expect(file.transform.pointCount == 30 && file.transform.dimensions == 4)
        #expect(file.transform.shrinkage == transform.shrinkage)
        #expect(file.cloud == "points" && file.source.path == "points.npy")
        #expect(file.source.bytes == 6 && file.source.xxh64.count == 16)
        #expect(try file.transform(points).bits == transform(points).bits)
    }

    /// A file whose metadata were changed, with the right checksum.
    private func rewritten(
        _ kind: TransformKind, text: (String) -> String = { $0 },
        tensors: (inout [String: Tensor]) throws -> Void = { _ in }
    ) throws -> String {
        let transform = try write(kind)
        let header = try #require(
            try SafetensorsFile(contentsOf: url).metadata["isotropy_transform"])
        let changed = text(header)
        var all = transform.tensors
        try tensors(&all)
        try writeSafetensors(
            all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            metadata: ["isotropy_transform": changed], carryingChecksum: true, to: url)
        return said { _ = try TransformFile(contentsOf: url) }
    }

    @Test(arguments: [
        ("\"format_version\":1", "\"format_version\":2", "has format_version 2, and this version"),
        ("\"format_version\":1,", "", "has no format_version"),
        ("\"zca\"", "\"zka\"", "must be centre, standardise,"),
        ("\"points\":30", "\"points\":0", "0 points"),
        ("\"dimensions\":4", "\"dimensions\":5", "must be"),
        ("\"seed\":1", "\"seeds\":1", "seed"),
        ("\"cloud\":\"points\",", "", "no 'cloud'"),
        ("\"shrinkage\":\"0\"", "\"shrinkage\":\"2\"", "a number in 0 ... 1, or auto"),
        ("\"components\":4", "\"components\":9", "`components` must be in 1 ... 4, not 9"),
        ("\"components\":4", "\"components\":null", "`components` must be in 1 ... 4, not none"),
    ])
    func aHeaderThatIsNotKnownIsRefusedByName(
        _ old: String, _ new: String, _ reason: String
    ) throws {
        let found = try rewritten(
            .zca,
            text: { text in
                #expect(text.contains(old), "\(text)")
                return text.replacing(old, with: new)
            })
        // Of other dimensions it is the tensors that do not fit.
        let expected = old.contains("dimensions") ? "not float64 [5]" : reason
        #expect(found.hasPrefix(url.path) && found.contains(expected), "\(found)")
    }

    @Test func tensorsThatDoNotFitAreRefusedByName() throws {
        #expect(
            try rewritten(.zca, tensors: { $0["mean"] = nil })
                .contains("mean: is missing, which zca has"))
        #expect(
            try rewritten(.centre, tensors: { $0["other"] = try Tensor.of([1.0]) })
                .contains("other: is not known, centre has no such tensor"))
        #expect(
            try rewritten(
                .abtt, tensors: { $0["directions"] = try Tensor.zeros([2, 4], .float64) }
            )
            .contains("directions: is float64 [2, 4], not float64 [1, 4]"))
        #expect(
            try rewritten(.clusters, tensors: { $0["means"] = try Tensor.of([1.0]) })
                .contains("means: is float64 [1]"))
    }

    @Test func aBitThatFlippedIsDamage() throws {
        _ = try write(.standardise)
        var bytes = Array(try Data(contentsOf: url))
        bytes[bytes.count - 3] ^= 1
        try folder.write(bytes, to: "t.safetensors")
        #expect(said { _ = try TransformFile(contentsOf: url) }.contains("is damaged"))
        try folder.write(Array(bytes.dropLast(5)), to: "t.safetensors")
        #expect(said { _ = try TransformFile(contentsOf: url) }.contains("is cut off"))
    }

    @Test func anotherFileIsNoTransform() throws {
        try writeSafetensors([("mean", points)], to: url)
        #expect(
            said { _ = try TransformFile(contentsOf: url) }
                .contains("is no transform: its metadata have no isotropy_transform"))
        try writeSafetensors(
            [("mean", points)], metadata: ["isotropy_transform": "{"], to: url)
        #expect(said { _ = try TransformFile(contentsOf: url) }.contains("isotropy_transform"))
    }
}

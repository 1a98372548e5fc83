import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

/// Files as the Python packages write them.
struct PublishedWritersTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ base64: String, _ name: String) throws -> URL {
        try folder.write([UInt8](#require(Data(base64Encoded: base64))), to: name)
    }

    /// safetensors 0.8.0: `save({"é": torch.tensor([[1.5, -2.0]]), "i": torch.tensor([3, -4]),
    /// "h": torch.tensor([0.5]).bfloat16()}, {"format": "pt"})`.
    @Test func fileOfThePythonPackageIsRead() throws {
        let url = try file(
            "yAAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJwdCJ9LCJpIjp7ImR0eXBlIjoiSTY0Iiwic2hh"
                + "cGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbMCwxNl19LCLDqSI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpb"
                + "MSwyXSwiZGF0YV9vZmZzZXRzIjpbMTYsMjRdfSwiaCI6eyJkdHlwZSI6IkJGMTYiLCJzaGFwZSI6WzFd"
                + "LCJkYXRhX29mZnNldHMiOlsyNCwyNl19fQMAAAAAAAAA/P////////8AAMA/AAAAwAA/",
            "model.safetensors")
        let file = try SafetensorsFile(contentsOf: url)
        #expect(file.metadata == ["format": "pt"])
        #expect(file.names == ["i", "é", "h"])
        #expect(try file.tensor(named: "i").elements() == [3, -4] as [Int])
        #expect(try file.tensor(named: "é").elements() == [1.5, -2] as [Float])
        #expect(try file.tensor(named: "h").elements() == [0.5] as [Float])
        #expect(file.entry("h")?.dtype == .bfloat16)
        #expect(file.entry("é")?.shape == [1, 2])
    }

    /// NumPy: `save(file, asfortranarray([[1, 2.5], [3, 4]]))`.
    @Test func arrayOfNumPyIsRead() throws {
        let url = try file(
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwg"
                + "MiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
                + "ICAgIAoAAAAAAADwPwAAAAAAAAhAAAAAAAAABEAAAAAAAAAQQA==", "points.npy")
        let cloud = try PointCloudFile.read(url)[0]
        #expect(cloud.points.shape == [2, 2])
        #expect(try cloud.points.elements() == [1, 2.5, 3, 4])
    }
}

import Checkpoints
import Foundation
import Testing
import Torch

struct RoundTripTests {
    @Test func tensorsComeBack() throws {
        let folder = try TemporaryFolder()
        let url = folder.file("a.safetensors")
        let tensors = [
            ("flags", try Tensor.of([1.0, 0, 1]).converted(to: .bool)),
            ("ünï", try Tensor.of([1.5, -2.5, 3, 4, 5, 6], shape: [2, 3])),
        ]
        try writeSafetensors(tensors, metadata: ["format": "pt"], to: url)
        let file = try SafetensorsFile(contentsOf: url)
        #expect(file.names == ["ünï", "flags"])
        #expect(file.metadata == ["format": "pt"])
        #expect(try file.tensor(named: "ünï").elements() == [1.5, -2.5, 3, 4, 5, 6])
        #expect(file.entry("flags")?.shape == [3])
    }
}

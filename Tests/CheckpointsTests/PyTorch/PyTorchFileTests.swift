import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

/// Files that PyTorch itself wrote.
struct PyTorchFileTests {
    @Test(arguments: ["types", "views", "module"])
    func everyTensorIsThatOfTheSafetensorsFile(_ name: String) throws {
        let file = try PyTorchFile(contentsOf: fixture("\(name).bin"))
        let expected = try SafetensorsFile(contentsOf: fixture("\(name).safetensors"))
        #expect(Set(file.names) == Set(expected.names))
        for name in expected.names {
            let tensor = try #require(file.entry(name), "\(name)")
            #expect(tensor.shape == expected.entry(name)?.shape, "\(name)")
            #expect(tensor.dtype == expected.entry(name)?.dtype, "\(name)")
            guard tensor.dtype != nil else { continue }
            let values = try file.tensor(named: name).elements(as: Double.self)
            #expect(try values == expected.tensor(named: name).elements(), "\(name)")
        }
    }

    @Test func namesKeepTheOrderOfTheDictionary() throws {
        let file = try PyTorchFile(contentsOf: fixture("module.bin"))
        #expect(file.names == ["0.weight", "0.bias", "1.weight", "1.bias"])
        #expect(try file.tensor(named: "1.bias").elements() == [7.75, 8])
    }

    @Test(arguments: ["another-program", "no-checksums"])
    func otherArchivesOfTheSameStateAreTheSame(_ name: String) throws {
        let file = try PyTorchFile(contentsOf: fixture("\(name).bin"))
        let expected = try PyTorchFile(contentsOf: fixture("module.bin"))
        #expect(file.names == expected.names)
        for name in expected.names {
            let values = try file.tensor(named: name).elements(as: Float.self)
            #expect(try values == expected.tensor(named: name).elements(), "\(name)")
        }
    }

    @Test func viewsAreConvertedInTheirOwnOrder() throws {
        let file = try PyTorchFile(contentsOf: fixture("views.bin"))
        let target = try Tensor.zeros([4, 2, 3])
        try file.copy(named: "axes", to: target)
        let expected = try SafetensorsFile(contentsOf: fixture("views.safetensors"))
        #expect(
            try target.elements(as: Float.self) == expected.tensor(named: "axes").elements())
    }

    @Test func typesWithoutATensorAreRefusedWhenAskedFor() throws {
        let file = try PyTorchFile(contentsOf: fixture("types.bin"))
        #expect(
            throws: CheckpointError(file: file.path, "int8: elements of type I8 cannot be read")
        ) { try file.tensor(named: "int8") }
    }

    @Test(arguments: [
        (
            "legacy",
            "is in the form of PyTorch before 1.6; write it anew with Python: "
                + "torch.save(torch.load(path, weights_only=True), path)"
        ),
        ("protocol-4", "data.pkl: byte 0: protocol 4 is not 2; nothing of it was run"),
        ("big-endian", "its numbers are not little-endian, which others cannot be read"),
        ("list", "is no state dict: it is a list, not a dictionary"),
        ("script", "is a TorchScript program, not a state dict; nothing of it was run"),
        (
            "command",
            "data.pkl: byte 18: posix.system is no part of a state dict; nothing of it was run"
        ),
        (
            "expanded",
            "data.pkl: byte 163: [1000, 1000] by [0, 0] at 0 of 1 elements repeats its elements; "
                + "save its .clone(); nothing of it was run"
        ),
    ])
    func whatIsNoStateDictIsRefused(_ name: String, _ problem: String) throws {
        let url = try fixture("\(name).bin")
        #expect(throws: CheckpointError(file: url.path, "\(problem)")) {
            try PyTorchFile(contentsOf: url)
        }
    }

    @Test func compressedRecordsAreRefusedByName() throws {
        let error = try #require(throws: CheckpointError.self) {
            try PyTorchFile(contentsOf: fixture("compressed.bin"))
        }
        #expect(error.problems.count == 1)
        #expect(error.problems[0].contains("byteorder: is compressed (method 8); save the file"))
    }

    @Test func trainingStateIsRefusedMemberByMember() throws {
        let error = try #require(throws: CheckpointError.self) {
            try PyTorchFile(contentsOf: fixture("wrapped.bin"))
        }
        #expect(
            error.problems == [
                "epoch: is a whole number, not a tensor",
                "rate: is a floating-point number, not a tensor",
                "state_dict: is a dictionary, not a tensor; if it is the state dict of the model, "
                    + "write it to a file of its own: torch.save(torch.load(path, "
                    + "weights_only=True)[\"state_dict\"], path)",
                "groups: is a list, not a tensor",
            ])
    }

    @Test func whatIsNoArchiveIsRefused() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(Array("not a zip archive at all".utf8))
        #expect(
            throws: CheckpointError(
                file: url.path, "is no file of torch.save: it does not begin as a zip archive")
        ) { try PyTorchFile(contentsOf: url) }
    }
}

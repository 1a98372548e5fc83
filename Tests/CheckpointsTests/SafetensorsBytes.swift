import Checkpoints
import Foundation
import TestSupport
import Testing

/// A safetensors file written by hand: the header as given, then `data`.
func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init) + Array(header.utf8)
        + data
}

/// Two matrices and a vector whose bytes follow each other.
let smallFile = safetensors(
    #"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"#
        + #""b":{"dtype":"BF16","shape":[3],"data_offsets":[8,14]},"#
        + #""c":{"dtype":"BOOL","shape":[1,2],"data_offsets":[14,16]}}"#,
    [0, 0, 128, 63, 0, 0, 0, 64, 128, 63, 0, 64, 64, 64, 1, 0])

extension TemporaryFolder {
    /// What reading a file of these bytes says is wrong.
    func problems(_ bytes: [UInt8]) throws -> [String] {
        let url = try write(bytes)
        let error = try #require(throws: CheckpointError.self) {
            try SafetensorsFile(contentsOf: url)
        }
        #expect(error.file == url.path)
        return error.problems
    }
}

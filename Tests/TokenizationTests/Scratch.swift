import Foundation
import Testing
import Tokenization

/// A folder that is gone with the test.
final class Scratch {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ text: String) throws {
        try write(name, Data(text.utf8))
    }

    func write(_ name: String, _ data: Data) throws {
        try data.write(to: url.appendingPathComponent(name))
    }

    /// The error of loading the folder, without its path.
    func refusal() throws -> String {
        let error = try #require(throws: TokenizerError.self) { try Tokenizer(contentsOf: url) }
        return error.description.replacingOccurrences(of: url.path + "/", with: "")
    }
}

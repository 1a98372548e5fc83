import Foundation
import TestSupport
import Testing
import Tokenization

extension TemporaryFolder {
    /// The error of loading the folder, without its path.
    func refusal() throws -> String {
        let error = try #require(throws: TokenizerError.self) { try Tokenizer(contentsOf: url) }
        return error.description.replacingOccurrences(of: url.path + "/", with: "")
    }
}

import Foundation

/// The committed files that tests of several targets read.
public enum SharedFixtures {
    /// A file or folder below `Tests/ParityTests/Fixtures`.
    public static func url(_ path: String) -> URL {
        tests.appending(path: "ParityTests/Fixtures").appending(path: path)
    }

    /// The folder of a tokenizer below `Tests/TokenizationTests/Fixtures`.
    public static func tokenizer(_ name: String) -> URL {
        tests.appending(path: "TokenizationTests/Fixtures").appending(path: name)
    }

    private static let tests = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    public static func json<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(contentsOf: url(path)))
    }
}

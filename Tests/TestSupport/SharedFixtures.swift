import Foundation

/// The committed files that tests of several targets read.
public enum SharedFixtures {
    /// A file or folder below `Tests/ParityTests/Fixtures`.
    public static func url(_ path: String) -> URL {
        URL(filePath: #filePath)
            .deletingLastPathComponent()
            .deletingLastPathComponent()
            .appending(path: "ParityTests/Fixtures")
            .appending(path: path)
    }

    public static func json<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(contentsOf: url(path)))
    }
}

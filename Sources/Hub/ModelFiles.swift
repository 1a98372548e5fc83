import Files
import Formats
import Foundation

/// What of a model is wanted.
public enum ModelParts: Sendable {
    /// Configuration, tokenizer and weights.
    case all
    /// All but the weights.
    case tokenizer
}

/// Which files of a model are read.
enum ModelFiles {
    /// What a tokenizer is made from; all that there are are taken, as they are small.
    static let tokenizer = ModelFileNames.vocabularies.flatMap(\.self) + ModelFileNames.companions

    static func weights(among names: Set<String>) -> String? {
        ModelFileNames.weights.first(where: names.contains)
    }

    static func hasVocabulary(_ names: Set<String>) -> Bool {
        ModelFileNames.vocabularies.contains { $0.allSatisfy(names.contains) }
    }

    /// What there is no way without, in words, for files of these names.
    static func lacking(_ parts: ModelParts, _ names: Set<String>) -> [String] {
        var lacking: [String] = []
        if !names.contains(ModelFileNames.configuration) {
            lacking.append(ModelFileNames.configuration)
        }
        if parts == .all, weights(among: names) == nil {
            lacking.append("weights (\(ModelFileNames.safetensors))")
        }
        if !hasVocabulary(names) { lacking.append("a tokenizer (\(ModelFileNames.tokenizer))") }
        return lacking
    }

    static func isIndex(_ name: String) -> Bool { name.hasSuffix(".index.json") }

    /// The files that an index names, in order; `nil` where it is none, or names what is not a plain
    /// file name.
    static func shards(ofIndex file: URL) -> [String]? {
        struct Index: Decodable { let weight_map: [String: String] }
        guard let data = try? Data(contentsOf: file),
            let index = try? decodeJSON(Index.self, from: Array(data))
        else { return nil }
        let names = Set(index.weight_map.values)
        guard (1...10_000).contains(names.count), names.allSatisfy(isPlain) else { return nil }
        return names.sorted()
    }

    /// Whether a name cannot lead out of a folder.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 200
            && name.unicodeScalars.allSatisfy {
                $0.value > 32 && $0.value < 127 && $0 != "/" && $0 != "\\"
            }
    }
}

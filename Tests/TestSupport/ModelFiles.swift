import Foundation

/// A model folder of one of the small random models, with a vocabulary of words `w5`, `w6`, ….
public func writeModelFolder(_ name: String, to folder: URL) throws {
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in ["config.json", "model.safetensors"] {
        try files.copyItem(
            at: SharedFixtures.url("\(name)/\(file)"), to: folder.appending(path: file))
    }
    let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    let words = special + (5..<80).map { "w\($0)" }
    try Data((words.joined(separator: "\n") + "\n").utf8)
        .write(to: folder.appending(path: "vocab.txt"))
    try Data(#"{"do_lower_case": true, "tokenizer_class": "BertTokenizer"}"#.utf8)
        .write(to: folder.appending(path: "tokenizer_config.json"))
}

import Foundation

/// Files that are read together, and the command that reads them.
///
/// The folder of a case holds `command`, a word a line, in which `{}` stands for the folder of the input,
/// and `mutate`, the paths of the files that are damaged, a line each; the rest are the files.
struct FuzzCase {
    let name: String
    let files: URL
    let command: [String]
    /// By their paths in the folder, in order.
    let targets: [(path: String, bytes: [UInt8])]

    var isTraining: Bool { command[0] == "finetune" }

    init(_ folder: URL) throws {
        name = folder.lastPathComponent
        files = folder.appending(path: "files")
        func lines(_ file: String) throws -> [String] {
            try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                .split(separator: "\n").map(String.init)
        }
        command = try lines("command")
        targets = try lines("mutate").map { [files] path in
            (path, [UInt8](try Data(contentsOf: files.appending(path: path))))
        }
        guard !command.isEmpty, !targets.isEmpty else {
            throw FuzzFailure("\(folder.path) has no command or nothing to damage")
        }
    }

    static func all(in folder: URL) throws -> [FuzzCase] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.map { try FuzzCase(folder.appending(path: $0)) }
    }
}

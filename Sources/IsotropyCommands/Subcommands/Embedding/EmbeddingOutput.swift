import ArgumentParser
import Checkpoints
import Files
import Formats
import Foundation
import Torch

/// Where `embed` writes, and in which form.
struct EmbeddingOutput: ExpressibleByArgument {
    enum Form: Equatable {
        /// Every layer under its name.
        case safetensors
        /// One array.
        case numPy
        /// A row a line, separated by commas, without a header.
        case rows
    }

    let name: String
    let form: Form

    /// Standard output has rows of text.
    var isStandardOutput: Bool { name == "-" }

    init?(argument: String) {
        name = argument
        switch URL(filePath: argument).pathExtension.lowercased() {
        case "safetensors": form = .safetensors
        case "npy": form = .numPy
        case "csv": form = .rows
        default:
            guard argument == "-" else { return nil }
            form = .rows
        }
    }

    /// What it is for a file: a link stays one, and what it leads to is written.
    var file: URL { URL(filePath: name).resolvingSymlinksInPath() }

    /// Writes the layers' states.
    /// - Parameters:
    ///   - states: by their names, one alone where the form has no names.
    ///   - model: the checkpoint's place, for the record.
    func write(_ states: [(String, Tensor)], of model: String) throws {
        switch form {
        case .safetensors:
            try writeSafetensors(states, metadata: ["format": "pt", "model": model], to: file)
        case .numPy: for (_, tensor) in states { try writeNumPy(tensor, to: file) }
        case .rows:
            let text = try states.map { try Self.rows(of: $0.1) }.joined()
            if isStandardOutput {
                try Console.output(String(text.dropLast()))
            } else {
                try writeAtomically(Data(text.utf8), to: file)
            }
        }
    }

    /// Each number in the fewest digits that give its float32 again.
    private static func rows(of tensor: Tensor) throws -> String {
        let values = try tensor.elements(as: Float.self)
        let width = tensor.size(1)
        return stride(from: 0, to: values.count, by: width).map { start in
            values[start..<start + width].map { "\($0)" }.joined(separator: ",") + "\n"
        }.joined()
    }
}

import Checkpoints
import Foundation

/// A file of one JSON object a line that grows while a run goes on.
package final class JSONLines {
    private let handle: FileHandle
    private let url: URL
    private let encoder = JSONEncoder()

    /// Opens the file, made where it is missing, and keeps only the lines that `keep` accepts: what an
    /// interrupted run wrote after its last saved state is written again by the resumed one.
    package init<Record: Decodable>(
        _ url: URL, of type: Record.Type, keeping keep: (Record) -> Bool
    ) throws {
        self.url = url
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if FileManager.default.fileExists(atPath: url.path) {
            let decoder = JSONDecoder()
            let lines = try Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))
            // A kill may have cut the last line short: it no longer decodes, and is written again.
            let kept = lines.filter { line in
                (try? decoder.decode(type, from: Data(line))).map(keep) ?? false
            }
            let data = Data(kept.map { $0 + [UInt8(ascii: "\n")] }.joined())
            try writeAtomically(data, to: url)
        } else {
            try writeAtomically(Data(), to: url)
        }
        handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
    }

    package func append(_ record: some Encodable) throws {
        var line = try encoder.encode(record)
        line.append(UInt8(ascii: "\n"))
        try handle.write(contentsOf: line)
    }

    deinit { try? handle.close() }
}

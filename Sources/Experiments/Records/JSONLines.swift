import Files
import Formats
import Foundation
import Models

/// A file of one JSON object a line that grows while a run goes on.
package final class JSONLines {
    private let url: URL
    private let handle: FileHandle
    private let encoder = JSONEncoder()
    /// Every line that was written.
    package private(set) var contents: Data

    /// Opens the file with these contents, whatever it held before.
    package init(_ url: URL, contents: Data) throws {
        self.url = url
        self.contents = contents
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try writeAtomically(contents, to: url)
        do {
            handle = try FileHandle(forWritingTo: url)
            try handle.seekToEnd()
        } catch {
            throw FileFailure(url, error)
        }
    }

    /// - Throws: also where the file has been removed, replaced or changed since: the line would be lost
    ///   or mixed with what others wrote.
    package func append(_ record: some Encodable) throws {
        var line = try encoder.encode(Versioned(record))
        line.append(UInt8(ascii: "\n"))
        try checkIsOurs()
        do {
            try handle.write(contentsOf: line)
        } catch {
            throw FileFailure(url, error)
        }
        contents += line
    }

    /// Brings what was appended to the disk.
    package func synchronize() throws {
        do {
            try handle.synchronize()
        } catch {
            throw FileFailure(url, error)
        }
        try checkIsOurs()
    }

    /// Refuses to go on where the file has been removed, replaced or changed by others.
    func checkIsOurs() throws(TrainingError) {
        guard isOpen(handle.fileDescriptor, as: url), byteCount(url) == contents.count else {
            throw .run("\(url.path) was removed, replaced or changed while the run wrote to it")
        }
    }

    deinit { try? handle.close() }
}

/// The lines of a file of records, of which some may be damaged.
package struct RecordLines<Record: Decodable & Sendable> {
    /// The records that can be read, with their lines, counted from 1.
    package private(set) var records: [(line: Int, record: Record)] = []
    /// What is wrong with the lines that are no records. A last one without an end counts too.
    package private(set) var damaged: [JSONError] = []

    package init(_ data: Data) {
        let bytes = Array(data)
        var lines = bytes.dropFirst(ByteOrderMark.length(bytes))
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            do throws(JSONError) {
                let record = try decodeJSON(
                    Versioned<Record>.self, from: bytes, in: line.indices, firstLine: index + 1)
                records.append((index + 1, record.value))
            } catch {
                damaged.append(error)
            }
        }
    }
}

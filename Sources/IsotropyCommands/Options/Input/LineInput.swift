import ArgumentParser
import Files
import Formats
import Foundation
import Options
import Tasks

/// A file of one sentence, or one pair, a line.
struct LineInput: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A UTF-8 text file with one sentence a line, or where the command takes columns a table; - is "
                + "standard input.",
            valueName: "file"))
    var input: String

    @Flag(help: "Each line has two sentences, separated by a tab.")
    var pairs = false

    /// What messages call it.
    var name: String { inputName(input) }

    func lines() throws -> [InputLine] { try inputLines(of: input, pairs: pairs) }
}

/// A sentence, or a pair.
package struct InputLine: Equatable {
    package let first: String
    package let second: String?
}

/// The lines of a file in order, empty ones too; `-` is standard input.
///
/// A line ends with LF or CR LF; the last need not end. A byte-order mark is no part of the first.
package func inputLines(of input: String, pairs: Bool = false) throws -> [InputLine] {
    let name = inputName(input)
    var data =
        input == "-"
        ? try FileHandle.standardInput.readToEnd() ?? Data()
        : try readFile(URL(filePath: input))
    if Gzip.isAt(data) {
        do {
            data = Data(try Gzip.unpacked([UInt8](data)))
        } catch {
            throw InputError("\(name) \(error)")
        }
    }
    if let problem = ByteOrderMark.problem(data) { throw InputError("\(name) \(problem)") }
    let text = data.dropFirst(ByteOrderMark.length(data))
    var parts = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    guard !parts.isEmpty else { throw InputError("\(name) is empty") }
    var problems = DataError()
    let lines = parts.enumerated().compactMap { index, bytes -> InputLine? in
        let body = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
        let content = [UInt8](body)
        if let place = firstInvalidUTF8(content[...]) {
            let inFile = place + body.startIndex - data.startIndex
            problems.add(
                .init(
                    file: name, line: index + 1,
                    "\(notUTF8(content[place], at: inFile)) of the file; save it as UTF-8",
                    cause: "not UTF-8"))
            return nil
        }
        let text = String(decoding: content, as: UTF8.self)
        guard pairs else { return InputLine(first: text, second: nil) }
        let halves = text.split(separator: "\t", omittingEmptySubsequences: false)
        guard halves.count == 2 else {
            problems.add(
                .init(
                    file: name, line: index + 1,
                    "has \(halves.count - 1) tabs where --pairs needs one"))
            return nil
        }
        return InputLine(first: String(halves[0]), second: String(halves[1]))
    }
    guard problems.isEmpty else { throw InputError(problems.message) }
    return lines
}

func inputName(_ input: String) -> String { input == "-" ? "standard input" : input }

/// What is wrong with a user's file.
package struct InputError: MessageError {
    package let message: Message

    init(_ message: Message) {
        self.message = message
    }
}

/// A file's bytes, or an error that names it.
func readFile(_ url: URL) throws -> Data {
    do {
        let data =
            isStream(url.path)
            ? try FileHandle(forReadingFrom: url).readToEnd() ?? Data() : try Data(contentsOf: url)
        guard !GitLFSPointer.isAt(data) else {
            throw InputError("\(url.path) \(GitLFSPointer.problem)")
        }
        return data
    } catch let error as InputError {
        throw error
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
        throw InputError("there is no file \(url.path)")
    } catch {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        throw InputError(
            isThere && isFolder.boolValue
                ? "\(url.path) is a folder, not a file"
                : "\(url.path) cannot be read: \(systemReason(error))")
    }
}

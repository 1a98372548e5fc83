import ArgumentParser
import Files
import Foundation
import Options
import Tasks

/// What is read only once, as a file that can be read several times: a copy without a name, which is gone with
/// the process.
enum StandardInput {
    /// - Throws: where it cannot be read or kept.
    static func copied(from input: FileHandle = .standardInput) throws -> URL {
        var path = Array((NSTemporaryDirectory() + "/isotropy-input-XXXXXX").utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else {
            throw InputError("standard input cannot be kept: \(systemReason())")
        }
        unlink(path)
        let copy = FileHandle(fileDescriptor: descriptor)
        while let bytes = try piece(of: input), !bytes.isEmpty {
            do {
                try copy.write(contentsOf: bytes)
            } catch {
                close(descriptor)
                throw InputError("standard input cannot be kept: \(systemReason(error))")
            }
        }
        return URL(filePath: "\(CustomLayout.descriptorFolder)\(descriptor)")
    }

    /// The next bytes, no more than a megabyte; none after the last.
    private static func piece(of input: FileHandle) throws -> Data? {
        do {
            return try input.read(upToCount: 1 << 20)
        } catch {
            throw InputError("standard input cannot be read: \(systemReason(error))")
        }
    }
}

/// Refuses to write over a file that is read.
/// - Parameters:
///   - flag: what names the output.
///   - inputs: `nil` for those that were not given; `-`, as of the output, is a standard stream.
func checkNotRead(_ output: String, by flag: String = "--output", _ inputs: [String?]) throws {
    guard output != "-" else { return }
    func place(_ file: String) -> String { URL(filePath: file).resolvingSymlinksInPath().path }
    for case let input? in inputs where input != "-" && place(input) == place(output) {
        throw ValidationError("\(flag) is \(input), which is read and would be lost: give another")
    }
}

/// A file that is named, or a copy of standard input for `-`, and of a pipe.
func inputURL(_ name: String) throws -> URL {
    guard name != "-" else { return try StandardInput.copied() }
    let url = URL(filePath: name)
    return isStream(name) ? try StandardInput.copied(from: FileHandle(forReadingFrom: url)) : url
}

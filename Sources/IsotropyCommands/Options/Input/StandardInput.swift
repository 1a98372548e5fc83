import Files
import Foundation
import Options
import Tasks

/// Standard input as a file that can be read several times: a copy without a name, which is gone with the
/// process.
enum StandardInput {
    /// - Throws: where it cannot be read or kept.
    static func copied() throws -> URL {
        let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
        var path = Array((NSTemporaryDirectory() + "/isotropy-input-XXXXXX").utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else {
            throw InputError("standard input cannot be kept: \(systemReason())")
        }
        unlink(path)
        do {
            try FileHandle(fileDescriptor: descriptor).write(contentsOf: bytes)
        } catch {
            throw InputError("standard input cannot be kept: \(systemReason(error))")
        }
        return URL(filePath: "\(CustomLayout.descriptorFolder)\(descriptor)")
    }
}

/// A file that is named, or a copy of standard input for `-`.
func inputURL(_ name: String) throws -> URL {
    name == "-" ? try StandardInput.copied() : URL(filePath: name)
}

import Files
import Foundation
import Synchronization

/// A file of points as a command line names it. What can be read only once, standard input or a pipe, is copied
/// when it is first asked for, and every later reader of the process gets the copy.
struct PointSource {
    /// What messages call it.
    let name: String
    /// Where its bytes are.
    let url: URL
    /// The name where it is read from a copy.
    let copyName: String?

    private static let copies = Mutex<[String: URL]>([:])

    /// - Parameter file: `-` is standard input.
    init(_ file: String) throws {
        name = pointSourceName(file)
        guard file == "-" || isStream(file) else {
            (url, copyName) = (URL(filePath: file), nil)
            return
        }
        copyName = name
        url = try Self.copies.withLock { copies in
            if let copy = copies[file] { return copy }
            let copy = try inputURL(file)
            copies[file] = copy
            return copy
        }
    }
}

/// What messages call a file of points.
func pointSourceName(_ file: String) -> String { file == "-" ? "stdin" : file }

import Files
import Formats
import Foundation

/// What a server says of a file's contents, by which the cache names them.
enum Checksum: Equatable, CustomStringConvertible {
    /// Of large files: the SHA-256 of the bytes.
    case sha256(String)
    /// Of the others: git's own name of the contents.
    case gitBlob(String)

    /// - Parameter tag: an `ETag` header, such as `"d7edf6…"` or `W/"d7edf6…"`.
    /// - Returns: `nil` for what is neither kind of checksum.
    init?(tag: String) {
        var text = Substring(tag)
        if text.hasPrefix("W/") { text = text.dropFirst(2) }
        if text.hasPrefix("\""), text.hasSuffix("\""), text.count >= 2 {
            text = text.dropFirst().dropLast()
        }
        let digits = String(text)
        if isHexadecimal(digits, digits: 64) {
            self = .sha256(digits)
        } else if isHexadecimal(digits, digits: 40) {
            self = .gitBlob(digits)
        } else {
            return nil
        }
    }

    var description: String {
        switch self {
        case .sha256(let digits), .gitBlob(let digits): digits
        }
    }

    /// The same kind of checksum of a file.
    func ofFile(_ file: URL) throws(FileFailure) -> Checksum {
        switch self {
        case .sha256: .sha256(try SHA256.hexadecimal(ofFile: file))
        case .gitBlob: .gitBlob(try SHA1.gitBlob(ofFile: file))
        }
    }
}

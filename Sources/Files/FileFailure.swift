import Foundation

/// A failed operation on a file, in the operating system's words.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
    package let path: String
    /// As `errno` has it; 0 where it is not known.
    package let code: Int32
    package let reason: String

    /// The failure of the last system call.
    package init(_ file: URL, code: Int32 = errno) {
        path = file.path
        self.code = code
        reason = systemReason(code)
    }

    /// What Foundation threw for that file.
    package init(_ file: URL, _ error: any Error) {
        path = file.path
        code = systemCode(error) ?? 0
        reason = systemReason(error)
    }

    /// A failure in other words than the system's alone.
    package init(_ file: URL, _ reason: String, code: Int32 = 0) {
        path = file.path
        self.code = code
        self.reason = reason
    }

    /// Whether there is no room on the disk, or none that the user may fill.
    package var isFull: Bool { code == ENOSPC || code == EDQUOT }

    package var description: String { "\(path): \(reason)" }
}

/// The operating system's words for a failed file operation, as "Permission denied".
///
/// Foundation's own description often is only "The operation could not be completed."
package func systemReason(_ error: any Error) -> String {
    systemCode(error).map(systemReason) ?? error.localizedDescription
}

/// What the last system call that failed says, or another by its number.
package func systemReason(_ code: Int32 = errno) -> String {
    String(cString: strerror(code))
}

private func systemCode(_ error: any Error) -> Int32? {
    var layer: (any Error)? = error
    while let current = layer as NSError? {
        if current.domain == NSPOSIXErrorDomain { return Int32(current.code) }
        layer = current.userInfo[NSUnderlyingErrorKey] as? any Error
    }
    return nil
}

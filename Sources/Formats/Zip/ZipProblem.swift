/// What is wrong with an archive.
package struct ZipProblem: Error, Equatable, CustomStringConvertible {
    /// The name of what is wrong in it; `nil` for the archive itself.
    package let entry: String?
    /// As a sentence's end: `is there twice`.
    package let reason: String

    package init(_ reason: String, in entry: String? = nil) {
        self.entry = entry
        self.reason = reason
    }

    package var description: String { entry.map { "\(shown($0)): \(reason)" } ?? reason }
}

/// A name as a message may show it.
private func shown(_ name: String) -> String {
    let line = printable(name)
    return line.count > 80 ? line.prefix(80) + "…" : line
}

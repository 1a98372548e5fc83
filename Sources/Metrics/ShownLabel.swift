/// The most characters of a label that tables and messages show; files of data keep labels whole.
package let shownLabelLength = 40

/// A label as tables and messages show it: what is longer ends in an ellipsis.
package func shownLabel(_ label: String) -> String {
    // Characters are counted no further than needed: a label may be a whole book.
    guard label.utf8.count > shownLabelLength, label.dropFirst(shownLabelLength).first != nil else {
        return label
    }
    return label.prefix(shownLabelLength) + "…"
}

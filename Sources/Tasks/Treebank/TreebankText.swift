import Foundation

/// The treebank's text as it was meant: one of its files escapes brackets, and has UTF-8 encoded
/// twice (`clichÃ©s`), another does neither.
func plainTreebankText(_ text: String) -> String {
    let words = text.split(separator: " ").map { unescapedTreebankToken($0) }
    return decodedOnce(words.joined(separator: " "))
}

/// A token with the Penn Treebank's escapes undone: brackets, `\/` and `\*`.
func unescapedTreebankToken(_ token: some StringProtocol) -> String {
    switch token {
    case "-LRB-": "("
    case "-RRB-": ")"
    case "-LSB-": "["
    case "-RSB-": "]"
    case "-LCB-": "{"
    case "-RCB-": "}"
    default:
        token.contains("\\")
            ? token.replacingOccurrences(of: "\\/", with: "/")
                .replacingOccurrences(of: "\\*", with: "*")
            : String(token)
    }
}

/// The text with every run of Latin-1 characters that is UTF-8, byte for byte, decoded.
///
/// No text that was encoded once has such runs, as `Ã©` for `é`.
func decodedOnce(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 > 0x7F }) else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
        let run = scalars[index...].prefix { (0x80...0xFF).contains($0.value) }
        let bytes = run.map { UInt8(truncatingIfNeeded: $0.value) }
        if let decoded = String(validating: bytes, as: UTF8.self), !bytes.isEmpty {
            result += decoded.unicodeScalars
        } else {
            result += run
        }
        index = run.endIndex
        if index < scalars.count {
            result.append(scalars[index])
            index += 1
        }
    }
    return String(result)
}

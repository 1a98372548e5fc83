/// An answer as SQuAD's evaluation compares it: in small letters, without ASCII punctuation and the
/// articles a, an, the, its words joined by single spaces.
///
/// Letters, words and white space are those of Python, in which the official scripts are written:
/// small letters by Unicode's full mapping with the final sigma, words made of letters and numbers
/// (a combining accent ends one), white space with the four separators of ASCII.
public func normalizedAnswer(_ text: String) -> String {
    var normalized = String.UnicodeScalarView()
    normalized += answerTokens(text).joined(separator: [" "])
    return String(normalized)
}

/// The words of ``normalizedAnswer(_:)``, as scalars: strings would be equal to their canonical
/// equivalents, which are different words in Python.
func answerTokens(_ text: String) -> [[Unicode.Scalar]] {
    let kept = lowercased(Array(text.unicodeScalars)).filter { !isPunctuation($0) }
    var tokens: [[Unicode.Scalar]] = []
    var token: [Unicode.Scalar] = []
    func finish() {
        if !token.isEmpty { tokens.append(token) }
        token.removeAll(keepingCapacity: true)
    }
    var index = 0
    while index < kept.count {
        if isWord(kept[index]) {
            let start = index
            while index < kept.count, isWord(kept[index]) { index += 1 }
            if isArticle(kept[start..<index]) { finish() } else { token += kept[start..<index] }
        } else {
            if isSpace(kept[index]) { finish() } else { token.append(kept[index]) }
            index += 1
        }
    }
    finish()
    return tokens
}

/// Small letters by Unicode's full mapping.
private func lowercased(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    for (index, scalar) in scalars.enumerated() {
        switch scalar.value {
        case 0x41...0x5A: result.append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
        case 0..<0x80: result.append(scalar)
        case 0x3A3: result.append(isFinalSigma(scalars, index) ? "\u{3C2}" : "\u{3C3}")
        default: result += scalar.properties.lowercaseMapping.unicodeScalars
        }
    }
    return result
}

/// Unicode's condition Final_Sigma: a cased letter before, none after, what has no case between
/// them passed over.
private func isFinalSigma(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    func isCased(_ found: Unicode.Scalar?) -> Bool { found?.properties.isCased ?? false }
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return isCased(before) && !isCased(after)
}

/// Python's `string.punctuation`: the 32 signs of ASCII, and no others.
private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
}

/// What Python's `\w` matches, punctuation aside.
private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A, 0x41...0x5A: return true
    case 0..<0x80: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        return true
    default: return scalar.properties.numericType != nil
    }
}

/// What Python's `str.split` splits at.
private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
        0x205F, 0x3000:
        true
    default: false
    }
}

private func isArticle(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    word.count <= 3 && ["a", "an", "the"].contains { word.elementsEqual($0.unicodeScalars) }
}

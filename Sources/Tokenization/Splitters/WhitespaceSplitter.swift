/// Words of letters, digits and their like, and words of what is neither those nor white space.
struct WhitespaceSplitter: WordSplitter {
    private enum Kind { case space, word, other }

    func split(_ text: inout SplitText) {
        text.cutWords { text, word, parts in
            var start = word.lowerBound
            var position = start
            var kind = Kind.space
            while position < word.upperBound {
                let (scalar, length) = text.scalar(at: position)
                let next = Self.kind(scalar)
                if next != kind {
                    if kind != .space { parts.append(start..<position) }
                    (start, kind) = (position, next)
                }
                position += length
            }
            if kind != .space { parts.append(start..<position) }
        }
    }

    private static func kind(_ scalar: UInt32) -> Kind {
        let properties = UnicodeData.shared.properties(of: scalar)
        if properties.contains(.wordCharacter) { return .word }
        return properties.contains(.space) ? .space : .other
    }
}

/// The normalization forms of Unicode: NFC, NFD, NFKC and NFKD.
struct UnicodeNormalizer: TextNormalizer {
    let isCompatible: Bool
    let composes: Bool

    /// A scalar on its way, with what `SourceWriter` wants to know of it.
    private struct Part {
        var scalar: UInt32
        var change: Int32
        var combiningClass: UInt32
    }

    func normalize(_ text: inout NormalizedText) {
        guard needsWork(text) else { return }
        var parts = decomposed(text)
        Self.reorder(&parts)
        var writer = SourceWriter(capacity: parts.count)
        if composes {
            Self.compose(parts, &writer)
        } else {
            for part in parts { writer.append(part.scalar, change: part.change) }
        }
        text = writer.text(from: text)
    }

    private func needsWork(_ text: NormalizedText) -> Bool {
        var position = 0
        while let first = text.bytes[position...].firstIndex(where: { $0 >= 0x80 }) {
            let (scalar, length) = text.scalar(at: first)
            if UnicodeData.shared.properties(of: scalar).combiningClass != 0 { return true }
            let changes =
                composes
                ? Decompositions.shared.mayCompose(scalar, compatible: isCompatible)
                : Decompositions.shared.decomposes(scalar, compatible: isCompatible)
            if changes { return true }
            position = first + length
        }
        return false
    }

    private func decomposed(_ text: NormalizedText) -> [Part] {
        var parts: [Part] = []
        parts.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            let (scalar, length) = text.scalar(at: position)
            position += length
            if scalar < 0x80 {
                parts.append(Part(scalar: scalar, change: 0, combiningClass: 0))
                continue
            }
            Decompositions.shared.forEachPart(of: scalar, compatible: isCompatible) {
                let combiningClass = UnicodeData.shared.properties(of: $0).combiningClass
                parts.append(
                    Part(scalar: $0, change: $1 ? 0 : 1, combiningClass: combiningClass))
            }
        }
        return parts
    }

    /// Canonical order: a run of marks is sorted by class; those of one class keep their order.
    private static func reorder(_ parts: inout [Part]) {
        var start = 0
        while start < parts.count {
            guard parts[start].combiningClass != 0 else {
                start += 1
                continue
            }
            let end = parts[start...].firstIndex { $0.combiningClass == 0 } ?? parts.count
            if end - start > 1 {
                parts[start..<end].sort { $0.combiningClass < $1.combiningClass }
            }
            start = end + 1
        }
    }

    /// Canonical composition: each mark joins the last scalar of class 0 unless another between
    /// them blocks it. A composed scalar takes as many old ones as its parts did.
    private static func compose(_ parts: [Part], _ writer: inout SourceWriter) {
        var starter: Part?
        var marks: [Part] = []
        func flush() {
            if let starter { writer.append(starter.scalar, change: starter.change) }
            for mark in marks { writer.append(mark.scalar, change: mark.change) }
            marks.removeAll(keepingCapacity: true)
        }
        for part in parts {
            guard let first = starter else {
                if part.combiningClass == 0 {
                    starter = part
                } else {
                    writer.append(part.scalar, change: part.change)
                }
                continue
            }
            let isBlocked = marks.last.map { $0.combiningClass >= part.combiningClass } ?? false
            if !isBlocked,
                let scalar = Decompositions.shared.composition(first.scalar, part.scalar)
            {
                starter?.scalar = scalar
                starter?.change += part.change - 1
            } else if part.combiningClass == 0 {
                flush()
                starter = part
            } else {
                marks.append(part)
            }
        }
        flush()
    }
}

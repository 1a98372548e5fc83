/// How large the caller lets an unpacked entry be.
package struct ZipLimits: Sendable {
    package let byteCount: Int
    /// How many times larger than when packed; no text becomes more than 200 times smaller.
    package let growth: Int

    package init(byteCount: Int, growth: Int = 200) {
        self.byteCount = byteCount
        self.growth = growth
    }

    /// Refuses what would be larger, before it is unpacked.
    package func check(_ entry: ZipEntry) throws(ZipProblem) {
        guard entry.byteCount <= byteCount else {
            throw ZipProblem(
                "would unpack to \(entry.byteCount) bytes, of at most \(byteCount)", in: entry.name)
        }
        guard entry.byteCount / UInt64(growth) <= entry.compressedByteCount else {
            throw ZipProblem("would unpack to more than \(growth) times its size", in: entry.name)
        }
    }
}

extension ZipArchive {
    /// The unpacked bytes of an entry; their size and their checksum are those that the archive tells.
    package func contents(
        of entry: ZipEntry, in bytes: UnsafeRawBufferPointer, limits: ZipLimits
    ) throws(ZipProblem) -> [UInt8] {
        try limits.check(entry)
        let packed = UnsafeRawBufferPointer(rebasing: bytes[try place(of: entry, in: bytes)])
        let contents = try unpacked(packed, of: entry)
        guard crc32(contents) == entry.checksum else {
            throw ZipProblem("is damaged: it has another checksum", in: entry.name)
        }
        return contents
    }

    private func unpacked(
        _ packed: UnsafeRawBufferPointer, of entry: ZipEntry
    ) throws(ZipProblem) -> [UInt8] {
        switch entry.method {
        case 0: return [UInt8](packed)
        case 8:
            // A byte of deflate makes at most 1032; no memory is taken for what cannot be true.
            guard let byteCount = Int(exactly: entry.byteCount), byteCount / 1032 <= packed.count,
                let contents = inflated(packed, byteCount: byteCount)
            else { throw ZipProblem("is damaged", in: entry.name) }
            return contents
        default:
            throw ZipProblem(
                "is compressed in a way that is not read (method \(entry.method))", in: entry.name)
        }
    }
}

import Files
import Foundation
import Torch

/// The bytes of a file, mapped into memory and read only when looked at.
///
/// Whoever shortens the file meanwhile ends the process (SIGBUS); replacing it by a rename, as
/// ``writeSafetensors(_:metadata:to:)`` does, is safe.
final class MappedFile {
    /// The same file, for those who read it in pieces.
    let source: OpenFile
    let bytes: UnsafeRawBufferPointer

    var path: String { source.path }

    convenience init(contentsOf url: URL) throws(CheckpointError) {
        try self.init(OpenFile(contentsOf: url))
    }

    init(_ source: OpenFile) throws(CheckpointError) {
        self.source = source
        let count = source.byteCount
        let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, source.descriptor, 0)
        guard let address, address != MAP_FAILED else {
            throw CheckpointError(
                file: source.path, "cannot be mapped into memory: \(systemReason())")
        }
        bytes = UnsafeRawBufferPointer(start: address, count: count)
    }

    /// Gives the memory back that bytes which were read have taken: the system keeps them as far as it
    /// has room, and whoever reads them again gets them from there.
    func release(_ range: Range<Int>) {
        // Whoever reads a byte gets its neighbours too: the system maps files in blocks of its own
        // choice, of up to this size.
        let step = 2 << 20
        let start = max(0, range.lowerBound / step - 1) * step
        let end = min(bytes.count, (range.upperBound / step + 2) * step)
        madvise(
            UnsafeMutableRawPointer(mutating: bytes.baseAddress?.advanced(by: start)),
            end - start, MADV_DONTNEED)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }

    /// Calls `body` with bytes at `range`; `range` lies in the file.
    func withBytes<Result, Failure: Error>(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
}

extension Tensor {
    /// Overwrites the elements with row-major bytes of another type, converting them: as they are, or
    /// from a copy where they are not aligned.
    func copy(unaligned bytes: UnsafeRawBufferPointer, of dtype: DType) throws(TorchError) {
        guard UInt(bitPattern: bytes.baseAddress) % UInt(dtype.byteCount) != 0 else {
            return try copy(bytes: bytes, of: dtype)
        }
        let aligned = UnsafeMutableRawBufferPointer.allocate(
            byteCount: bytes.count, alignment: dtype.byteCount)
        defer { aligned.deallocate() }
        aligned.copyMemory(from: bytes)
        try copy(bytes: UnsafeRawBufferPointer(aligned), of: dtype)
    }
}

import Foundation

/// The bytes of an array, its header among them, at places from 0: those of a file, or of a part of one.
protocol ArrayStore: AnyObject {
    /// Of the file.
    var path: String { get }
    var byteCount: Int { get }

    /// Fills `target` with the bytes of `range`, which is of its size.
    func read(
        _ range: Range<Int>, into target: UnsafeMutableRawBufferPointer
    ) throws(CheckpointError)

    /// Refuses bytes that were written to since the file was opened, or are not those that were saved; asked after
    /// the last was read.
    func checkWhole() throws(CheckpointError)
}

extension ArrayStore {
    /// The bytes of a small range.
    func bytes(_ range: Range<Int>) throws(CheckpointError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        let result = bytes.withUnsafeMutableBytes { target in
            Result { () throws(CheckpointError) in try read(range, into: target) }
        }
        try result.get()
        return bytes
    }
}

extension OpenFile: ArrayStore {
    func checkWhole() throws(CheckpointError) { try checkUnchanged() }
}

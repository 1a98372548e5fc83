import Foundation
import Options

/// The bytes of an array, its header among them, at places from 0: those of a file, or of a part of one.
protocol ArrayStore: AnyObject {
    /// Of the file.
    var path: String { get }
    var byteCount: Int { get }
    /// Its name in an archive; `nil` for a file of its own.
    var member: String? { get }

    /// Fills `target` with the bytes of `range`, which is of its size.
    func read(
        _ range: Range<Int>, into target: UnsafeMutableRawBufferPointer
    ) throws(CheckpointError)

    /// Refuses bytes that were written to since the file was opened, or are not those that were saved; asked after
    /// the last was read.
    func checkWhole() throws(CheckpointError)
}

extension ArrayStore {
    func failure(_ problem: Message) -> CheckpointError {
        let error = CheckpointError(file: path, problem)
        return member.map { error.naming($0) } ?? error
    }

    /// What `body` makes, which knows the file alone; its problems name the member as well.
    func placing<Result>(
        _ body: (_ path: String) throws(CheckpointError) -> Result
    ) throws(CheckpointError) -> Result {
        do throws(CheckpointError) {
            return try body(path)
        } catch {
            throw member.map { error.naming($0) } ?? error
        }
    }

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
    var member: String? { nil }

    func checkWhole() throws(CheckpointError) { try checkUnchanged() }
}

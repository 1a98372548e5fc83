import Torch

/// A cloud of points in a file, read in blocks of rows from the first to the last: memory holds one block, however
/// long the file is.
public protocol PointCloudReader: AnyObject {
    /// The array's name, or the file's without its extension.
    var name: String { get }
    var dimensions: Int { get }
    /// How many rows there are, those that are left out among them; `nil` where only the end of the file tells.
    var pointCount: Int? { get }
    /// The bytes of the file that hold the cloud, unpacked where they are packed.
    var byteCount: Int { get }
    /// How many of them have been read.
    var bytesRead: Int { get }
    /// The rows that were left out until now; none where ``PointCloudOptions/skipsBadRows`` does not ask for it.
    var skipped: SkippedRows { get }
    /// Which rows of the file the block holds that was given last.
    var blockRows: BlockRows { get }

    /// The next rows, `[rows, dimensions]`, float32 or float64, every number finite; `nil` after the last.
    ///
    /// A block is of as many rows of the file as were asked for, less those that are left out; one of which nothing
    /// is left is passed over.
    /// - Throws: for what is wrong with the file, by its place, and for a file that was written to since it was
    ///   opened. Of rows that are not finite, and lines that are wrong, all are told together, which takes reading
    ///   to the end. What a reader has given until then is not to be used.
    func next() throws(CheckpointError) -> Tensor?
}

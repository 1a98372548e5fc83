import Torch

/// A cloud of points in a file, read in blocks of rows from the first to the last: memory holds one block, however
/// long the file is.
public protocol PointCloudReader: AnyObject {
    /// The tensor's name, or the file's without its extension.
    var name: String { get }
    var dimensions: Int { get }
    /// How many points there are; `nil` where only the end of the file tells.
    var pointCount: Int? { get }
    /// The bytes of the file that hold the cloud.
    var byteCount: Int { get }
    /// How many of them have been read.
    var bytesRead: Int { get }

    /// The next rows, `[rows, dimensions]`, float32 or float64, every number finite; `nil` after the last.
    /// - Throws: for what is wrong with the file in these rows, by its place, and for a file that was written to
    ///   since it was opened. What a reader has given until then is not to be used.
    func next() throws(CheckpointError) -> Tensor?
}

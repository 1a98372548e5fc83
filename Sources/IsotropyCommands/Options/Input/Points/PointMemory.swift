import Checkpoints
import Formats
import Foundation
import Options

/// Refuses points of dimensions whose products this machine has no memory for.
/// - Parameters:
///   - file: what messages call the points' file.
///   - matrices: of dimensions x dimensions, in float64, that are held at once.
///   - advice: what the message ends with.
func checkMemory(
    for reader: any PointCloudReader, in file: String, matrices: Double, advice: String = ""
) throws {
    let size = Double(reader.dimensions)
    let needed = matrices * size * size * 8
    let present = Double(ProcessInfo.processInfo.physicalMemory)
    guard needed > present else { return }
    throw InputError(
        "\(file): \(printable(reader.name)) has points of \(reader.dimensions) dimensions, whose products take "
            + "\(Int(needed / 1e9)) GB, of \(Int(present / 1e9)) GB that there are\(advice)")
}

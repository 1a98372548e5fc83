import Foundation

/// A zip archive (PKWARE's APPNOTE 6.3) whose entries are stored as they are.
///
/// The same files give the same bytes: every entry has the earliest date of the format.
/// - Precondition: everything together is smaller than 4 GiB, and there are fewer than 65,536
///   entries; larger archives need fields that are not written here.
package func storedArchive(_ files: [(name: String, bytes: [UInt8])]) -> Data {
    precondition(files.count < 0xFFFF, "\(files.count) entries")
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
        let name = Array(file.name.utf8)
        let offset = archive.count
        precondition(offset + file.bytes.count < 0xFFFF_FFFF, "an archive of 4 GiB")
        var common: [UInt8] = []
        common.append(20, 2)  // version 2.0 reads it
        common.append(0x0800, 2)  // names are UTF-8
        common.append(0, 2)  // stored
        common.append(0, 2)  // midnight
        common.append(0x21, 2)  // of the first of January 1980
        common.append(Int(crc32(file.bytes)), 4)
        common.append(file.bytes.count, 4)
        common.append(file.bytes.count, 4)
        common.append(name.count, 2)
        common.append(0, 2)  // no extra field

        archive.append(0x0403_4B50, 4)
        archive += common + name + file.bytes

        directory.append(0x0201_4B50, 4)
        directory.append(20, 2)  // made by version 2.0 on MS-DOS: no permissions follow
        directory += common
        directory.append(0, 2)  // no comment
        directory.append(0, 2)  // first disk
        directory.append(0, 2)  // attributes
        directory.append(0, 4)
        directory.append(offset, 4)
        directory += name
    }
    let start = archive.count
    archive += directory
    archive.append(0x0605_4B50, 4)
    archive.append(0, 2)
    archive.append(0, 2)
    archive.append(files.count, 2)
    archive.append(files.count, 2)
    archive.append(directory.count, 4)
    archive.append(start, 4)
    archive.append(0, 2)
    return Data(archive)
}

extension [UInt8] {
    /// Adds a whole number in little-endian bytes.
    fileprivate mutating func append(_ value: Int, _ count: Int) {
        for byte in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
    }
}

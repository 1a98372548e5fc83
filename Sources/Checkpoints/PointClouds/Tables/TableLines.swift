import Files
import Foundation

/// The lines of a file one after the other; memory holds a megabyte of it, or its longest line.
final class TableLines {
    /// The number of the line that was given last, from 1.
    private(set) var line = 0
    /// The first of the empty lines before the line that was given last.
    private(set) var emptyLine: Int?
    /// Where the next line begins in the file.
    private(set) var position: Int

    private let file: OpenFile
    private let byteLimit: Int
    private var room: UnsafeMutableRawBufferPointer
    /// What of the room holds bytes of the file, from `position` on.
    private var held = 0..<0

    /// - Parameters:
    ///   - position: where a line begins.
    ///   - byteLimit: a longer line is refused.
    init(_ file: OpenFile, at position: Int, byteLimit: Int = .max) {
        (self.file, self.position, self.byteLimit) = (file, position, byteLimit)
        room = .allocate(byteCount: 1 << 20, alignment: 64)
    }

    deinit { room.deallocate() }

    /// The next line that is not empty, without the spaces around, until another is asked for; `nil` after the
    /// last.
    /// - Parameter keepingSpaces: whether the spaces around are part of it.
    /// - Throws: also at the end, where the file was written to meanwhile.
    func next(
        keepingSpaces: Bool = false
    ) throws(CheckpointError) -> Slice<UnsafeRawBufferPointer>? {
        emptyLine = nil
        while let range = try nextRange() {
            line += 1
            let whole = UnsafeRawBufferPointer(room)[range]
            let content = trimmed(whole)
            if !content.isEmpty { return keepingSpaces ? whole : content }
            emptyLine = emptyLine ?? line
        }
        try file.checkUnchanged()
        return nil
    }

    /// Where the next line lies in the room.
    private func nextRange() throws(CheckpointError) -> Range<Int>? {
        var searched = 0
        while true {
            let rest = UnsafeRawBufferPointer(
                rebasing: room[(held.lowerBound + searched)..<held.upperBound])
            if let end = rest.firstNewline {
                let start = held.lowerBound
                let line = start..<start + searched + end
                held = line.upperBound + 1..<held.upperBound
                position += line.count + 1
                return line
            }
            searched = held.count
            guard held.count <= byteLimit else {
                throw CheckpointError(
                    file: file.path,
                    "\(textPlace(line: line + 1)): has more than \(byteLimit) bytes")
            }
            guard position + held.count < file.byteCount else { break }
            try fill()
        }
        guard !held.isEmpty else { return nil }
        defer {
            position += held.count
            held = 0..<0
        }
        return held
    }

    /// Reads on behind the bytes that are held.
    private func fill() throws(CheckpointError) {
        let size = held.count < room.count ? room.count : 2 * room.count
        let target =
            size == room.count
            ? room : UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
        if let source = room.baseAddress?.advanced(by: held.lowerBound) {
            target.baseAddress?.copyMemory(from: source, byteCount: held.count)
        }
        if size != room.count {
            room.deallocate()
            room = target
        }
        held = 0..<held.count
        let start = position + held.count
        let count = min(room.count - held.count, file.byteCount - start)
        let free = room[held.upperBound..<held.upperBound + count]
        try file.read(start..<start + count, into: UnsafeMutableRawBufferPointer(rebasing: free))
        held = 0..<held.count + count
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var firstNewline: Int? {
        guard let start = baseAddress, let found = memchr(start, 0x0A, count) else { return nil }
        return UnsafeRawPointer(found) - start
    }
}

/// A deflate stream (RFC 1951) that is read in pieces and gives its bytes in pieces: memory holds its window and some
/// hundred kilobytes, whatever it makes.
package final class InflateStream<Failure: Error> {
    private let feed: Feed<Failure>
    private let room: UnsafeMutableBufferPointer<UInt8>
    private var inflater: Inflater
    private var progress = Inflater.Progress.paused
    /// How many of the bytes in the room have been given.
    private var given = 0

    /// - Parameter more: puts the next compressed bytes into a buffer, and says how many; 0 after the last.
    package init(_ more: @escaping (UnsafeMutableRawBufferPointer) throws(Failure) -> Int) {
        let feed = Feed(more)
        self.feed = feed
        room = .allocate(capacity: 1 << 18)
        inflater = Inflater(BitReader { feed.next() }, room, pauses: true)
    }

    deinit { room.deallocate() }

    /// Fills `target` with the next bytes, as far as the stream goes.
    /// - Returns: how many there were; `nil` where it is no deflate stream.
    package func read(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int? {
        var done = 0
        while done < target.count {
            if given == inflater.count {
                if progress == .ended { break }
                inflater.keepWindow()
                given = inflater.count
                progress = inflater.run()
                if let failure = feed.failure { throw failure }
                if progress == .failed { return nil }
            }
            let size = min(target.count - done, inflater.count - given)
            UnsafeMutableRawBufferPointer(rebasing: target[done..<done + size])
                .copyBytes(from: UnsafeRawBufferPointer(room)[given..<given + size])
            given += size
            done += size
        }
        return done
    }
}

/// The compressed bytes, a buffer at a time.
private final class Feed<Failure: Error> {
    private(set) var failure: Failure?
    private let more: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 64)

    init(_ more: @escaping (UnsafeMutableRawBufferPointer) throws(Failure) -> Int) {
        self.more = more
    }

    deinit { buffer.deallocate() }

    /// Empty after the last, and after a failure.
    func next() -> UnsafeRawBufferPointer {
        do throws(Failure) {
            let count = failure == nil ? try more(buffer) : 0
            return UnsafeRawBufferPointer(rebasing: buffer[..<count])
        } catch {
            failure = error
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
    }
}

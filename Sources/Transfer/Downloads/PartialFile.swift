import Files
import Foundation
import Options

/// A file that is still coming.
final class PartialFile {
    private let url: URL
    private let advice: Message
    private let descriptor: Int32
    private(set) var byteCount: Int

    /// Goes on with what is there.
    init(_ url: URL, advice: Message) throws(FetchError) {
        self.url = url
        self.advice = advice
        descriptor = open(url.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw FetchError(FileFailure(url), advice: advice) }
        byteCount = max(0, Int(lseek(descriptor, 0, SEEK_END)))
    }

    func close() {
        _ = Foundation.close(descriptor)
    }

    func append(_ data: Data) throws(FetchError) {
        var left = data[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FetchError(FileFailure(url), advice: advice)
            }
            left = left.dropFirst(count)
            byteCount += count
        }
    }

    func truncate() throws(FetchError) {
        guard byteCount > 0 else { return }
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw FetchError(FileFailure(url), advice: advice)
        }
        byteCount = 0
    }
}

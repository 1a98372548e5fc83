import Foundation
import Hub
import Options
import Transfer

/// How far a model's download is: a line that redraws itself on a terminal, nothing elsewhere.
final class DownloadBar {
    private let model: String
    private var isDrawn = false
    private var lastDrawn = Date.distantPast
    /// When the first bytes were reported, and how many an earlier download had left.
    private var start: (time: Date, bytes: Int)?

    init(_ model: String) {
        self.model = model
    }

    func report(_ event: TransferEvent) {
        switch event {
        case .notice(let text):
            finish()
            Console.error(Message(text))
        case .progress(let progress):
            guard Console.isTerminal else { return }
            let now = Date()
            let start = start ?? (now, progress.bytes)
            self.start = start
            let isEnd = progress.bytes == progress.total
            guard now.timeIntervalSince(lastDrawn) > 0.1 || isEnd else { return }
            lastDrawn = now
            isDrawn = true
            let line = downloadLine(
                model, progress, seconds: now.timeIntervalSince(start.time),
                arrived: progress.bytes - start.bytes)
            Console.redraw(String(line.prefix(max(20, Console.width - 1))))
        }
    }

    /// Removes the line.
    func finish() {
        if isDrawn { Console.clearLine() }
        isDrawn = false
    }
}

/// The model, a bar, megabytes, their rate and the time that is left.
/// - Parameters:
///   - seconds: since the beginning.
///   - arrived: the bytes that came since then.
package func downloadLine(
    _ model: String, _ progress: DownloadProgress, seconds: Double, arrived: Int
) -> String {
    func megabytes(_ bytes: Double) -> String { fixed(bytes / 1e6, 1) }
    let (bytes, total) = (Double(progress.bytes), Double(progress.total))
    var parts = [
        "\(model) \(progressBar(total > 0 ? bytes / total : 0, cells: 20)) "
            + "\(megabytes(bytes))/\(megabytes(total)) MB"
    ]
    if seconds > 0.5, arrived > 0 {
        let rate = Double(arrived) / seconds
        parts.append("\(megabytes(rate)) MB/s")
        parts.append("\(duration(max(0, total - bytes) / rate)) left")
    }
    return (parts + [progress.file]).joined(separator: "  ")
}

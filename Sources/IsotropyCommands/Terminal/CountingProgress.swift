import Foundation

/// A line that counts up on a terminal; nothing elsewhere.
final class CountingProgress {
    private let title: String
    private let total: Int
    private let unit: String
    private let began = Date()
    private var done = 0
    private var lastDrawn = Date.distantPast

    init(_ title: String, total: Int, unit: String) {
        self.title = title
        self.total = total
        self.unit = unit
    }

    func advance(by count: Int) {
        done += count
        guard Console.isTerminal, Date().timeIntervalSince(lastDrawn) > 0.1 else { return }
        lastDrawn = Date()
        let elapsed = Date().timeIntervalSince(began)
        let left = elapsed / Double(max(1, done)) * Double(total - done)
        let rate = Int(Double(done) / max(elapsed, 1e-9))
        Console.redraw("\(title) \(done)/\(total)  \(rate) \(unit)/s  \(duration(left)) left")
    }

    func finish() {
        if Console.isTerminal { Console.clearLine() }
    }
}

import Foundation
import Metrics
import Options
import Training

/// Shows how training goes on: a line that redraws itself on a terminal, else a plain line now and
/// then.
final class Progress {
    enum Style { case redrawn, lines }

    private let style: Style
    private let title: String
    private var totalSteps = 0
    /// When the step that estimates count from had ended, and which it was: the first takes what happens once,
    /// such as compiling kernels.
    private var measured: (from: Date, step: Int)?
    private var firstStep = 0
    private var tokens = 0
    private var trainingSeconds = 0.0
    private var smoothedLoss: Double?
    private var lastLine = Date.distantPast
    private var phase: String?
    private var last: StepRecord?
    private var evaluations = 0

    /// - Parameter title: what is running, such as `isobn, seed 1 (3 of 10)`.
    init(_ title: String, style: Style? = nil) {
        self.title = title
        self.style = style ?? (Console.isTerminal ? .redrawn : .lines)
    }

    func report(_ event: TrainingEvent) {
        switch event {
        case .started(let totalSteps, let resumedAt):
            self.totalSteps = totalSteps
            firstStep = resumedAt
            if resumedAt > 0 { note("goes on after step \(resumedAt) of \(totalSteps)") }
            if style == .lines {
                Console.error("\(title): \(totalSteps) step\(totalSteps == 1 ? "" : "s")")
            }
        case .step(let record):
            phase = nil
            last = record
            if measured == nil { measured = (Date(), record.step) }
            tokens += record.tokens
            trainingSeconds += record.seconds
            smoothedLoss = smoothedLoss.map { 0.9 * $0 + 0.1 * record.loss } ?? record.loss
            draw()
        case .phase(let name):
            phase = name
            if style == .redrawn { Console.redraw(bar()) }
        case .evaluated(let record):
            note(Message(summary(of: record)))
            evaluations += 1
        case .measured: break
        case .collapsed(let collapse): note(collapse.message)
        case .stoppedEarly(let step):
            note("stopped early after step \(step): no better evaluation")
        case .notice(let text):
            note(text)
        }
    }

    /// Removes the redrawn line.
    func finish() {
        if style == .redrawn { Console.clearLine() }
    }

    private func note(_ text: Message) {
        if style == .redrawn { Console.clearLine() }
        Console.error("\(title): \(text)")
    }

    private func draw() {
        let interval = style == .redrawn ? 0.1 : 10
        guard Date().timeIntervalSince(lastLine) >= interval else { return }
        lastLine = Date()
        switch style {
        case .redrawn: Console.redraw(bar())
        case .lines where phase == nil: Console.error("\(title): \(numbers())")
        default: break
        }
    }

    private func bar() -> String {
        let done = last?.step ?? firstStep
        let share = totalSteps > 0 ? Double(done) / Double(totalSteps) : 0
        let text = "\(title) \(progressBar(share, cells: 20)) \(numbers())"
        return String(text.prefix(max(20, Console.width - 1)))
    }

    private func numbers() -> String {
        let done = last?.step ?? firstStep
        var parts = ["\(done)/\(totalSteps)"]
        if let phase { parts.append(phase) }
        if let smoothedLoss { parts.append("loss \(fixed(smoothedLoss, 3))") }
        if trainingSeconds > 0 {
            parts.append("\(Int(Double(tokens) / trainingSeconds)) tokens/s")
        }
        if let (from, step) = measured, done > step {
            let elapsed = Date().timeIntervalSince(from)
            let left = elapsed / Double(done - step) * Double(totalSteps - done)
            parts.append("\(duration(left)) left")
        }
        return parts.joined(separator: "  ")
    }

    private func summary(of record: EvaluationRecord) -> String {
        // Of SQuAD 2.0 there are ten, most of them of parts of the questions.
        let isShort = record.metrics.count <= 4
        let shown = record.metrics.filter { isShort || Metric(named: $0.key) != nil }
        let metrics = shown.sorted { $0.key < $1.key }.map { name, value in
            "\(name) \(value.map { readable($0) } ?? "undefined")"
        }
        return "step \(record.step): \(metrics.joined(separator: ", "))"
            // The only evaluation chooses nothing.
            + (record.isBest && (evaluations > 0 || record.step < totalSteps)
                ? " (best so far)" : "")
    }
}

/// A bar of which `share` (0 ... 1) is filled.
package func progressBar(_ share: Double, cells: Int) -> String {
    let filled = Int(min(max(share, 0), 1) * Double(cells))
    return String(repeating: "━", count: filled) + String(repeating: "─", count: cells - filled)
}

/// A number with so many digits after the point.
package func fixed(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
}

/// A number of any size with so many digits after the point, or with four significant ones where those
/// would show nothing, or too much.
package func readable(_ value: Double, _ digits: Int = 4) -> String {
    value == 0 || (1e-3..<1e6).contains(abs(value))
        ? fixed(value, digits) : String(format: "%.4g", value)
}

/// A number that somebody gave, in the fewest digits: `-1`, `0.2`.
func short(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
}

/// `75` as `1:15`, `3700` as `1:01:40`.
package func duration(_ seconds: Double) -> String {
    guard (0..<1e9).contains(seconds) else { return "?" }
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0
        ? String(format: "%d:%02d:%02d", hours, minutes, rest)
        : String(format: "%d:%02d", minutes, rest)
}

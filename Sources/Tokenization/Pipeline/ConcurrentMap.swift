import Files
import Foundation
import Synchronization

/// What several threads share while they work through a list.
private final class SharedProgress<Result: Sendable>: Sendable {
    /// The next part of the list that nobody has taken.
    private let next = Atomic<Int>(0)
    private let finished: Mutex<[[Result]]>
    private let failure = Mutex<(part: Int, error: TokenizerError)?>(nil)
    private let count: Int

    init(partCount: Int) {
        count = partCount
        finished = Mutex(Array(repeating: [], count: partCount))
    }

    func takePart() -> Int? {
        let part = next.add(1, ordering: .relaxed).oldValue
        return part < count ? part : nil
    }

    func finish(_ part: Int, _ results: [Result]) {
        finished.withLock { $0[part] = results }
    }

    /// Keeps the error of the earliest part: the same whichever thread came first.
    func fail(_ part: Int, _ error: TokenizerError) {
        failure.withLock { known in
            if let earlier = known, earlier.part <= part { return }
            known = (part, error)
        }
    }

    func results() throws(TokenizerError) -> [Result] {
        if let failure = failure.withLock({ $0 }) { throw failure.error }
        return finished.withLock { Array($0.joined()) }
    }
}

extension TokenizerParts {
    /// The result of each element, in order, on several threads; each has a session of its own.
    /// - Parameter threads: `nil` takes as many as there are processors.
    /// - Throws: the error of the first element that has one, and where threads cannot be started.
    func mapConcurrently<Element: Sendable, Result: Sendable>(
        _ elements: [Element], threads: Int?,
        _ body: @escaping @Sendable (Session, Element) throws(TokenizerError) -> Result
    ) throws(TokenizerError) -> [Result] {
        let wanted = threads ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(wanted > 0, "\(wanted) threads cannot tokenize")
        // Parts are small, so that threads end together, and large enough to be worth taking.
        let size = min(max(elements.count / (8 * wanted), 16), 1024)
        let partCount = (elements.count + size - 1) / size
        let progress = SharedProgress<Result>(partCount: partCount)
        let work: @Sendable (Int) -> Void = { [sessions] _ in
            sessions.withSession { session throws(Never) in
                while let part = progress.takePart() {
                    do throws(TokenizerError) {
                        let range = part * size..<min((part + 1) * size, elements.count)
                        var results: [Result] = []
                        results.reserveCapacity(range.count)
                        for element in elements[range] {
                            results.append(try body(session, element))
                        }
                        progress.finish(part, results)
                    } catch {
                        progress.fail(part, error)
                    }
                }
            }
        }
        do throws(ThreadFailure) {
            try onThreads(min(wanted, partCount), work)
        } catch {
            throw TokenizerError("\(error)")
        }
        return try progress.results()
    }
}

import Foundation

/// Threads that the system does not start.
package struct ThreadFailure: Error, CustomStringConvertible {
    /// Those that were started, with the caller's own.
    package let started: Int
    package let wanted: Int
    package let reason: String

    package var description: String {
        "\(started) of \(wanted) threads could be started: \(reason); a limit of the system is reached "
            + "(ulimit -u, ulimit -v, or the container's)"
    }
}

/// Runs a body on several threads at once, the caller's among them, and waits for all.
///
/// Dispatch would wait without an end for threads that the system refuses.
/// - Parameters:
///   - stackByteCount: the address space of each further thread's stack.
///   - body: gets the thread's number, from 0.
/// - Throws: where not all threads could be started; then the body has run on the others.
package func onThreads(
    _ count: Int, stackByteCount: Int = 8 << 20, _ body: @escaping @Sendable (Int) -> Void
) throws(ThreadFailure) {
    var started: [pthread_t] = []
    var code: Int32 = 0
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackByteCount)
    defer { pthread_attr_destroy(&attributes) }
    for number in 1..<max(1, count) {
        let work = Unmanaged.passRetained(Work { body(number) })
        var thread = pthread_t()
        code = pthread_create(
            &thread, &attributes,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, work.toOpaque())
        guard code == 0 else {
            work.release()
            break
        }
        started.append(thread)
    }
    body(0)
    for thread in started { pthread_join(thread, nil) }
    guard code == 0 else {
        throw ThreadFailure(started: started.count + 1, wanted: count, reason: systemReason(code))
    }
}

/// Tries whether the system starts so many threads at once, the caller's among them; they end again.
///
/// For libraries that end the process where it does not, as OpenMP's runtime.
/// - Throws: where it does not.
package func requireThreads(
    _ count: Int, stackByteCount: Int = 8 << 20
) throws(ThreadFailure) {
    // Those that were started wait for the caller, who runs the body when all that can be are there.
    let gate = NSLock()
    let threadsBefore = ownThreadCount()
    gate.lock()
    try onThreads(count, stackByteCount: stackByteCount) { number in
        if number > 0 { gate.lock() }
        gate.unlock()
    }
    // The system counts a thread for some moments after it was joined.
    for _ in 0..<1000 where ownThreadCount() > threadsBefore { usleep(100) }
}

/// The process's threads, as far as the system tells.
private func ownThreadCount() -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? 0
}

private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

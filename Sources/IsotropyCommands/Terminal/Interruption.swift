import Foundation
import Synchronization

/// The signal that asked to stop; 0 before one did.
private let received = Atomic<Int32>(0)

/// Turns the first Ctrl-C, request to terminate or loss of the terminal into a wish to stop; a second one
/// ends the process at once.
struct Interruption {
    /// Begins to listen, for the rest of the process.
    init() {
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnoredHangUp(number) {
            signal(number) { number in
                // Only what is safe in a signal handler: an atomic, write and _exit.
                guard received.exchange(number, ordering: .sequentiallyConsistent) == 0 else {
                    _exit(128 + number)
                }
                let text: StaticString =
                    "\nfinishing this step, then saving (a second signal ends at once)\n"
                _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
            }
        }
    }

    var isRequested: Bool { received.load(ordering: .sequentiallyConsistent) != 0 }

    /// The exit code of a process that a signal ended, as shells have it.
    static var exitCode: Int32 { 128 + received.load(ordering: .sequentiallyConsistent) }
}

/// Whether the process was started to outlive its terminal, as `nohup` does.
private func isIgnoredHangUp(_ number: Int32) -> Bool {
    var action = sigaction()
    guard number == SIGHUP, sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        == unsafeBitCast(SIG_IGN, to: Int.self)
}

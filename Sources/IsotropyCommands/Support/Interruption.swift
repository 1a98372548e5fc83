import Foundation
import Synchronization

private let requested = Atomic<Bool>(false)

/// Turns the first Ctrl-C (or a request to terminate) into a wish to stop; a second one ends the
/// process at once.
struct Interruption {
    /// Begins to listen, for the rest of the process.
    init() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in
                // Only what is safe in a signal handler: an atomic, write and _exit.
                if requested.exchange(true, ordering: .sequentiallyConsistent) { _exit(130) }
                let text: StaticString =
                    "\nfinishing this step, then saving (Ctrl-C again ends at once)\n"
                _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
            }
        }
    }

    var isRequested: Bool { requested.load(ordering: .sequentiallyConsistent) }
}

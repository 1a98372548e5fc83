import Files
import Foundation
import Synchronization
import Testing

struct WorkerThreadTests {
    @Test(arguments: [1, 2, 9]) func everyThreadRunsOnceAndAllAreWaitedFor(_ count: Int) throws {
        let seen = Mutex<[Int]>([])
        try onThreads(count) { number in seen.withLock { $0.append(number) } }
        #expect(seen.withLock { $0.sorted() } == Array(0..<count))
    }

    /// No system has room for such stacks, so that it refuses the threads as one at its limit does.
    @Test func threadsThatAreRefusedAreToldOfAndNotWaitedFor() throws {
        let seen = Mutex<[Int]>([])
        let failure = try #require(throws: ThreadFailure.self) {
            try onThreads(3, stackByteCount: 1 << 60) { number in
                seen.withLock { $0.append(number) }
            }
        }
        #expect(failure.started == 1 && failure.wanted == 3 && !failure.reason.isEmpty)
        #expect(seen.withLock { $0 } == [0])
    }

    @Test(arguments: [1, 2, 9]) func threadsThatAreThereArePassed(_ count: Int) throws {
        try requireThreads(count)
    }

    @Test func threadsThatAreRefusedAreToldOfBeforeTheyAreNeeded() throws {
        let failure = try #require(throws: ThreadFailure.self) {
            try requireThreads(4, stackByteCount: 1 << 60)
        }
        #expect(failure.started == 1 && failure.wanted == 4)
        #expect(failure.description.contains("a limit of the system is reached (ulimit -u, "))
    }
}

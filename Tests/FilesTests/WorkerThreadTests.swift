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
}

import Foundation
import TestSupport

/// Prints what was measured when `ISOTROPY_TEST_NOTES` is set, for reports.
func note(_ name: String, _ closeness: Closeness) {
    if ProcessInfo.processInfo.environment["ISOTROPY_TEST_NOTES"] != nil {
        print("measured \(name): \(closeness)")
    }
}

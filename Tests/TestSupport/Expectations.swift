import Foundation
import Testing
import Torch

/// Prints what was measured when `ISOTROPY_TEST_NOTES` is set, for reports.
public func note(_ name: String, _ closeness: Closeness) {
    if ProcessInfo.processInfo.environment["ISOTROPY_TEST_NOTES"] != nil {
        print("measured \(name): \(closeness)")
    }
}

/// Expects every number within `absolute`, and `nil` where `nil` is expected; not a number is as far
/// away as can be. A failure names the worst one.
public func expectClose(
    _ found: [Double]?, _ expected: [Double]?, absolute: Double, _ name: String = "numbers",
    _ location: SourceLocation = #_sourceLocation
) {
    #expect((found == nil) == (expected == nil), "\(name)", sourceLocation: location)
    let closeness = Closeness(found ?? [], to: expected ?? [])
    note(name, closeness)
    #expect(closeness.isWithin(absolute), "\(name): \(closeness)", sourceLocation: location)
}

/// Expects every number within this share of the largest magnitude expected.
public func expectClose(
    _ found: [Double], _ expected: [Double], relative: Double, _ name: String = "numbers",
    _ location: SourceLocation = #_sourceLocation
) {
    let closeness = Closeness(found, to: expected)
    note(name, closeness)
    #expect(
        closeness.isWithin(relative: relative), "\(name): \(closeness)", sourceLocation: location)
}

/// Expects a tensor of this type, of the shape of the one expected, and every element within this
/// share of the largest magnitude expected.
public func expectClose(
    _ found: Tensor, _ expected: Tensor, _ dtype: DType, relative: Double, _ name: String,
    _ location: SourceLocation = #_sourceLocation
) throws {
    #expect(found.dtype == dtype, "\(name)", sourceLocation: location)
    #expect(found.shape == expected.shape, "\(name)", sourceLocation: location)
    expectClose(try found.numbers, try expected.numbers, relative: relative, name, location)
}

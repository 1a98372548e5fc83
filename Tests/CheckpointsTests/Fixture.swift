import Foundation
import Testing

/// A committed file; `Fixtures/README.md` describes them.
func fixture(_ name: String) throws -> URL {
    try #require(Bundle.module.resourceURL).appending(path: "Fixtures/\(name)")
}

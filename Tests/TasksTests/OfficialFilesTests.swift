import Foundation
import Tasks
import Testing

/// GLUE's own files are not part of the repository: `ISOTROPY_GLUE` names the folder that holds
/// `RTE` and `MRPC`.
private let glue = ProcessInfo.processInfo.environment["ISOTROPY_GLUE"].map {
    URL(fileURLWithPath: $0)
}

@Suite(.enabled(if: glue != nil, "needs GLUE's files: set ISOTROPY_GLUE to their folder"))
struct OfficialFilesTests {
    @Test(arguments: [("rte", [2490, 277], [1241, 131]), ("mrpc", [3668, 408], [2474, 279])])
    func countsAreTheOfficialOnes(_ name: String, _ rows: [Int], _ secondClass: [Int]) throws {
        let data = try TaskDefinition.named(name).load(from: #require(glue))
        #expect([data.train.count, data.development.count] == rows)
        let counts = [data.train, data.development].map { $0.count { $0.target == .label(1) } }
        #expect(counts == secondClass)
    }
}

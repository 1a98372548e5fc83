import Options
import Testing

struct NearestWordTests {
    private static let tasks = ["reviews", "rte", "mrpc", "sts-b", "sst-2", "custom", "cola"]

    @Test(arguments: [
        ("costum", "custom"), ("stsb", "sts-b"), ("RTE", "rte"), ("rt", "rte"),
        ("reveiws", "reviews"),
        ("review", "reviews"), ("cust", "custom"), ("sst2", "sst-2"),
    ])
    func aSlipIsMended(_ written: String, _ meant: String) {
        #expect(nearestWord(to: written, in: Self.tasks) == meant)
    }

    @Test(arguments: ["", "x", "quora", "c", "mnli"])
    func whatIsFarFromAllIsNone(_ written: String) {
        #expect(nearestWord(to: written, in: Self.tasks) == nil)
    }

    @Test func twoThatAreAsNearAreNone() {
        #expect(nearestWord(to: "aat", in: ["cat", "bat"]) == nil)
    }
}

import Encoders
import Isotropy
import Testing
import Torch
import Training

struct DeviceCheckTests {
    /// Every family and every method, in both precisions: the processor beside itself has the same bits.
    @Test func theProcessorAgreesWithItself() throws {
        let findings = try DeviceCheck(.cpu).run()
        #expect(
            findings.count == 2 * 4 * (EncoderFamily.all.count + MethodRegistry.methods.count - 1))
        #expect(findings.allSatisfy { $0.difference == 0 && $0.isWithinBound })
        #expect(Set(findings.map(\.family)) == Set(EncoderFamily.all.map(\.modelType)))
    }

    @Test func whatIsNoNumberIsTheLargestDifferenceWhereverItStands() {
        for place in 0..<3 {
            var found = [1.0, 2, 4]
            found[place] = .nan
            #expect(largestDifference([1, 2, 4], found).isNaN)
        }
        #expect(largestDifference([1, -4], [1.5, -4]) == 0.125)
    }

    @Test(arguments: [(1e-5, true), (3e-5, false), (Double.nan, false), (.infinity, false)])
    func whatIsNoNumberIsOutOfBounds(_ difference: Double, _ isWithin: Bool) {
        let finding = DeviceCheck.Finding(
            family: "bert", method: "plain", precision: "fp32", quantity: "logits",
            difference: difference, bound: 2e-5, worst: nil)
        #expect(finding.isWithinBound == isWithin)
    }
}

import ArgumentParser
import Foundation
import Options
import Torch
import Training

/// `isotropy devices`.
struct Devices: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List where models can be computed, or check that a GPU computes right.",
        discussion: """
            --check compares hidden states, logits, gradients and the losses of 20 steps of small \
            random models of every family and every method with the processor's, in fp32 and bf16. \
            It exits with 1 where one is out of bounds.
            """)

    @Option(
        help: ArgumentHelp("Compare this device with the processor.", valueName: "device"))
    var check: DeviceChoice?

    @Flag(help: "Print JSON instead of text.")
    var json = false

    func run() throws {
        try Runtime.useThreads(0)
        guard let check else {
            let list = DeviceList.current()
            return try Console.output(json ? try jsonText(list) : list.text)
        }
        let device = try check.opened { Console.error(Message($0)) }
        let findings = try DeviceCheck(device).run { finding in
            if !json { Console.error(Message(line(finding))) }
        }
        if json { try Console.output(jsonText(["findings": findings])) }
        let wrong = findings.filter { !$0.isWithinBound }
        guard wrong.isEmpty else {
            throw InputError(
                "\(wrong.count) of \(findings.count) quantities on \(device) differ by more than "
                    + "rounding explains")
        }
        if !json {
            try Console.output(
                "\(device) agrees with the processor in \(findings.count) quantities")
        }
    }

    private func line(_ finding: DeviceCheck.Finding) -> String {
        let difference = String(format: "%.1e", finding.difference)
        let bound = String(format: "%.0e", finding.bound)
        let mark = finding.isWithinBound ? "" : "   OUT OF BOUNDS at \(finding.worst ?? "one step")"
        return "\(finding.family), \(finding.method), \(finding.precision): \(finding.quantity) "
            + "differ by \(difference) (bound \(bound))\(mark)"
    }
}

import ArgumentParser
import Layers
import Options
import Torch
import Training

/// Where a model is computed.
package struct DeviceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "cpu, cuda, cuda:N for the GPU of that number, or auto: a GPU where one can be used, "
                + "else the processor; isotropy devices lists them.",
            valueName: "device"))
    var device = DeviceChoice.cpu

    package init() {}

    /// The device, ready to compute.
    /// - Parameter notice: told what `auto` chose.
    func opened(
        _ precision: PrecisionChoice, notice: (String) -> Void = { Console.error(Message($0)) }
    ) throws -> Device {
        try device.opened(tf32: precision == .tf32, notice: notice)
    }
}

extension DeviceChoice: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    public static var allValueStrings: [String] { ["cpu", "cuda", "cuda:N", "auto"] }
}

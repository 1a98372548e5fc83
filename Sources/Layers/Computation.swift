import Torch

/// Where a model is and in what arithmetic it is computed.
public struct Computation: Sendable, Hashable {
    public var device: Device
    public var precision: Precision

    public init(device: Device = .cpu, precision: Precision) {
        self.device = device
        self.precision = precision
    }
}

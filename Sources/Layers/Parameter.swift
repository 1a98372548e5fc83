import Torch

/// A weight of a model: its float32 master value and, in bf16, the rounded copy that products read.
public final class Parameter {
    /// How a new model's weight starts.
    public enum Initialization: Sendable, Equatable {
        case zeros, ones
        /// Independent normal numbers with mean 0.
        case normal(standardDeviation: Double)
    }

    /// The published checkpoint name, such as `bert.pooler.dense.weight`.
    public let name: String
    public let initialization: Initialization
    /// Whether weight decay applies: not to biases and norms.
    public let decays: Bool
    /// The master value, float32.
    public let value: Tensor
    /// What the forward pass reads: `value` itself, or its bfloat16 copy.
    public let compute: Tensor
    /// The gradient of the rows that were read, for a table whose backward pass names them instead of
    /// leaving a gradient at `compute`; several backward passes merge theirs.
    public private(set) var rowGradient: RowGradient?
    /// Whether this is a table that is read at token ids alone and whose backward pass names rows:
    /// between steps the optimizer keeps only the rows that it is told of up to date.
    public var updatesByRow = false
    /// What gradients are taken of: `compute`, or the joint weight whose rows it is.
    private let leaf: Tensor
    private let rows: Range<Int>?

    init(
        name: String, shape: [Int], initialization: Initialization, decays: Bool, rounded: Bool,
        device: Device
    ) throws(TorchError) {
        self.name = name
        self.initialization = initialization
        self.decays = decays
        value = try Tensor.lazyZeros(shape, on: device)
        compute = rounded ? try Tensor.lazyZeros(shape, .bfloat16, on: device) : value
        leaf = compute
        rows = nil
        try leaf.requireGradient()
    }

    /// Some rows of a joint weight under a name of their own.
    init(
        name: String, rows: Range<Int>, of joint: JointWeight, initialization: Initialization,
        decays: Bool
    ) throws(TorchError) {
        self.name = name
        self.initialization = initialization
        self.decays = decays
        value = try joint.value.detached().slice(rows)
        compute = joint.isRounded ? try joint.compute.detached().slice(rows) : value
        leaf = joint.compute
        self.rows = rows
    }

    public var shape: [Int] { value.shape }

    public var isRounded: Bool { compute !== value }

    /// The copy that an optimizer step must write, `nil` where there is none.
    public var roundedCopy: Tensor? { isRounded ? compute : nil }

    /// The gradient that backward passes have accumulated, of `compute`'s type.
    public func gradient() throws(TorchError) -> Tensor? {
        guard let gradient = try leaf.gradient() else { return nil }
        guard let rows else { return gradient }
        return try gradient.slice(rows)
    }

    /// Adds a backward pass's gradient of some rows.
    public func addRowGradient(_ gradient: RowGradient) throws(TorchError) {
        rowGradient = try rowGradient?.merging(gradient) ?? gradient
    }

    /// Forgets the gradient, with that of rows; of a joint weight, that of all its rows.
    public func clearGradient() throws(TorchError) {
        rowGradient = nil
        try leaf.clearGradient()
    }

    /// Changes the master value and keeps the rounded copy equal to it.
    public func update(_ change: (Tensor) throws(TorchError) -> Void) throws(TorchError) {
        try update(failure: { $0 }, change)
    }

    /// The same for a change that fails in its own way; `failure` is what becomes of libtorch's.
    public func update<Failure: Error>(
        failure: (TorchError) -> Failure, _ change: (Tensor) throws(Failure) -> Void
    ) throws(Failure) {
        try withoutGradients { () throws(Failure) in
            try change(value)
            guard isRounded else { return }
            do throws(TorchError) { try compute.copy(value) } catch { throw failure(error) }
        }
    }

    /// Gives the weight its starting value, which depends on the seed and the name only.
    public func initialize(seed: UInt64) throws(TorchError) {
        switch initialization {
        case .zeros: try update { value throws(TorchError) in try value.fill(0) }
        case .ones: try update { value throws(TorchError) in try value.fill(1) }
        case .normal(let standardDeviation):
            var stream = RandomStream(seed: seed, name: name)
            let numbers = (0..<value.count).map { _ in
                Float(stream.nextNormal() * standardDeviation)
            }
            let start = try Tensor.of(numbers, shape: shape)
            try update { value throws(TorchError) in try value.copy(start) }
        }
    }
}

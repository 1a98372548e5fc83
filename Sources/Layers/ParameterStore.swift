import Torch

/// The weights of a model in the order of their creation.
///
/// Loading, saving, freezing, weight decay and the optimizer are loops over it.
public final class ParameterStore {
    public let precision: Precision
    /// Where the weights are and the model computes.
    public let device: Device
    public private(set) var parameters: [Parameter] = []
    private var names: Set<String> = []

    public init(precision: Precision, device: Device = .cpu) {
        self.precision = precision
        self.device = device
    }

    /// The scope of names that begin with `prefix`.
    public func scope(_ prefix: String = "") -> ParameterScope {
        ParameterScope(store: self, prefix: prefix)
    }

    public subscript(name: String) -> Parameter? {
        parameters.first { $0.name == name }
    }

    func add(_ parameter: Parameter) {
        precondition(names.insert(parameter.name).inserted, "\(parameter.name) exists already")
        parameters.append(parameter)
    }
}

/// A place in the tree of a model's names, where its weights are created.
public struct ParameterScope {
    /// The arithmetic of the model that is being created.
    public var precision: Precision { store.precision }

    /// Where the model is.
    public var device: Device { store.device }

    let store: ParameterStore
    let prefix: String

    public subscript(name: String) -> ParameterScope {
        ParameterScope(store: store, prefix: path(name))
    }

    public subscript(index: Int) -> ParameterScope { self[String(index)] }

    /// Creates a weight and registers it.
    /// - Parameter rounded: whether bf16 reads it as a bfloat16 copy (what matrix products take).
    public func parameter(
        _ name: String, _ shape: [Int], _ initialization: Parameter.Initialization,
        decays: Bool, rounded: Bool
    ) throws(TorchError) -> Parameter {
        let parameter = try Parameter(
            name: path(name), shape: shape, initialization: initialization, decays: decays,
            rounded: rounded && store.precision == .bf16, device: store.device)
        store.add(parameter)
        return parameter
    }

    /// Registers some rows of a joint weight as a weight of their own.
    func addRows(
        _ rows: Range<Int>, of joint: JointWeight, _ name: String,
        _ initialization: Parameter.Initialization, decays: Bool
    ) throws(TorchError) {
        store.add(
            try Parameter(
                name: path(name), rows: rows, of: joint, initialization: initialization,
                decays: decays))
    }

    private func path(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix).\(name)" }
}

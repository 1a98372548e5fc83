import CTorch

/// What libtorch or a tensor operation refused.
public struct TorchError: Error, CustomStringConvertible, Sendable {
    public enum Kind: Sendable {
        /// libtorch refused the arguments or the operation.
        case invalidOperation
        case outOfMemory
        /// A gradient written in Swift failed; the message is its own.
        case customGradient
        /// Numbers that must be finite are not.
        case notFinite
        case other
    }

    public let kind: Kind
    /// The operation that was asked for, such as `matmul`.
    public let operation: String
    public let message: String

    public init(_ kind: Kind, operation: String, message: String) {
        self.kind = kind
        self.operation = operation
        self.message = message
    }

    public var description: String { "\(operation): \(message)" }
}

/// Turns a failed status of the seam into an error; call with the operation's name.
func check(
    _ status: ct_status, _ operation: @autoclosure () -> String
) throws(TorchError) {
    guard status != CT_OK else { return }
    let kind: TorchError.Kind =
        switch status {
        case CT_OUT_OF_MEMORY: .outOfMemory
        case CT_LIBTORCH_ERROR: .invalidOperation
        case CT_CALLBACK_ERROR: .customGradient
        default: .other
        }
    throw TorchError(kind, operation: operation(), message: String(cString: ct_last_error()))
}

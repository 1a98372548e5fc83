/// What strict loading did.
public struct LoadReport: Sendable, Equatable {
    /// Parameters that have the file's values, in the order of the store.
    public internal(set) var loaded: [String] = []
    /// Parameters that the file does not have and the key map lets be new; the caller gives them their
    /// starting values.
    public internal(set) var new: [String] = []
    /// Names in the file that mean nothing to the model and are known not to.
    public internal(set) var ignored: [String] = []
}

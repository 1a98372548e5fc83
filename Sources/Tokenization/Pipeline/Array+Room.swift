extension Array {
    /// Empties it for the next word or text. The room of a very long one is given back, so that
    /// memory stays bounded.
    mutating func removeAllKeepingRoom() {
        removeAll(keepingCapacity: capacity <= 1 << 16)
    }
}

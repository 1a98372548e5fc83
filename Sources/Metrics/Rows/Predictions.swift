/// What a model answers, or what is right: one entry a row.
public enum Predictions: Sendable, Equatable {
    /// Class indices, each in `0 ..< count`.
    case classes([Int], count: Int)
    case scores([Double])

    /// The number of rows.
    public var count: Int {
        switch self {
        case .classes(let classes, _): classes.count
        case .scores(let scores): scores.count
        }
    }
}

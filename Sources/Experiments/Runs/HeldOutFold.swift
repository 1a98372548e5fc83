/// A fold's place among those that are held out in turn.
public struct HeldOutFold: Sendable, Equatable {
    /// Counts from 1.
    public let number: Int
    public let count: Int

    /// What a fold's folder in that of its seed is called.
    var folderName: String { Self.folderPrefix + "\(number)" }

    /// The number in a folder's name; `nil` for other folders.
    static func number(inFolderName name: String) -> Int? {
        guard name.hasPrefix(folderPrefix), let number = Int(name.dropFirst(folderPrefix.count)),
            name == folderPrefix + "\(number)"
        else { return nil }
        return number
    }

    private static let folderPrefix = "fold-"
}

extension RunConfiguration.Job {
    /// The fold that is held out; `nil` outside of cross-validation.
    public var fold: HeldOutFold? {
        guard case .value(.integer(let number))? = heldOut?["fold"],
            case .value(.integer(let count))? = heldOut?["folds"]
        else { return nil }
        return HeldOutFold(number: number, count: count)
    }

    /// The same with each fold in turn: what all folds of a seed have in common, without what follows from the
    /// rows that a fold's model is trained on.
    public var ofAllFolds: RunConfiguration.Job {
        guard fold != nil else { return self }
        var job = self
        job.details["custom"]?["held_out"]?["fold"] = nil
        for ofRows in ["targets", "class_weights"] { job.details[ofRows] = nil }
        return job
    }

    private var heldOut: RecordedValue? { details["custom"]?["held_out"] }
}

import ArgumentParser
import Tasks

/// A flag, whether a user gave it, and the tasks on which it has an effect.
struct ScopedFlag {
    let flag: String
    let isGiven: Bool
    let scope: TaskScope

    init(_ flag: String, given isGiven: Bool, _ scope: TaskScope) {
        self.flag = flag
        self.isGiven = isGiven
        self.scope = scope
    }
}

extension [ScopedFlag] {
    /// Refuses flags that were given and have no effect on a task.
    /// - Parameter task: `nil` for the user's own files.
    func check(on task: KnownTask?) throws {
        let name = task?.name ?? TaskDefinition.customName
        let problems = filter { $0.isGiven && !$0.scope.includes(task) }
            .map { "\($0.flag) \($0.scope.objection(to: name))" }
        guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
    }
}

/// Refuses flags that were given beside another that leaves them without effect.
/// - Parameter other: the other flag.
func checkEffect(of flags: [(flag: String, isGiven: Bool)], with other: String) throws {
    try refuse(flags, "has no effect with \(other)")
}

/// Refuses flags that were given without another, which they say more of.
/// - Parameter other: the other flag.
func checkEffect(of flags: [(flag: String, isGiven: Bool)], without other: String) throws {
    try refuse(flags, "has no effect without \(other)")
}

private func refuse(_ flags: [(flag: String, isGiven: Bool)], _ reason: String) throws {
    let problems = flags.filter(\.isGiven).map { "\($0.flag) \(reason)" }
    guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
}

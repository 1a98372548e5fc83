/// What tables and reports call the model of a folder: the name of one in the Hugging Face cache
/// (`…/models--google--bert/snapshots/COMMIT` is `google/bert`), else the folder's.
///
/// - Parameter path: of the model folder; a run's `checkpoint` is called by its run too.
public func modelTitle(_ path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    guard let last = parts.last else { return path }
    if parts.count > 2, parts[parts.count - 2] == "snapshots" {
        let names = parts[parts.count - 3].split(separator: "--").map(String.init)
        if names.count > 1, names[0] == "models" { return names.dropFirst().joined(separator: "/") }
    }
    guard last == "checkpoint" else { return last }
    // A run of several has its seed and its method above it.
    let isOneOfSeveral = parts.count > 3 && UInt64(parts[parts.count - 2]) != nil
    return parts.suffix(isOneOfSeveral ? 4 : 2).joined(separator: "/")
}

/// Each model's title, where titles tell the models apart; else their paths.
package func modelTitles(_ paths: some Sequence<String>) -> [String: String] {
    let paths = Set(paths)
    let areDistinct = Set(paths.map(modelTitle)).count == paths.count
    return Dictionary(
        uniqueKeysWithValues: paths.map { ($0, areDistinct ? modelTitle($0) : $0) })
}

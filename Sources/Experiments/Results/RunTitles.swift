import Files
import Foundation
import Isotropy
import Models
import Options
import Training

/// What groups of runs are called beside each other: by the options in which they differ, where these are few and
/// short, else by their folders.
struct RunTitles {
    /// One a group.
    private(set) var texts: [Message]
    /// Whether they name all options in which groups differ.
    let tellOptions: Bool
    /// The options in which groups differ beside the method, each with a value a group.
    let differences: [(path: String, values: [String])]

    /// More options than these, or longer ones, are no title.
    private static let mostOptions = 2, longest = 64

    init(
        _ groups: [(job: RunConfiguration.Job, runs: [FinishedRun])]
    ) throws(TrainingError) {
        differences = try Self.differences(of: groups.map(\.job))
        let methods = groups.map(\.job.method.title)
        let named = groups.indices.map { [differences] group in
            let options = differences.map { option -> Message in
                "\(option: option.path) \(option.values[group])"
            }
            return ([Message(methods[group])] + options).joined(separator: ", ")
        }
        let areShort =
            differences.count <= Self.mostOptions
            && named.allSatisfy { $0.description.count <= Self.longest }
        tellOptions = areShort && Set(named).count == named.count
        guard !tellOptions else {
            texts = named
            return
        }
        let folders = Self.names(of: groups.map { $0.runs.map(\.url) })
        texts = zip(methods, folders).map { Message("\($0) (\($1))") }
    }

    private static func differences(
        of jobs: [RunConfiguration.Job]
    ) throws(TrainingError) -> [(path: String, values: [String])] {
        let all: [[String: RecordedValue]]
        do {
            all = try jobs.map { try RecordedValue($0).leaves() }
        } catch {
            throw .run("options cannot be written: \(error)")
        }
        let areOwn = jobs.allSatisfy { $0.details["custom"] != nil }
        let paths = Set(all.flatMap(\.keys)).filter { path in
            !(areOwn && path == "data") && !isInTitles(path)
                && Set(all.map { $0[path] ?? .null }).count > 1
        }
        return paths.sorted().map { path in
            let values = all.map { $0[path] ?? .null }
            return (path, shown(values, of: path))
        }
    }

    /// What the method says, what tells seeds and folds apart, and what follows from other options and rows.
    private static func isInTitles(_ path: String) -> Bool {
        path == "seed" || path == "details.custom.held_out.fold"
            || ["method.", "details.targets.", "details.class_weights"].contains(
                where: path.hasPrefix)
    }

    private static func shown(_ values: [RecordedValue], of path: String) -> [String] {
        let texts = values.map(\.description)
        if path == "model" {
            let names = modelTitles(texts)
            return texts.map { names[$0] ?? $0 }
        }
        if path.hasSuffix("held_out.share") {
            return values.map { value in
                guard case .value(.number(let share)) = value else { return "\(value)" }
                return "\((share * 1e4).rounded() / 100) %"
            }
        }
        // Files by their names, where these tell them apart.
        let names = texts.map { $0.hasPrefix("/") ? URL(filePath: $0).lastPathComponent : $0 }
        return Set(names).count == Set(texts).count ? names : texts
    }

    /// A name a group, by the folders of its runs: what is left of them without what all have in common.
    private static func names(of folders: [[URL]]) -> [String] {
        let paths = folders.map { runs in common(runs.map(\.standardizedFileURL.pathComponents)) }
        let shared = common(paths).count
        let names = paths.map { path in
            path.count > shared
                ? path[shared...].joined(separator: "/") : path.last ?? "/"
        }
        let areDistinct = Set(names).count == names.count
        return areDistinct ? names : names.enumerated().map { "\($1), \($0 + 1)" }
    }

    /// What several paths begin with.
    private static func common(_ paths: [[String]]) -> [String] {
        guard let first = paths.first else { return [] }
        return paths.dropFirst().reduce(first) { start, path in
            Array(zip(start, path).prefix { $0 == $1 }.map(\.0))
        }
    }
}

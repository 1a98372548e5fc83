import Files
import Formats
import Foundation
import Models
import Options

/// The folder that an experiment is to write to, and what it may do with what is there.
package struct OutputFolder {
    package let url: URL
    package let existing: RunDirectory.Existing
    /// Whether several runs are to stand in it, `METHOD/SEED`.
    package let isTree: Bool

    package init(_ url: URL, existing: RunDirectory.Existing, isTree: Bool) {
        self.url = url
        self.existing = existing
        self.isTree = isTree
    }

    private var run: RunDirectory { RunDirectory(url) }
    private var tree: ExperimentTree { ExperimentTree(url) }

    /// Takes the folder for as long as the lock lives, and refuses one that cannot be taken.
    func claim() throws -> OutputLock {
        let lock: OutputLock
        try checkIsFolder()
        do {
            lock = try OutputLock(
                folder: url, isTree && existing != .overwrite ? .shared : .exclusive)
        } catch let failure as FileFailure {
            // What cannot be written may be no place for a run in the first place.
            try check()
            throw failure
        }
        try check()
        return lock
    }

    /// Refuses a folder that cannot be taken, and changes nothing.
    package func check() throws {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        try checkIsFolder()
        let names = try namesInFolder(url).filter { !isLeftover($0) }
        switch existing {
        case .refuse: try checkIsEmpty(names)
        case .resume: try checkCanBeResumed(names)
        case .overwrite: try checkCanBeReplaced(names)
        }
    }

    private func checkIsFolder() throws(TrainingError) {
        guard FileManager.default.fileExists(atPath: url.path), !isFolder(url) else { return }
        throw .run("\(url.path) is a file, not a folder for a run")
    }

    private func checkIsEmpty(_ names: [String]) throws(TrainingError) {
        guard !Removal(in: url).isUnfinished else {
            throw .run(
                "\(url.path): an earlier `overwrite` was interrupted here; `resume` or `overwrite` "
                    + "removes what is left of the old run and begins anew")
        }
        guard !names.isEmpty else { return }
        guard run.isMeantAsRun || tree.holdsRuns else {
            throw .run("\(url.path) is not empty: give another `output`")
        }
        throw .run(
            "\(url.path) already holds a run (\(names.prefix(10).joined(separator: ", "))): give "
                + "another `output`, or `resume` to go on with it, or `overwrite` to replace it")
    }

    private func checkCanBeResumed(_ names: [String]) throws(TrainingError) {
        if run.isMeantAsRun {
            guard isTree else { return }
            throw .run(
                "\(url.path) holds one run, and several were asked for: give another `output`, or "
                    + "the method and seed it was begun with")
        }
        let visible = names.filter { !$0.hasPrefix(".") }
        guard !tree.holdsRuns, !visible.allSatisfy({ isHollow(url.appending(path: $0)) }) else {
            return
        }
        throw .run(
            "\(url.path) holds \(visible.prefix(10).joined(separator: ", ")), but no run to go on with: "
                + "give another `output`")
    }

    /// Files of the user's own that are called as those that are to be written are never replaced.
    private func checkCanBeReplaced(_ names: [String]) throws(TrainingError) {
        var ours: [String] = []
        if run.isRun { ours += RunDirectory.ownedNames }
        if tree.holdsRuns { ours += ExperimentTree.ownedNames }
        let written = isTree ? ExperimentTree.ownedNames : RunDirectory.ownedNames
        let foreign = names.filter { written.contains($0) && !ours.contains($0) }
        guard foreign.isEmpty else {
            throw .run(
                "\(url.path) holds \(foreign.joined(separator: ", ")), but no run that wrote them: give "
                    + "another `output`")
        }
    }

    /// Removes the run that stands here, or in a tree those of the methods, and what was made of them.
    /// - Parameter inputs: the files that the experiment reads, which stay.
    package func removeOld(methods: [String], inputs: [InputFile] = []) throws {
        var items = run.isRun ? try run.written() : []
        var locks: [OutputLock] = []
        if tree.holdsRuns {
            items += try tree.written()
            for run in tree.runs(of: methods) {
                // Whoever still writes to a run keeps it.
                locks.append(try OutputLock(folder: run.directory.url, .exclusive))
                let inner = try run.directory.written() + [OutputLock.folderFile]
                items += inner.map { "\(run.path)/\($0)" }
            }
            items += try tree.pooled(of: methods)
        }
        let goes = Set(items.map { url.appending(path: $0).resolvingSymlinksInPath().path })
        for input in inputs {
            let read = URL(filePath: input.path).resolvingSymlinksInPath().path
            guard !goes.contains(read) else {
                throw TrainingError.run(
                    "`overwrite` would remove \(read), which the run reads: give another `output`")
            }
        }
        try withExtendedLifetime(locks) { try Removal(in: url).remove(items) }
    }
}

/// Whether nothing is in a place but folders, and what kills leave.
private func isHollow(_ place: URL, depth: Int = 4) -> Bool {
    guard depth > 0, isFolder(place), let names = try? namesInFolder(place) else { return false }
    return names.allSatisfy {
        isLeftover($0) || isHollow(place.appending(path: $0), depth: depth - 1)
    }
}

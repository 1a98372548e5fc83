import Files
import Formats
import Foundation
import Models

/// The removal of what runs wrote to a folder, such that no kill leaves a part of it that looks like a
/// run.
///
/// First the names of all that goes are written into a hidden folder inside; from then on the removal is
/// a fact: whoever finds that folder completes it. What goes is renamed into it, and then removed with
/// it.
package struct Removal {
    package static let folderName = ".isotropy-removing"

    private let url: URL
    private var hidden: URL { url.appending(path: Self.folderName, directoryHint: .isDirectory) }
    private var list: URL { hidden.appending(path: "names") }

    /// - Parameter url: the folder of a run, or of several.
    package init(in url: URL) {
        self.url = url
    }

    /// Whether an earlier removal left something, though nothing may have been removed yet.
    var hasTraces: Bool { FileManager.default.fileExists(atPath: hidden.path) }

    /// Whether an earlier removal was broken off. Before its list is written, nothing has happened.
    package var isUnfinished: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: hidden.path)) ?? []
        return names.contains { !AtomicFile.isTemporary($0) }
    }

    /// Removes files and folders of the folder by their paths in it.
    package func remove(_ items: [String]) throws {
        guard !items.isEmpty else { return }
        for item in items { try checkCanBeMoved(item) }
        try makeFolder(hidden)
        try writeJSON(RemovedItems(items: items), to: list)
        try complete()
    }

    /// Removes what is still there of an earlier removal.
    package func complete() throws {
        guard isUnfinished else { return try removeItem(hidden) }
        // Without the list, nothing had been renamed yet, or everything.
        let files = FileManager.default
        let items =
            files.fileExists(atPath: list.path)
            ? try readJSON(RemovedItems.self, from: list).items : []
        if let wrong = items.first(where: Self.leavesTheFolder) {
            throw TrainingError.run("\(list.path) names \(wrong), which lies outside the folder")
        }
        for (number, item) in items.enumerated() {
            let place = url.appending(path: item)
            guard (try? files.attributesOfItem(atPath: place.path)) != nil else { continue }
            try moveItem(place, to: hidden.appending(path: "\(number)"))
        }
        for item in items {
            // Folders that have nothing left in them.
            var parent = (item as NSString).deletingLastPathComponent
            while !parent.isEmpty, rmdir(url.appending(path: parent).path) == 0 {
                parent = (parent as NSString).deletingLastPathComponent
            }
        }
        synchronizeFolder(url)
        for name in try namesInFolder(hidden) where name != list.lastPathComponent {
            try removeItem(hidden.appending(path: name))
        }
        try removeItem(hidden)
        synchronizeFolder(url)
    }

    /// Refuses what a link takes to another file system, where nothing can be renamed to.
    private func checkCanBeMoved(_ item: String) throws {
        let place = url.appending(path: item)
        var (here, there) = (stat(), stat())
        guard stat(url.path, &here) == 0,
            stat(place.deletingLastPathComponent().path, &there) == 0
        else { throw FileFailure(place) }
        guard here.st_dev == there.st_dev else {
            throw TrainingError.run(
                "\(place.path) is on another file system than \(url.path): remove it yourself")
        }
    }

    private static func leavesTheFolder(_ item: String) -> Bool {
        let parts = item.split(separator: "/", omittingEmptySubsequences: false)
        return parts.contains { ["", ".", ".."].contains($0) }
    }
}

/// What is to go, by paths in the folder.
package struct RemovedItems: Codable {
    let items: [String]

    package init(items: [String]) {
        self.items = items
    }
}

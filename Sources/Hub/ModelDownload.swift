import Files
import Foundation
import Options
import Transfer

/// Brings the files of a model into the cache.
struct ModelDownload {
    private let connection: ServerConnection
    private let server: HubServer
    private let cached: CachedModel
    private let window: Int
    private let report: (TransferEvent) -> Void

    private struct Item {
        let name: String
        let metadata: HubServer.Metadata
    }

    init(
        _ connection: ServerConnection, _ model: ModelName, _ cached: CachedModel, window: Int,
        _ report: @escaping (TransferEvent) -> Void
    ) {
        self.connection = connection
        self.cached = cached
        self.window = window
        self.report = report
        server = HubServer(connection: connection, model: model)
    }

    /// All that a revision has and those parts need.
    ///
    /// The configuration comes last: a folder without it counts as no model, whatever interrupts.
    func run(_ revision: Revision, _ parts: ModelParts) throws(FetchError) -> URL {
        let listing = try server.listing(revision)
        let lacking = ModelFiles.lacking(parts, listing.names)
        guard lacking.isEmpty else { throw unusable(listing, lacking) }
        let snapshot = cached.snapshot(listing.commit)
        var names = ModelFiles.tokenizer.filter(listing.names.contains)
        if parts == .all, let weights = ModelFiles.weights(among: listing.names) {
            if ModelFiles.isIndex(weights) {
                try fetch([weights], into: snapshot)
                names += try shards(of: weights, in: snapshot, listing)
            } else {
                names.append(weights)
            }
        }
        try fetch(names + [ModelFileNames.configuration], into: snapshot)
        try snapshot.rememberAbsence(
            of: ModelFiles.tokenizer.filter { !listing.names.contains($0) })
        try cached.remember(revision, as: listing.commit)
        return snapshot.folder
    }

    /// The tokenizer's files that a snapshot lacks and its commit has.
    func complete(_ snapshot: Snapshot) throws(FetchError) {
        guard let revision = Revision(snapshot.commit) else { return }
        let listing = try server.listing(revision)
        try fetch(ModelFiles.tokenizer.filter(listing.names.contains), into: snapshot)
        try snapshot.rememberAbsence(
            of: ModelFiles.tokenizer.filter { !listing.names.contains($0) })
    }

    private func unusable(_ listing: HubServer.Listing, _ lacking: [String]) -> FetchError {
        let others = listing.names.filter { name in
            ["bin", "gguf", "h5", "msgpack", "onnx", "ot", "safetensors"]
                .contains { name.hasSuffix("." + $0) }
        }
        let found = others.isEmpty ? "" : "; it has " + others.sorted().joined(separator: ", ")
        return FetchError(
            .unusable, "\(server.model) lacks \(lacking.joined(separator: ", "))\(shown(found))")
    }

    private func shards(
        of index: String, in snapshot: Snapshot, _ listing: HubServer.Listing
    ) throws(FetchError) -> [String] {
        guard let shards = ModelFiles.shards(ofIndex: snapshot.file(index)) else {
            throw FetchError(
                .unusable, "\(server.model)/\(index) is no index that names files beside it")
        }
        let absent = shards.filter { !listing.names.contains($0) }
        guard absent.isEmpty else {
            throw FetchError(
                .unusable,
                "\(server.model)/\(index) names files that are not there: "
                    + "\(absent.joined(separator: ", "))")
        }
        return shards
    }

    private func fetch(_ names: [String], into snapshot: Snapshot) throws(FetchError) {
        var items: [Item] = []
        for name in names where !snapshot.has(name) {
            let metadata = try server.metadata(name, commit: snapshot.commit)
            items.append(Item(name: name, metadata: metadata))
        }
        try createFolder(cached.url.appending(path: "blobs"))
        try requireSpace(for: items)
        let total = items.reduce(0) { $0 + ($1.metadata.byteCount ?? 0) }
        var before = 0
        for item in items {
            try fetch(item, into: snapshot) { bytes in
                report(
                    .progress(
                        DownloadProgress(file: item.name, bytes: before + bytes, total: total)))
            }
            before += item.metadata.byteCount ?? 0
        }
    }

    private func fetch(
        _ item: Item, into snapshot: Snapshot, progress: (Int) -> Void
    ) throws(FetchError) {
        let checksum = item.metadata.checksum
        let blob = cached.blob(checksum)
        let lock = try cached.lock(checksum) {
            report(.notice("waiting for another process that fetches \(server.model)/\(item.name)"))
        }
        defer { lock.release() }
        // Another process may have been faster, or another commit has the same contents.
        let isHere = byteCount(blob).map { $0 == item.metadata.byteCount ?? $0 } ?? false
        if !isHere {
            // Where locks do not hold, nobody shares a partial file.
            let ending = lock.isExclusive ? "incomplete" : "\(UUID().uuidString).incomplete"
            let partial = blob.appendingPathExtension(ending)
            defer { if !lock.isExclusive { unlink(partial.path) } }
            try BlobDownload(
                connection: connection, server: server, name: item.name, metadata: item.metadata,
                source: server.file(item.name, commit: snapshot.commit), window: window
            ).run(to: blob, by: partial, progress: progress)
        }
        if !snapshot.has(item.name) { try snapshot.link(item.name, to: blob) }
    }

    private func requireSpace(for items: [Item]) throws(FetchError) {
        let needed = items.reduce(0) { sum, item in
            let partial = cached.blob(item.metadata.checksum).appendingPathExtension("incomplete")
            return sum + max(0, (item.metadata.byteCount ?? 0) - (byteCount(partial) ?? 0))
        }
        guard let free = freeByteCount(cached.url), free < needed else { return }
        throw FetchError(
            .noSpace,
            """
            \(server.model) needs \(megabytes(needed)) MB more in \(cached.url.path), where \
            \(free / 1_000_000) MB are free; HF_HUB_CACHE names another folder for models
            """)
    }
}

import Files
import Foundation
import Options
import Transfer

/// Models by name: from the user's Hugging Face cache, downloaded into it where it lacks them.
public struct Hub: Sendable {
    private let settings: HubSettings
    private let window: Int
    private let pause: @Sendable (Double) -> Void

    public init(_ settings: HubSettings) {
        self.init(settings, window: FileDownload.window) { Thread.sleep(forTimeInterval: $0) }
    }

    /// - Parameters:
    ///   - window: the bytes that one request asks for at most.
    ///   - pause: waits so many seconds before a request is tried again.
    package init(
        _ settings: HubSettings, window: Int, pause: @escaping @Sendable (Double) -> Void
    ) {
        self.settings = settings
        self.window = window
        self.pause = pause
    }

    /// A folder with those parts of a model.
    ///
    /// A model that the cache has whole is taken as it is, without a question to the server; a newer
    /// commit of the same branch comes by its name, or when the old one is removed from the cache.
    /// - Parameter report: what goes on, on the caller's thread.
    public func folder(
        of model: ModelName, revision: Revision = .main, parts: ModelParts = .all,
        report: @escaping (TransferEvent) -> Void = { _ in }
    ) throws(FetchError) -> URL {
        let cached = CachedModel(model, in: settings.cache)
        let snapshot = cached.commit(of: revision).map(cached.snapshot)
        let missing = snapshot?.missing(parts)
        guard let snapshot, missing == [] else {
            if settings.isOffline { throw offline(model, revision, missing: missing) }
            return try ModelDownload(connect(report), model, cached, window: window, report)
                .run(revision, parts)
        }
        let unknown = snapshot.unknown
        if unknown.isEmpty || settings.isOffline { return snapshot.folder }
        do {
            try ModelDownload(connect(report), model, cached, window: window, report)
                .complete(snapshot)
        } catch {
            guard error.kind != .checksum else { throw error }
            report(
                .notice(
                    "whether \(model) has \(unknown.joined(separator: ", ")), which the cache lacks, "
                        + "could not be asked: \(error); HF_HUB_OFFLINE=1 asks no more"))
        }
        return snapshot.folder
    }

    private func connect(_ report: @escaping (TransferEvent) -> Void) throws(FetchError)
        -> ServerConnection
    {
        try settings.connect(pause: pause, report: report)
    }

    private func offline(
        _ model: ModelName, _ revision: Revision, missing: [String]?
    ) -> FetchError {
        let what =
            missing.map { "has \(model) without " + $0.joined(separator: ", ") }
            ?? ("has no \(model)" + (revision == .main ? "" : " of revision \(revision)"))
        return FetchError(
            .offline,
            "the cache \(settings.cache.path) \(what), and HF_HUB_OFFLINE forbids to fetch it")
    }
}

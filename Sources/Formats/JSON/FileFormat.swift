/// The form of the JSON that the tool writes: every object at the top of a file, or of a line, has it as
/// `format_version`.
///
/// A version that adds a field goes on reading files without it; one that changes what a field means, or
/// leaves one out, has a new number. Documentation/files.md has every field.
public enum FileFormat {
    public static let version = 1
    package static let key = "format_version"

    /// Why a file of another version is not read; `nil` where it is.
    /// - Parameters:
    ///   - version: `nil` where the file does not say.
    ///   - looksOldest: whether it has what a file of version 0.1 has, which did not say.
    fileprivate static func objection(to version: Int?, looksOldest: Bool) -> String? {
        switch version {
        case nil where looksOldest:
            "has no format_version: version 0.1 of isotropy wrote it, whose files later versions do not "
                + "read; make it anew, or use that version"
        case nil: "has no format_version, and is no file of version 0.1 of isotropy either"
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

/// What version 0.1 wrote too, without a version.
package protocol WrittenByOldestVersion {
    /// Names of its object that were there then and are now.
    static var oldestFields: [String] { get }
}

/// Any name of an object.
private struct FieldName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    static let version = FieldName(stringValue: FileFormat.key)
}

extension Versioned: Encodable where Value: Encodable {
    public func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
        var container = encoder.container(keyedBy: FieldName.self)
        try container.encode(FileFormat.version, forKey: .version)
    }
}

extension Versioned: Decodable where Value: Decodable {
    /// - Throws: ``FormatVersionError`` for another version, before anything else is read.
    public init(from decoder: any Decoder) throws {
        if let objection = try FormatVersion(from: decoder).objection(to: Value.self) {
            throw FormatVersionError(description: objection)
        }
        value = try Value(from: decoder)
    }
}

/// The version of a file, whatever else it holds.
package struct FormatVersion: Decodable {
    private let version: Int?
    /// What is on top of a file that does not say its version.
    private let names: Set<String>

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldName.self)
        // Null is no missing version, as `decodeIfPresent` has it.
        version =
            container.contains(.version) ? try container.decode(Int.self, forKey: .version) : nil
        names = version == nil ? Set(container.allKeys.map(\.stringValue)) : []
    }

    /// Why the file is not read as one of such a value; `nil` where it is. The words follow the file's name.
    fileprivate func objection(to type: Any.Type) -> String? {
        let oldest = (type as? any WrittenByOldestVersion.Type)?.oldestFields
        return FileFormat.objection(
            to: version, looksOldest: oldest.map { names.isSuperset(of: $0) } ?? false)
    }

    /// The same for what other programs may have written too, who state no version.
    package var objectionIfStated: String? {
        version.flatMap { FileFormat.objection(to: $0, looksOldest: false) }
    }
}

/// A file of a version that is not read; its words follow the file's name.
public struct FormatVersionError: Error, CustomStringConvertible {
    public let description: String
}

/// What of a file is points, where its reader is told.
public struct PointCloudOptions: Sendable, Equatable {
    /// A column of a table, or several.
    public enum Columns: Sendable, Equatable {
        /// From 1.
        case places(ClosedRange<Int>)
        /// As the header calls it.
        case named(String)
    }

    /// Whether a table's first line is a header; `nil` goes by rule.
    public var hasHeader: Bool?
    /// The columns of a table that are dimensions, in the order of the table; `nil` takes all but those
    /// that a rule knows as names of rows. Of lines of JSON objects, the name of the one field that has the numbers.
    public var columns: [Columns]?
    /// The one array of a safetensors or `.npz` file that is read; `nil` reads all matrices.
    public var tensor: String?
    /// The file's kind; `nil` goes by its extension.
    public var format: PointCloudFormat?
    /// Whether arrays of rank 3 and more are read too: all axes but the last become rows, in C order.
    public var flattens = false
    /// Whether rows with a number that is not finite are left out and counted; else they are refused.
    public var skipsBadRows = false
    /// An array of a `.npz` file that would unpack to more bytes is refused.
    public var unpackedByteLimit = 1 << 40

    public init() {}
}

extension PointCloudOptions.Columns {
    /// Columns as `2-4,7,name`: numbers are places from 1.
    /// - Returns: `nil` for an empty part, and for places that are none.
    public static func list(_ text: String) -> [Self]? {
        var list: [Self] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            let isPlaces =
                ends.count <= 2
                && ends.allSatisfy {
                    !$0.isEmpty
                        && $0.utf8.allSatisfy {
                            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                        }
                }
            if isPlaces {
                let places = ends.compactMap { Int($0) }
                guard places.count == ends.count, let first = places.first, let last = places.last,
                    first >= 1, last >= first
                else { return nil }
                list.append(.places(first...last))
            } else if part.isEmpty {
                return nil
            } else {
                list.append(.named(String(part)))
            }
        }
        return list
    }
}

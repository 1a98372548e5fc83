import Files

extension JSONTree {
    /// A key that an object has more than once.
    package struct RepeatedKey {
        /// The keys that lead to it and the key itself: `id2label.0`.
        package let path: String
        /// Of the first time.
        package let firstByte: Int
        /// Of the second time.
        package let byte: Int

        func error(in bytes: [UInt8]) -> JSONError {
            let place = JSONPlace(of: byte, in: bytes)
            let first = JSONPlace(of: firstByte, in: bytes)
            return JSONError(
                Self.words(path, at: place, first: first), at: byte, in: bytes,
                of: ByteOrderMark.length(bytes)..<bytes.count)
        }

        static func words(_ key: String, at place: JSONPlace, first: JSONPlace) -> String {
            let other = first.line == place.line ? "column \(first.column)" : "\(first)"
            return "'\(printable(key))' is there more than once, first in \(other)"
        }
    }

    /// The keys that occur more than once in an object, compared by their bytes.
    /// - Parameter isListed: whether the reader of the object at such a path, empty for the outermost,
    ///   tells its repeated keys itself; those inside are told all the same.
    package func repeatedKeys(
        besides isListed: (_ path: String) -> Bool = { _ in false }
    ) -> [RepeatedKey] {
        var found: [RepeatedKey] = []
        addRepeatedKeys(before: "", isListed, to: &found)
        return found
    }

    /// Refuses a document that has a key more than once in an object, and tells the first twenty.
    /// - Parameters:
    ///   - bytes: of the document.
    ///   - isListed: as of ``repeatedKeys(besides:)``.
    package func refuseRepeatedKeys(
        in bytes: [UInt8], besides isListed: (_ path: String) -> Bool = { _ in false }
    ) throws(JSONError) {
        let errors = repeatedKeys(besides: isListed).prefix(20).map { $0.error(in: bytes) }
        guard let first = errors.first else { return }
        throw first.with(errors.dropFirst())
    }

    private func addRepeatedKeys(
        before path: String, _ isListed: (String) -> Bool, to found: inout [RepeatedKey]
    ) {
        switch self {
        case .object(let members):
            let start = path.isEmpty ? "" : path + "."
            var places: [[UInt8]: (first: Int, count: Int)] = [:]
            let isTold = isListed(path)
            for member in members {
                if !isTold {
                    let name = Array(member.name.utf8)
                    let place = places[name, default: (member.byte, 0)]
                    places[name] = (place.first, place.count + 1)
                    if place.count == 1 {
                        found.append(
                            .init(
                                path: start + member.name, firstByte: place.first,
                                byte: member.byte))
                    }
                }
                guard member.value.holdsValues else { continue }
                member.value.addRepeatedKeys(before: start + member.name, isListed, to: &found)
            }
        case .array(let elements):
            for element in elements where element.holdsValues {
                element.addRepeatedKeys(before: path, isListed, to: &found)
            }
        case .null, .bool, .number, .string: break
        }
    }

    private var holdsValues: Bool {
        switch self {
        case .array, .object: true
        case .null, .bool, .number, .string: false
        }
    }
}

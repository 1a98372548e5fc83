import Files

extension JSONTree {
    /// A key that an object has more than once.
    package struct RepeatedKey {
        /// The keys that lead to it and the key itself: `id2label.0`.
        package let path: String
        /// Of the second time.
        package let byte: Int

        package func error(in bytes: [UInt8]) -> JSONError {
            JSONError(
                "'\(printable(path))' is there more than once", at: byte, in: bytes,
                of: ByteOrderMark.length(bytes)..<bytes.count)
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

    /// Refuses a document that has a key more than once in an object.
    /// - Parameters:
    ///   - bytes: of the document.
    ///   - isListed: as of ``repeatedKeys(besides:)``.
    package func refuseRepeatedKeys(
        in bytes: [UInt8], besides isListed: (_ path: String) -> Bool = { _ in false }
    ) throws(JSONError) {
        guard let key = repeatedKeys(besides: isListed).first else { return }
        throw key.error(in: bytes)
    }

    private func addRepeatedKeys(
        before path: String, _ isListed: (String) -> Bool, to found: inout [RepeatedKey]
    ) {
        switch self {
        case .object(let members):
            let start = path.isEmpty ? "" : path + "."
            var counts: [[UInt8]: Int] = [:]
            let isTold = isListed(path)
            for member in members {
                if !isTold {
                    counts[Array(member.name.utf8), default: 0] += 1
                    if counts[Array(member.name.utf8)] == 2 {
                        found.append(.init(path: start + member.name, byte: member.byte))
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

import Files
import Options

extension DataError {
    /// One thing that is wrong, with all others of its cause in its file.
    public struct Problem: Sendable, Equatable, CustomStringConvertible {
        /// The file's path; `nil` when no file is to blame.
        public let file: String?
        /// Of the first, from 1, the header included; `nil` when it is not one line.
        public let line: Int?
        /// Of the first, from 1, in Unicode scalars; `nil` where the whole line is meant.
        public let column: Int?
        /// Of the first.
        public let message: Message
        /// How many problems there are of this cause.
        public private(set) var count = 1
        /// Where the next few are, in words.
        private var others: [String] = []
        private let cause: String

        /// As many places are told behind the first.
        private static let shown = 4

        /// - Parameter cause: what problems must share to be told as one; `nil` takes the message
        ///   without what it quotes and without its numbers.
        public init(
            file: String? = nil, line: Int? = nil, column: Int? = nil, _ message: Message,
            cause: String? = nil
        ) {
            self.file = file
            self.line = line
            self.column = column
            self.message = message
            self.cause = cause ?? Self.outline(message.description)
        }

        func isAlike(_ other: Problem) -> Bool { file == other.file && cause == other.cause }

        /// Counts another of the same cause, and those that it has counted.
        mutating func absorb(_ other: Problem) {
            count += other.count
            let example = Self.quotation(other.message.description)
            let differs = example != Self.quotation(message.description) ? example : nil
            let place = [other.line.map { textPlace(line: $0) }, differs].compactMap { $0 }
            let words = place.isEmpty ? other.message.description : place.joined(separator: ": ")
            let all = [words] + other.others
            others += all.prefix(max(0, Self.shown - others.count))
        }

        /// `path: line 3, column 5: message`, with the count and places of others.
        public var description: String { text.description }

        /// The same, with its options.
        var text: Message {
            let place = line.map { textPlace(line: $0, column: column) }
            let first = ([file, place].compactMap { $0 }.map { Message($0) } + [message])
                .joined(separator: ": ")
            guard count > 1 else { return first }
            let more = others.count < count - 1 ? ", …" : ""
            return "\(first) (and \(count - 1) more: \(others.joined(separator: ", "))\(more))"
        }

        /// A message without quotations and digits.
        private static func outline(_ message: String) -> String {
            var isQuoted = false
            return message.filter { character in
                if character == "'" { isQuoted.toggle() }
                return !isQuoted && !character.isNumber
            }
        }

        /// The first quotation of a message, with its quotes.
        private static func quotation(_ message: String) -> String? {
            guard let start = message.firstIndex(where: { "'\"".contains($0) }),
                let end = message[message.index(after: start)...].firstIndex(of: message[start])
            else { return nil }
            return String(message[start...end])
        }
    }
}

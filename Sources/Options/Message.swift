/// What an error or a notice says: words of its own, in which it may name options, and what it quotes.
///
/// It is written as a literal, in which `` `max_length` `` names an option: a command line shows its flag
/// there. What is interpolated names none, whatever backquotes a user's path or column has, unless it is a
/// message, or an error that has one.
public struct Message: Sendable, Hashable {
    private enum Part: Hashable {
        case words(String)
        case option(String)
    }

    private var parts: [Part] = []

    private init() {}

    /// Words that name no option, such as those of a file.
    public init(_ words: String) {
        append(.words(words))
    }

    /// The message with every option as `name` calls it.
    /// - Parameter name: gets an option as files name it, such as `max_length` or `training.max_length`.
    public func text(naming name: (String) -> String) -> String {
        parts.map { part in
            switch part {
            case .words(let words): words
            case .option(let option): name(option)
            }
        }.joined()
    }

    /// Neighbouring words are one part, so that equal messages have equal parts.
    private mutating func append(_ part: Part) {
        guard part != .words("") else { return }
        if case .words(let new) = part, case .words(let words)? = parts.last {
            parts[parts.count - 1] = .words(words + new)
        } else {
            parts.append(part)
        }
    }

    public static func + (left: Message, right: Message) -> Message {
        right.parts.reduce(into: left) { $0.append($1) }
    }

    public static func += (left: inout Message, right: Message) {
        left = left + right
    }
}

extension Message: CustomStringConvertible {
    /// Options as files name them, in backquotes.
    public var description: String { text { "`\($0)`" } }
}

extension Message: ExpressibleByStringInterpolation {
    public init(stringLiteral literal: String) {
        guard literal.utf8.contains(UInt8(ascii: "`")) else {
            append(.words(literal))
            return
        }
        var rest = literal[...]
        while let match = rest.firstMatch(of: /`([a-z][a-z0-9_.]*)`/) {
            append(.words(String(rest[..<match.range.lowerBound])))
            append(.option(String(match.output.1)))
            rest = rest[match.range.upperBound...]
        }
        append(.words(String(rest)))
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.message
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var message = Message()

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) {
            message += Message(stringLiteral: literal)
        }

        /// Quotes a value as it is; messages, and those of errors, go on naming their options.
        public mutating func appendInterpolation<Value>(_ value: Value) {
            switch value {
            case let inner as Message: message += inner
            case let error as any MessageError: message += error.message
            default: message.append(.words(String(describing: value)))
            }
        }

        /// Names an option that is known only when the program runs.
        public mutating func appendInterpolation(option name: String) {
            message.append(.option(name))
        }
    }
}

extension Sequence<Message> {
    public func joined(separator: Message) -> Message {
        var all: Message = ""
        for (index, message) in enumerated() { all += index == 0 ? message : separator + message }
        return all
    }
}

/// An error whose message may name options.
public protocol MessageError: Error, CustomStringConvertible {
    var message: Message { get }
}

extension MessageError {
    public var description: String { message.description }
}

/// An option of a type: its description, and where the type keeps it.
public struct OptionField<Owner>: Sendable {
    public private(set) var description: OptionDescription
    let read: @Sendable (Owner) -> OptionValue
    /// - Returns: whether the value is one of this option.
    let write: @Sendable (inout Owner, OptionValue) -> Bool
    private(set) var idleness: [Idleness] = []

    /// When an option has no effect.
    struct Idleness: Sendable {
        /// The options whose values decide it.
        let others: [String]
        let holds: @Sendable (Owner) -> Bool
    }

    public var name: String { description.name }

    /// The same field where files of earlier versions, which lack it, have its default.
    public func addedLater() -> Self {
        var field = self
        field.description.isRequired = false
        return field
    }
}

/// How an option appears where it is not only recorded.
public struct OptionAppearance: Sendable, ExpressibleByStringLiteral,
    ExpressibleByStringInterpolation
{
    let help: String
    let symbol, placeholder, otherwise: String?
    let isAlwaysNamed: Bool

    /// - Parameters:
    ///   - help: a sentence for the help, without the default.
    ///   - symbol: for tables and figures; without one, the option's name.
    ///   - placeholder: what stands for a value in the help.
    ///   - otherwise: what the help says of a value that is not given, instead of the default.
    ///   - isAlwaysNamed: whether a method's name shows it even at its default.
    public init(
        _ help: String, symbol: String? = nil, placeholder: String? = nil, otherwise: String? = nil,
        isAlwaysNamed: Bool = false
    ) {
        self.help = help
        self.symbol = symbol
        self.placeholder = placeholder
        self.otherwise = otherwise
        self.isAlwaysNamed = isAlwaysNamed
    }

    public init(stringLiteral help: String) {
        self.init(help)
    }
}

extension OptionDescription {
    init(_ name: String, _ kind: Kind, _ appearance: OptionAppearance?) {
        self.name = name
        self.kind = kind
        symbol = appearance?.symbol ?? name.replacing("_", with: " ")
        help = appearance?.help
        placeholder = appearance?.placeholder
        otherwise = appearance?.otherwise
        isAlwaysNamed = appearance?.isAlwaysNamed ?? false
    }
}

extension OptionField {
    /// The same option, which has no effect where `isIdle` holds: there it is refused, and no name shows it.
    /// - Parameter others: the options whose values decide it.
    public func idle(
        with others: String..., when isIdle: @escaping @Sendable (Owner) -> Bool
    ) -> Self {
        var field = self
        field.idleness.append(Idleness(others: others, holds: isIdle))
        return field
    }

    /// - Parameters:
    ///   - name: snake_case.
    ///   - appearance: `nil` for what files record and command lines do not offer.
    public static func number(
        _ name: String, _ path: WritableKeyPath<Owner, Double> & Sendable, _ range: OptionRange,
        _ appearance: OptionAppearance? = nil
    ) -> Self {
        Self(description: OptionDescription(name, .number(range), appearance)) { owner in
            .number(owner[keyPath: path])
        } write: { owner, value in
            guard let number = value.asNumber else { return false }
            owner[keyPath: path] = number
            return true
        }
    }

    /// A number that may be left to others.
    public static func number(
        _ name: String, _ path: WritableKeyPath<Owner, Double?> & Sendable, _ range: OptionRange,
        _ appearance: OptionAppearance? = nil
    ) -> Self {
        Self(description: OptionDescription(name, .number(range), appearance)) { owner in
            owner[keyPath: path].map(OptionValue.number) ?? .absent
        } write: { owner, value in
            guard value == .absent || value.asNumber != nil else { return false }
            owner[keyPath: path] = value.asNumber
            return true
        }
    }

    public static func integer(
        _ name: String, _ path: WritableKeyPath<Owner, Int> & Sendable, _ range: OptionRange,
        _ appearance: OptionAppearance? = nil
    ) -> Self {
        Self(description: OptionDescription(name, .integer(range), appearance)) { owner in
            .integer(owner[keyPath: path])
        } write: { owner, value in
            guard case .integer(let number) = value else { return false }
            owner[keyPath: path] = number
            return true
        }
    }

    /// An integer that may be left to others.
    public static func integer(
        _ name: String, _ path: WritableKeyPath<Owner, Int?> & Sendable, _ range: OptionRange,
        _ appearance: OptionAppearance? = nil
    ) -> Self {
        Self(description: OptionDescription(name, .integer(range), appearance)) { owner in
            owner[keyPath: path].map(OptionValue.integer) ?? .absent
        } write: { owner, value in
            switch value {
            case .absent: owner[keyPath: path] = nil
            case .integer(let number): owner[keyPath: path] = number
            default: return false
            }
            return true
        }
    }

    public static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ path: WritableKeyPath<Owner, Value> & Sendable,
        _ appearance: OptionAppearance? = nil
    ) -> Self {
        let words = Value.allCases.map(\.rawValue)
        return Self(description: OptionDescription(name, .choice(words), appearance)) { owner in
            .text(owner[keyPath: path].rawValue)
        } write: { owner, value in
            guard case .text(let word) = value, let choice = Value(rawValue: word) else {
                return false
            }
            owner[keyPath: path] = choice
            return true
        }
    }

    public static func flag(
        _ name: String, _ path: WritableKeyPath<Owner, Bool> & Sendable,
        _ appearance: OptionAppearance? = nil
    ) -> Self {
        Self(description: OptionDescription(name, .flag, appearance)) { owner in
            .flag(owner[keyPath: path])
        } write: { owner, value in
            guard case .flag(let isOn) = value else { return false }
            owner[keyPath: path] = isOn
            return true
        }
    }

    /// An option of a type of its own.
    /// - Parameters:
    ///   - form: what a user writes, such as `all, last or a layer`.
    ///   - write: the value as files have it.
    ///   - read: the option for a value in a file or a word on a command line; `nil` where it is none.
    public static func custom<Value>(
        _ name: String, _ path: WritableKeyPath<Owner, Value> & Sendable, form: String,
        _ appearance: OptionAppearance? = nil,
        write: @escaping @Sendable (Value) -> OptionValue,
        read: @escaping @Sendable (OptionValue) -> Value?
    ) -> Self {
        Self(description: OptionDescription(name, .text(form: form), appearance)) { owner in
            write(owner[keyPath: path])
        } write: { owner, value in
            guard let choice = read(value) else { return false }
            owner[keyPath: path] = choice
            return true
        }
    }
}

extension OptionValue {
    /// Files write whole numbers without a point.
    fileprivate var asNumber: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}

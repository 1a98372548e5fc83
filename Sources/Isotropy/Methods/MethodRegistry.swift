import Options
import Synchronization

/// The normalizers and penalties of this program, in the order of tables and of the help.
///
/// A package that brings its own registers it before the command line or a file is read:
/// `try MethodRegistry.register(ShiftOptions.self)`.
public enum MethodRegistry {
    private struct Known {
        var normalizers: [any NormalizerOptions.Type] = [
            NoNormalizerOptions.self, BatchNormOptions.self, IsoBNOptions.self,
            WhiteningOptions.self,
        ]
        var penalties: [any PenaltyOptions.Type] = [
            NoPenaltyOptions.self, IStarOptions.self, CosRegOptions.self,
        ]
    }

    private static let known = Mutex(Known())

    public static var normalizers: [any NormalizerOptions.Type] { known.withLock(\.normalizers) }

    public static var penalties: [any PenaltyOptions.Type] { known.withLock(\.penalties) }

    /// Whether another package has registered a method.
    public static var hasOthers: Bool {
        let own = Known()
        return all.count > own.normalizers.count + own.penalties.count
    }

    /// All of both.
    public static var all: [any MethodOptions.Type] { normalizers + penalties }

    /// Makes a normalizer of another package known; one that is known already stays as it is.
    /// - Throws: for a name that is none or another's, and for an option that another method has with values of
    ///   another kind.
    public static func register(_ type: any NormalizerOptions.Type) throws(MethodRegistrationError)
    {
        try add(type, to: \.normalizers, named: "normalizer")
    }

    /// Makes a penalty of another package known; one that is known already stays as it is.
    /// - Throws: as for a normalizer.
    public static func register(_ type: any PenaltyOptions.Type) throws(MethodRegistrationError) {
        try add(type, to: \.penalties, named: "penalty")
    }

    private static func add<Part>(
        _ type: Part, to path: WritableKeyPath<Known, [Part]> & Sendable, named kind: String
    ) throws(MethodRegistrationError) {
        guard let options = type as? any MethodOptions.Type else { return }
        let others = all.filter { $0 != options }
        if let problem = options.registrationProblem(kind: kind, beside: others) {
            throw MethodRegistrationError(problem)
        }
        let isKnown = all.contains { $0 == options }
        if !isKnown { known.withLock { $0[keyPath: path].append(type) } }
    }
}

/// Why a method cannot be registered.
public struct MethodRegistrationError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

extension MethodOptions {
    fileprivate static func registrationProblem(
        kind: String, beside others: [any MethodOptions.Type]
    ) -> String? {
        let letters = name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
        guard letters, name.first?.isLetter == true else {
            return
                "\(kind) '\(name)': a name begins with a lower-case letter and has letters, digits and "
                + "hyphens"
        }
        if others.contains(where: { $0.name == name }) {
            return "\(kind) '\(name)': there is another method of this name"
        }
        let names = descriptions.map(\.name)
        for (index, option) in names.enumerated() {
            guard option != MethodKey.name.stringValue, !names[..<index].contains(option) else {
                return "\(kind) '\(name)': its option '\(option)' is called like another"
            }
            guard option.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") })
            else { return "\(kind) '\(name)': its option '\(option)' is not snake_case" }
        }
        for other in others {
            for (mine, theirs) in pairs(with: other) where !mine.kind.isAlike(theirs.kind) {
                return
                    "\(kind) '\(name)': '\(other.name)' has an option '\(mine.name)' too, with values of "
                    + "another kind"
            }
        }
        return nil
    }

    private static func pairs(
        with other: any MethodOptions.Type
    ) -> [(OptionDescription, OptionDescription)] {
        descriptions.flatMap { mine in
            other.descriptions.filter { $0.name == mine.name }.map { (mine, $0) }
        }
    }
}

extension OptionDescription.Kind {
    fileprivate func isAlike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.number, .number), (.integer, .integer), (.flag, .flag), (.text, .text): true
        case (.choice(let mine), .choice(let theirs)): mine == theirs
        default: false
        }
    }
}

extension MethodRegistry {
    /// No method, then every normalizer and every penalty alone, with its defaults.
    public static var methods: [Method] {
        [Method()] + normalizers.map { Method(normalizer: $0.init()) }.filter(\.isNormalized)
            + penalties.map { Method(penalty: $0.init()) }.filter(\.isPenalized)
    }
}

import Options

extension Method {
    /// A name that is also a folder's, such as `isobn` or `istar-lambda-1`: methods that differ have
    /// different ones.
    public var name: String { joined("+", \.folderName) }

    /// A name for tables and figures, such as `I-STAR λ = −1`.
    public var title: String { joined(" & ", \.tableName) }

    private func joined(_ separator: String, _ name: (any MethodOptions) -> String) -> String {
        var named: [any MethodOptions] = []
        if isNormalized { named.append(normalizer) }
        if isPenalized { named.append(penalty) }
        return named.isEmpty ? "plain" : named.map(name).joined(separator: separator)
    }

    /// Whether tables put it first: by the penalty in the order of the registry, by its numbers, then by the
    /// normalizer.
    public static func isInOrder(_ one: Method, _ other: Method) -> Bool {
        let (first, second) = (one.rank, other.rank)
        return first == second ? one.name < other.name : first.lexicographicallyPrecedes(second)
    }

    /// Methods of one penalty and one normalizer have as many numbers.
    private var rank: [Double] {
        let penalties = MethodRegistry.penalties.map { $0.name }
        let normalizers = MethodRegistry.normalizers.map { $0.name }
        func place(_ name: String, _ names: [String]) -> Double {
            Double(names.firstIndex(of: name) ?? names.count)
        }
        let penaltyRank = [place(penalty.ownName, penalties)] + penalty.numbers
        return penaltyRank + [place(normalizer.ownName, normalizers)] + normalizer.numbers
    }
}

extension MethodOptions {
    /// `istar-lambda-1-zeta0.5`: the reading of the papers that is nearest, and every option that differs
    /// from it.
    fileprivate var folderName: String {
        let (preset, fields) = named
        let options = fields.map { field, value in
            let name = field.name.replacing("_", with: "-")
            return switch value {
            case .number, .integer: name + signed(value, field)
            case .flag(let isOn): isOn ? name : "no-" + name
            case .text, .absent: name + "-" + value.description.map(safe).joined()
            }
        }
        return ([Self.name, preset?.rawValue].compactMap { $0 } + options).joined(separator: "-")
    }

    /// `I-STAR λ = −1, ζ = 0.5`.
    fileprivate var tableName: String {
        let (preset, fields) = named
        let reading = preset.map { " (\($0.rawValue.replacing("-", with: " ")))" } ?? ""
        let options = fields.map { field, value in
            let text = signed(value, field)
            return switch value {
            case .number, .integer: "\(field.symbol) = \(text.replacing("-", with: "−"))"
            case .text, .flag, .absent: "\(field.symbol) = \(text)"
            }
        }
        return Self.title + reading + (options.isEmpty ? "" : " ")
            + options.joined(separator: ", ")
    }

    /// The reading of the papers with the fewest other values, `nil` for the usual one, and the options that a
    /// name has to tell: none without effect.
    private var named: (preset: Preset?, fields: [(OptionDescription, OptionValue)]) {
        let usual = Self(preset: .corrected)
        var (nearest, least): (Preset?, Self) = (nil, usual)
        for preset in Preset.allCases {
            let reading = Self(preset: preset)
            guard distance(to: reading) < distance(to: least) else { continue }
            (nearest, least) = (preset, reading)
        }
        let fields = zip(Self.descriptions, zip(values, least.values)).compactMap { field, value in
            let isNamed = field.isAlwaysNamed || value.0 != value.1
            return isNamed && idleness(of: field.name) == nil ? (field, value.0) : nil
        }
        return (nearest, fields)
    }

    private func distance(to other: Self) -> Int {
        zip(values, other.values).count { $0 != $1 }
    }

    fileprivate var ownName: String { Self.name }

    fileprivate var numbers: [Double] {
        values.compactMap { value in
            switch value {
            case .number(let number): number
            case .integer(let number): Double(number)
            case .flag, .text, .absent: nil
            }
        }
    }

    private func signed(_ value: OptionValue, _ field: OptionDescription) -> String {
        guard case .number(let range) = field.kind, range.isSigned,
            case .number(let number) = value,
            number > 0
        else { return value.description }
        return "+" + value.description
    }

    private func safe(_ character: Character) -> String {
        character.isLetter || character.isNumber || ".-".contains(character) ? "\(character)" : "-"
    }
}

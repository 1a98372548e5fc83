import Options

/// The clouds of a file of arrays with names, what is passed over, and what is wrong.
struct NamedClouds {
    private let file: String
    private let options: PointCloudOptions
    /// What arrays are called in messages: a tensor, an array.
    private let word: String
    private let toFloat: String
    private var clouds: [any PointCloudReader] = []
    private var problems: CheckpointError
    /// What is passed over, and what could be done about it.
    private var others: [(text: String, advice: Message?)] = []

    init(_ file: String, _ options: PointCloudOptions, calling word: String, toFloat: String) {
        (self.file, self.options, self.word, self.toFloat) = (file, options, word, toFloat)
        problems = CheckpointError(file: file)
    }

    /// Whether an array of that name is wanted.
    func wants(_ name: String) -> Bool { options.tensor == nil || options.tensor == name }

    /// Whether an array can be a cloud, by its shape and type; else it is passed over.
    mutating func takes(
        _ name: String, _ typeName: String, _ shape: [Int], isFloatingPoint: Bool
    ) -> Bool {
        let isMatrix = shape.count == 2 || shape.count > 2 && options.flattens
        guard !wants(name) || !isMatrix || !isFloatingPoint else { return true }
        let advice: Message? =
            switch shape.count {
            case 1... where !isFloatingPoint:
                "save numbers of other types with \(toFloat)"
            case 1: "save a row with .reshape(1, -1), a column with .reshape(-1, 1)"
            case 3...: "`flatten` takes all axes but the last as rows"
            default: nil
            }
        others.append(("\(name) (\(typeName) \(shape))", wants(name) ? advice : nil))
        return false
    }

    mutating func passOver(_ text: String) { others.append((text, nil)) }

    mutating func add(_ cloud: any PointCloudReader) { clouds.append(cloud) }

    mutating func add(_ problem: Message) { problems.add(problem) }

    mutating func add(_ error: CheckpointError) { problems.add(error) }

    /// The clouds, of which there is one at least.
    func all(_ note: (Message) -> Void) throws(CheckpointError) -> [any PointCloudReader] {
        try problems.throwIfAny()
        let most = clouds.isEmpty ? 20 : 5
        let list =
            others.prefix(most).map(\.text).joined(separator: ", ")
            + (others.count > most ? " and \(others.count - most) more" : "")
        guard !clouds.isEmpty else {
            let what = options.tensor.map { "no \(word) '\($0)' that is" } ?? "no \(word) that is"
            let found = others.isEmpty ? "" : "; it has \(list)"
            let advice: Message = others.lazy.compactMap(\.advice).first.map { "; \($0)" } ?? ""
            throw CheckpointError(
                file: file,
                "holds \(what) a matrix of floating-point numbers\(found)\(advice)")
        }
        if options.tensor == nil, !others.isEmpty {
            note("passed over, as they are no matrices of floating-point numbers: \(list)")
        }
        return clouds
    }
}

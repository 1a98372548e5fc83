import Checkpoints
import Encoders
import Options

/// A checkpoint may have been made for anything: a head that is not asked for is passed over.
extension ModelFolder {
    /// Whether the layer with the classifier's name reads words or choices: in some families only the
    /// class tells, by names and shapes they are the same.
    private var classifiesNoSentences: Bool {
        ["ForTokenClassification", "ForMultipleChoice"].contains {
            fields.architecture?.hasSuffix($0) == true
        }
    }

    /// Why a classifier that the weights may hold is not taken for a model's; `nil` where it is, and
    /// where there is none.
    package func objection(
        _ weights: some TensorSource, to head: Head, _ features: FeatureSource
    ) throws -> Message? {
        let layers = encoder.family.sentenceHead
        guard let shape = entry(layers.classifier + ".weight", weights)?.shape else { return nil }
        if classifiesNoSentences || entry(layers.pooler + ".weight", weights) == nil {
            return "it classifies no sentences"
        }
        let names: OutputNames
        do {
            names = try OutputNames(configuration)
        } catch {
            return "\(error)"
        }
        let wanted = [names.all.count, encoder.hiddenSize]
        guard shape == wanted else { return "it is \(shape), config.json asks for \(wanted)" }
        guard names.fit(head) else { return "it is for other labels" }
        let trained: FeatureSource = try passingPooler(weights) == nil ? .pooler : .cls
        return trained == features ? nil : "it read other features: `features` \(trained.rawValue)"
    }

    /// A weight of a head or, where the file is one of the bare encoder, of the encoder.
    private func entry(_ name: String, _ weights: some TensorSource) -> StoredTensor? {
        let prefix = encoder.family.prefix + "."
        if let found = weights.storedTensor(name) { return found }
        return name.hasPrefix(prefix)
            ? weights.storedTensor(String(name.dropFirst(prefix.count))) : nil
    }

    /// Refuses a model that was not fine-tuned to classify sentences.
    func requireSentenceClassifier(in weights: ModelWeights) throws(TrainingError) {
        if classifiesNoSentences, let architecture = fields.architecture {
            throw .run(
                "\(configuration.url.path): architectures is \(architecture), which does not classify "
                    + "sentences: the model is to be fine-tuned first")
        }
        let head = encoder.family.sentenceHead
        for layer in [head.classifier, head.pooler] { try requireHead(layer, in: weights) }
    }

    /// Refuses a model without a layer that fine-tuning makes.
    func requireHead(_ layer: String, in weights: ModelWeights) throws(TrainingError) {
        guard entry(layer + ".weight", weights) == nil else { return }
        throw .run("\(weights.path) has no \(layer).weight: the model is to be fine-tuned first")
    }

    /// Refuses a classifier that has not as many outputs as `config.json` says, or as the task asks for.
    /// - Parameter head: what is asked for; `nil` takes what `config.json` says.
    func checkOutputs(for head: Head?, in weights: ModelWeights) throws {
        let layer = encoder.family.sentenceHead.classifier + ".weight"
        guard let count = entry(layer, weights)?.shape.first else { return }
        let found = "\(layer) in \(weights.path) has \(count) rows"
        let names = try OutputNames(configuration)
        if names.all.count != count, names.source != nil || head == nil {
            throw ConfigurationError(configuration.url, ["\(names.countInWords), but \(found)"])
        }
        if let head, head.outputCount != count {
            throw TrainingError.run("the task has \(head.outputCount) outputs, but \(found)")
        }
    }

    /// What a user should know of weights that were loaded: the parts of the file that were passed
    /// over, and the parts of the model that start anew.
    /// - Parameters:
    ///   - unread: what the names of new weights that nobody reads begin with.
    ///   - objection: why a classifier is among what was passed over.
    public func notices(
        of report: LoadReport, unread: [String] = [], objection: Message? = nil
    ) -> [Message] {
        let read = report.new.filter { name in !unread.contains { name.hasPrefix($0 + ".") } }
        let (passed, new) = (parts(report.ignored), parts(read))
        // A model of the bare encoder lacks nothing but what every task adds.
        guard !passed.isEmpty || new.contains(parts([encoder.family.sentenceHead.pooler])[0]) else {
            return []
        }
        var words: [Message] = []
        if !passed.isEmpty {
            let reason = objection.map { " (\($0))" as Message } ?? ""
            words.append("\(Self.sentence(passed, "is", "are", "passed over"))\(reason)")
        }
        if !new.isEmpty { words.append("\(Self.sentence(new, "starts", "start", "anew"))") }
        let title = fields.architecture.map { " (\($0))" } ?? ""
        return ["of the model's weights\(title), \(words.joined(separator: "; "))"]
    }

    /// The modules that names of weights belong to, each once: `cls`, `bert.pooler`.
    private func parts(_ names: [String]) -> [String] {
        let prefix = encoder.family.prefix + "."
        var parts: [String] = []
        for name in names {
            let isInner = name.hasPrefix(prefix)
            let bare = isInner ? name.dropFirst(prefix.count) : name[...]
            let module = bare.prefix { $0 != "." }
            // Numbers of positions and segments that older versions saved are no part of a head.
            guard module != "embeddings" else { continue }
            let part = (isInner ? prefix : "") + module
            if !parts.contains(part) { parts.append(part) }
        }
        return parts
    }

    private static func sentence(
        _ parts: [String], _ one: String, _ several: String, _ end: String
    ) -> String {
        let names = parts.dropLast().joined(separator: ", ")
        let list = parts.count > 1 ? "\(names) and \(parts[parts.count - 1])" : parts[0]
        return "\(list) \(parts.count > 1 ? several : one) \(end)"
    }
}

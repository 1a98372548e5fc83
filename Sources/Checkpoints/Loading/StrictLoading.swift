import Layers
import Options
import Torch

/// Copies a published checkpoint into the parameters of a model, all of it or nothing.
///
/// Before anything is copied, everything that does not fit is said in one error: parameters missing
/// from the file, names in it that the model does not have, other shapes, types that are no weights,
/// values that are not finite in float32.
public func load(
    into store: ParameterStore, from source: some TensorSource, map: KeyMap
) throws(CheckpointError) -> LoadReport {
    let plan = LoadPlan(store, source, map)
    let message = plan.problems()
    if !message.isEmpty {
        throw CheckpointError(
            file: source.path,
            "checkpoint does not fit \(map.model): \(message.joined(separator: "; "))")
    }
    for (parameter, stored) in plan.pairs {
        try parameter.update(
            failure: { CheckpointError(file: source.path, "\(stored.name): \($0)") },
            { value throws(CheckpointError) in try stored.copy(to: value) })
    }
    return plan.report
}

/// Which entry of a file goes to which parameter.
private struct LoadPlan {
    var pairs: [(parameter: Parameter, stored: StoredTensor)] = []
    var report = LoadReport()
    private var missing: [String] = []
    private var unexpected: [String] = []
    private var repeated: [String] = []

    init(_ store: ParameterStore, _ source: some TensorSource, _ map: KeyMap) {
        let parameters = Dictionary(uniqueKeysWithValues: store.parameters.map { ($0.name, $0) })
        let isBare = !source.tensors.contains { $0.name.hasPrefix(map.optionalPrefix) }
        var sources: [String: StoredTensor] = [:]
        for stored in source.tensors {
            let published = stored.name
            let name = map.parameterName(of: published, isBare: isBare) { parameters[$0] != nil }
            if map.isRenewed(name) {
                report.ignored.append(published)
            } else if parameters[name] == nil {
                if map.isIgnorable(name) || map.isIgnorable(published) {
                    report.ignored.append(published)
                } else {
                    unexpected.append(published)
                }
            } else if let other = sources.updateValue(stored, forKey: name) {
                repeated.append("\(name) as \(other.name) and \(published)")
            }
        }
        let present = Set(sources.keys.compactMap(map.initializablePattern))
        for parameter in store.parameters {
            if let stored = sources[parameter.name] {
                pairs.append((parameter, stored))
                report.loaded.append(parameter.name)
            } else if map.isRenewed(parameter.name) {
                report.new.append(parameter.name)
            } else if let pattern = map.initializablePattern(parameter.name),
                !present.contains(pattern)
            {
                report.new.append(parameter.name)
            } else {
                missing.append(parameter.name)
            }
        }
    }

    /// Kinds of problem, each with the first names that it concerns.
    func problems() -> [String] {
        let shapes = pairs.filter { $0.parameter.shape != $0.stored.shape }.map { pair in
            "\(pair.parameter.name) \(pair.stored.shape), model has \(pair.parameter.shape)"
        }
        let types = pairs.filter { !isWeight($0.stored) }.map { pair in
            "\(pair.parameter.name) \(pair.stored.typeName)"
        }
        var found: [(String, [String])] = [
            ("missing from the file", missing), ("of another shape", shapes),
            ("of a type that is no weight's", types), ("unexpected", unexpected),
            ("there twice", repeated),
        ]
        // Looking at every number is for a file that is otherwise right.
        if found.allSatisfy(\.1.isEmpty) {
            found.append(("with values that are not finite in float32", nonFinite()))
        }
        return found.filter { !$0.1.isEmpty }.map { kind, names in
            let list = names.prefix(CheckpointError.limit).joined(separator: ", ")
            let more = names.count - CheckpointError.limit
            return "\(names.count) \(kind): \(list)" + (more > 0 ? " and \(more) more" : "")
        }
    }

    private func isWeight(_ stored: StoredTensor) -> Bool {
        stored.dtype?.isFloatingPoint == true
    }

    private func nonFinite() -> [String] {
        pairs.compactMap { parameter, stored in
            stored.firstNonFinite().map { "\(parameter.name) (element \($0))" }
        }
    }
}

import Foundation

extension Experiment {
    /// Refuses what the model cannot do, in the options' names.
    func checkOptions() throws(TrainingError) {
        let problems = training.problems
        guard problems.isEmpty else {
            throw .invalidOption(problems.joined(separator: "\n"))
        }
        let names = methods.map(\.name)
        guard Set(names).count == names.count, Set(seeds).count == seeds.count else {
            throw .invalidOption(
                "methods of one name, or equal seeds, would share a folder: "
                    + "\(names.joined(separator: ", ")); seeds \(seeds)")
        }
        let files = [work.custom?.development, work.custom?.test].compactMap { $0 }
        let inputs = [source.url, work.dataFolder] + files.map { URL(filePath: $0) }
        for input in inputs where existing == .overwrite {
            let (inner, outer) = (input.resolvingSymlinksInPath(), output.resolvingSymlinksInPath())
            if inner.pathComponents.starts(with: outer.pathComponents) {
                throw .invalidOption(
                    "--overwrite would remove \(input.path), which the run reads: give another "
                        + "--output")
            }
        }
        try source.check(maximumLength: training.maximumLength)
        for method in methods {
            guard case .layer(let layer) = method.penalty.layers, layer > source.encoder.layerCount
            else { continue }
            throw .invalidOption(
                "--layers \(layer): the model has the layers 0 to \(source.encoder.layerCount)")
        }
    }

    /// Refuses to go on with one run where several were asked for.
    func checkKindOfRun() throws(TrainingError) {
        guard existing == .resume else { return }
        let holds = { (name: String) in
            FileManager.default.fileExists(atPath: output.appending(path: name).path)
        }
        guard isTree, holds("config.json") else { return }
        throw .run(
            "\(output.path) holds one run, and several were asked for: give another --output, or "
                + "the method and seed it was begun with")
    }
}

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
}

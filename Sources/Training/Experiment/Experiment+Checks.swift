import Foundation
import Isotropy
import Options

extension Experiment {
    /// Refuses what the model cannot do, in the options' names.
    func checkOptions() throws(TrainingError) {
        try training.problems.check()
        for method in methods { try method.problems.check() }
        let names = methods.map(\.name)
        guard Set(names).count == names.count, Set(seeds).count == seeds.count else {
            throw .run(
                "methods of one name, or equal seeds, would share a folder: "
                    + "\(names.joined(separator: ", ")); seeds \(seeds)")
        }
        let files = [work.custom?.development, work.custom?.test].compactMap { $0 }
        let inputs = [source.url, work.dataFolder] + files.map { URL(filePath: $0) }
        for input in inputs where existing == .overwrite {
            let (inner, outer) = (input.resolvingSymlinksInPath(), output.resolvingSymlinksInPath())
            if inner.pathComponents.starts(with: outer.pathComponents) {
                throw .run(
                    "`overwrite` would remove \(input.path), which the run reads: give another "
                        + "`output`")
            }
        }
        try source.check(maximumLength: training.maximumLength)
        for method in methods {
            let layers = source.encoder.layerCount
            guard case .integer(let layer) = method.penalty.value(of: "layers"), layer > layers
            else { continue }
            throw .options([
                OptionProblem("layers", "\(layer): the model has the layers 0 to \(layers)")
            ])
        }
    }
}

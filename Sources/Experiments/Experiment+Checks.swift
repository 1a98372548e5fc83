import Foundation
import Isotropy
import Models
import Options

extension Experiment {
    /// Refuses what the model cannot do, in the options' names.
    func checkOptions() throws {
        try training.problems.check()
        for method in methods { try method.problems.check() }
        let names = methods.map(\.name)
        guard Set(names).count == names.count, Set(seeds).count == seeds.count else {
            throw TrainingError.run(
                "methods of one name, or equal seeds, would share a folder: "
                    + "\(names.joined(separator: ", ")); seeds \(seeds)")
        }
        let inputs =
            existing == .overwrite ? [source.url, work.dataFolder] + (try work.files()) : []
        for input in inputs {
            let (inner, outer) = (input.resolvingSymlinksInPath(), output.resolvingSymlinksInPath())
            if inner.pathComponents.starts(with: outer.pathComponents) {
                throw TrainingError.run(
                    "`overwrite` would remove \(input.path), which the run reads: give another "
                        + "`output`")
            }
        }
        try source.check(maximumLength: training.maximumLength)
        for method in methods {
            let layers = source.encoder.layerCount
            guard case .integer(let layer) = method.penalty.value(of: "layers"), layer > layers
            else { continue }
            throw TrainingError.options([
                OptionProblem("layers", "\(layer): the model has the layers 0 to \(layers)")
            ])
        }
    }
}

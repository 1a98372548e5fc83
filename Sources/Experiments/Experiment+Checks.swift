import Foundation
import Isotropy
import Models
import Options

extension Experiment {
    /// Refuses what the model cannot do, in the options' names.
    func checkOptions() throws {
        try training.problems.check()
        for method in methods {
            try method.problems.check()
            try work.problems(method, training).check()
        }
        let names = methods.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw TrainingError.run(
                "two of the methods are the same, \(twice): their runs would share a folder")
        }
        if let twice = seeds.first(where: { seed in seeds.count { $0 == seed } > 1 }) {
            throw TrainingError.run(
                "the seed \(twice) is given twice: its runs would share a folder")
        }
        if existing == .overwrite {
            // The folders first: where they are gone, their files cannot be listed.
            try checkOutputSpares([source.url, work.dataFolder])
            try checkOutputSpares(work.files(training))
        }
        if let tensorBoard { try checkEventFolder(tensorBoard, output: output) }
        try source.check(maximumLength: training.maximumLength)
        try training.problems(selectingIn: source.encoder).check()
        for method in methods {
            let layers = source.encoder.layerCount
            guard case .integer(let layer) = method.penalty.value(of: "layers"), layer > layers
            else { continue }
            throw TrainingError.options([
                OptionProblem("layers", "\(layer): the model has the layers 0 to \(layers)")
            ])
        }
    }

    /// Refuses to replace what the run reads, also through links.
    private func checkOutputSpares(_ inputs: [URL]) throws(TrainingError) {
        let outer = output.resolvingSymlinksInPath().pathComponents
        let lost = inputs.first {
            $0.resolvingSymlinksInPath().pathComponents.starts(with: outer)
        }
        guard let lost else { return }
        throw .run(
            "`overwrite` would remove \(lost.path), which the run reads: give another `output`")
    }
}

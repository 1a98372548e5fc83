import ArgumentParser
import Experiments
import Isotropy
import Training

/// The options of training. One that is not given has the preset's value.
package struct TrainingFlags: ParsableArguments {
    @Option(help: "The reading of the papers' recipes: corrected, paper or published-code.")
    var preset = Preset.corrected

    @OptionGroup var options: OptionFlags<TrainingOptions>

    package init() {}

    /// Refuses options that were given and have no effect beside the others.
    package func validate() throws {
        try options.checkEffect(in: resolved(penalized: false))
    }

    var scoped: [ScopedFlag] {
        [ScopedFlag(flagName("features"), given: options.isGiven("features"), .sentences)]
    }

    /// The tokens of a sequence, where they were given.
    var maximumLength: Int? {
        guard options.isGiven("max_length") else { return nil }
        return resolved(penalized: false).maximumLength
    }

    /// The options in which the preset's recipe for penalties differs from its other one, by their flags.
    var recipeDifferences: [String] {
        let recipes = (resolved(penalized: false), resolved(penalized: true))
        return zip(TrainingOptions.descriptions, zip(recipes.0.values, recipes.1.values))
            .filter { $1.0 != $1.1 }.map { flagName($0.name) + " \($1.0) or \($1.1)" }
    }

    /// The preset's options with those that were given in their place.
    package func resolved(penalized: Bool) -> TrainingOptions {
        var resolved = preset.training(penalized: penalized)
        options.apply(to: &resolved)
        return resolved
    }
}

import ArgumentParser

/// `isotropy transform`.
struct TransformCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transform",
        abstract:
            "Fit a transform to vectors, apply it, bring vectors back, and ship it in a model.",
        discussion: """
            centre, standardise, batchnorm, isobn, pca, pca-whitening, zca, abtt (all but the top) \
            and clusters; Documentation/transforms.md says what each does and loses.
            """,
        subcommands: [
            FitTransform.self, ApplyTransform.self, InvertTransform.self, ExportTransform.self,
        ])
}

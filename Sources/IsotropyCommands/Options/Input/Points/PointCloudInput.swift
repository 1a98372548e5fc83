import ArgumentParser

/// One cloud of points in a file.
struct PointCloudInput: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The file: .npy, .npz, .csv, .tsv, .jsonl or .safetensors; - is standard input.",
            valueName: "file"))
    var file: String

    @OptionGroup var flags: PointCloudFlags

    /// The file as these flags read it.
    var source: PointCloudSource { flags.source(file) }
}

import Encoders

/// What a model's `config.json` says beside the shape of its encoder; `nil` where it does not say.
struct ModelFields {
    /// The class of transformers, such as `BertForMaskedLM`.
    let architecture: String?
    /// What the outputs of a classifier are.
    let problemType: String?
    /// The file of the weights.
    let weights: String?

    // How the run that saved the checkpoint read its rows; nothing of it in other models.
    let features: FeatureSource?
    let maximumLength: Int?
    let segments: Bool?
    let columns: TrainedColumns?
    let task: String?
    let positiveLabel: String?

    /// - Throws: for fields of another type than they have, all of them by name. Null is none of ours, and
    ///   leaves one of transformers' out.
    init(_ file: ConfigurationFile) throws(ConfigurationError) {
        var fields = FieldReader(file)
        architecture = fields.has("architectures") ? fields.texts("architectures").first : nil
        problemType = fields.has("problem_type") ? fields.text("problem_type") : nil
        weights = fields.has("transformers_weights") ? fields.text("transformers_weights") : nil
        features = Self.features(&fields)
        maximumLength =
            fields.isStated(CheckpointFolder.maximumLengthField)
            ? fields.positiveInteger(CheckpointFolder.maximumLengthField) : nil
        segments =
            fields.isStated(CheckpointFolder.segmentsField)
            ? fields.boolean(CheckpointFolder.segmentsField) : nil
        columns =
            fields.isStated(CheckpointFolder.columnsField)
            ? TrainedColumns(&fields, CheckpointFolder.columnsField) : nil
        task =
            fields.isStated(CheckpointFolder.taskField)
            ? fields.text(CheckpointFolder.taskField) : nil
        positiveLabel =
            fields.isStated(CheckpointFolder.positiveLabelField)
            ? fields.text(CheckpointFolder.positiveLabelField) : nil
        // Whoever looks for answers reads what is in it.
        if fields.isStated(CheckpointFolder.spansField) {
            _ = fields.object(CheckpointFolder.spansField)
        }
        try fields.finish()
    }

    private static func features(_ fields: inout FieldReader) -> FeatureSource? {
        let name = CheckpointExport.featuresField
        guard fields.isStated(name) else { return nil }
        let text = fields.text(name)
        let features = FeatureSource(rawValue: text)
        if features == nil, fields.isSound(name) {
            let known = FeatureSource.allCases.map(\.rawValue).joined(separator: " nor ")
            fields.refuse("\(name) is \(text), neither \(known)")
        }
        return features
    }
}

/// What a model's `config.json` says of itself that does not hold for a checkpoint trained from it:
/// carried on, it would contradict the new head or the new files.
enum StaleFields {
    static let all = outputs + runs + files + attention + encoder

    /// transformers makes its own names for as many outputs as `num_labels` counts, whatever
    /// `id2label` names.
    private static let outputs = [
        "num_labels", "_num_labels", "id2label", "label2id", "problem_type", "finetuning_task",
        "task_specific_params", "function_to_apply", "custom_pipelines",
    ]

    /// Of a task that the model was trained on before.
    private static let runs = [
        CheckpointExport.featuresField, CheckpointFolder.maximumLengthField,
        CheckpointFolder.segmentsField, CheckpointFolder.columnsField, CheckpointFolder.spansField,
    ]

    /// How weights lie in files, and code beside them: all weights are saved, in float32, under the
    /// usual name. Older transformers cut the heads of `pruned_heads` off when it opens a model.
    private static let files = [
        "torch_dtype", "dtype", "use_bfloat16", "quantization_config", "_pre_quantization_dtype",
        "compression_config", "transformers_weights", "pruned_heads", "auto_map",
    ]

    /// How transformers computed attention elsewhere, as with a package that is not everywhere.
    private static let attention = [
        "attn_implementation", "_attn_implementation", "_attn_implementation_internal",
        "_attn_implementation_autoset", "experts_implementation", "_flash_attn_2_enabled",
    ]

    /// What an encoder with a classifier has no use for, and may stand there as null, which transformers
    /// refuses.
    private static let encoder = [
        "is_decoder", "add_cross_attention", "use_cache", "tie_word_embeddings",
        "per_layer_config", "use_return_dict", "is_heterogeneous",
    ]
}

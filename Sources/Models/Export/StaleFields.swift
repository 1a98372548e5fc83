/// What a model's `config.json` says of itself that does not hold for a checkpoint trained from it:
/// carried on, it would contradict the new head or the new files.
enum StaleFields {
    static let all = outputs + runs + files + computation + answers + classes + encoder

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
        CheckpointFolder.taskField, CheckpointFolder.positiveLabelField,
    ]

    /// How weights lie in files, and code beside them: all weights are saved, in float32, under the
    /// usual name. Older transformers cut the heads of `pruned_heads` off when it opens a model.
    private static let files = [
        "torch_dtype", "dtype", "use_bfloat16", "quantization_config", "_pre_quantization_dtype",
        "compression_config", "transformers_weights", "pruned_heads", "auto_map",
    ]

    /// How transformers computed attention elsewhere, as with a package that is not everywhere, or on
    /// several devices.
    private static let computation = [
        "attn_implementation", "_attn_implementation", "_attn_implementation_internal",
        "_attn_implementation_autoset", "experts_implementation", "_experts_implementation",
        "_flash_attn_2_enabled", "chunk_size_feed_forward", "distributed_config",
        "base_model_tp_plan", "base_model_ep_plan", "base_model_pp_plan", "base_model_fsdp_plan",
    ]

    /// In which form transformers hands its answers back: without these, as everybody reads them.
    private static let answers = ["return_dict", "use_return_dict", "output_attentions"]

    /// What the classes of transformers know of themselves: a file that says it too does not open.
    private static let classes = [
        "sub_configs", "sub_configs_defaults", "attribute_map", "_auto_class", "is_heterogeneous",
        "per_layer_config", "per_layer_attributes",
    ]

    /// What an encoder with a classifier has no use for, and may stand there as null, which transformers
    /// refuses.
    private static let encoder = [
        "is_decoder", "add_cross_attention", "use_cache", "tie_word_embeddings", "layer_types",
        "rope_parameters", "rope_scaling",
    ]
}

import Encoders
import Foundation
import Layers
import Models
import TestSupport
import Testing
import QuestionAnswering

/// Fields of a model's `config.json` that do not hold for a checkpoint trained from it.
struct StaleFieldsTests {
    struct Source: Sendable, CustomTestStringConvertible {
        let name: String
        let fields: String
        var testDescription: String { name }
    }

    static let sources = [
        Source(name: "num_labels", fields: #"{"num_labels": 7}"#),
        Source(name: "_num_labels", fields: #"{"_num_labels": 7}"#),
        Source(
            name: "id2label",
            fields: #"""
                {"id2label": {"0": "O", "1": "B", "2": "I"}, "label2id": {"O": 0, "B": 1, "I": 2},
                "architectures": ["BertForTokenClassification"]}
                """#),
        Source(name: "gaps", fields: #"{"id2label": {"1": "a", "7": "a"}, "label2id": {"a": 7}}"#),
        Source(name: "problem", fields: #"{"problem_type": "multi_label_classification"}"#),
        Source(name: "regression", fields: #"{"problem_type": "regression", "num_labels": 1}"#),
        Source(
            name: "tasks",
            fields: #"""
                {"finetuning_task": "sst-2", "task_specific_params": {"a": {"b": 1}},
                "custom_pipelines": {"p": {"impl": "p.P"}}, "function_to_apply": "sigmoid"}
                """#),
        Source(
            name: "code",
            fields: #"""
                {"auto_map": {"AutoConfig": "c.C", "AutoModelForSequenceClassification": "m.M"}}
                """#),
        Source(name: "half", fields: #"{"torch_dtype": "float16", "use_bfloat16": true}"#),
        Source(name: "bfloat16", fields: #"{"dtype": "bfloat16"}"#),
        Source(
            name: "quantized",
            fields: #"""
                {"quantization_config": {"quant_method": "bitsandbytes", "load_in_8bit": true},
                "_pre_quantization_dtype": "float16"}
                """#),
        Source(name: "pruned", fields: #"{"pruned_heads": {"0": [1], "2": [0, 3]}}"#),
        Source(name: "weights", fields: #"{"transformers_weights": "other.safetensors"}"#),
        Source(
            name: "attention",
            fields: #"""
                {"_attn_implementation": "flash_attention_2",
                "attn_implementation": "flash_attention_2", "_flash_attn_2_enabled": true}
                """#),
        Source(
            name: "tuples",
            fields: #"{"return_dict": false, "use_return_dict": false, "output_attentions": true}"#),
        Source(name: "tuples-null", fields: #"{"return_dict": null, "use_return_dict": null}"#),
        Source(name: "chunks", fields: #"{"chunk_size_feed_forward": 5}"#),
        Source(
            name: "computation",
            fields: #"""
                {"chunk_size_feed_forward": null, "distributed_config": {}, "base_model_tp_plan": 1,
                "base_model_ep_plan": 1, "base_model_pp_plan": 1, "base_model_fsdp_plan": 1,
                "_experts_implementation": "x"}
                """#),
        Source(
            name: "classes",
            fields: #"""
                {"sub_configs": {}, "sub_configs_defaults": {}, "attribute_map": null,
                "_auto_class": "x", "is_heterogeneous": false, "per_layer_attributes": null,
                "layer_types": "x", "rope_parameters": true, "rope_scaling": true}
                """#),
        Source(
            name: "harmless",
            fields: #"""
                {"summary_type": "cls_index", "gradient_checkpointing": true,
                "output_hidden_states": true, "classifier_dropout": null, "language": "en"}
                """#),
        Source(
            name: "encoder",
            fields: #"""
                {"tie_word_embeddings": null, "is_decoder": null, "add_cross_attention": null,
                "use_cache": null, "per_layer_config": {}}
                """#),
        Source(
            name: "numbers",
            fields: #"""
                {"initializer_range": 1, "layer_norm_eps": 0, "hidden_dropout_prob": 0,
                "attention_probs_dropout_prob": 0.0, "scale": 2.0, "note": "a\n\"/"}
                """#),
        Source(
            name: "runs",
            fields: #"""
                {"isotropy_features": "pooler", "isotropy_max_length": 9,
                "isotropy_segments": false, "isotropy_columns": {"text": "a"},
                "isotropy_spans": {"stride": 3}}
                """#),
    ]

    /// What a checkpoint says of itself, whatever its source said.
    private static let own: Set = [
        "id2label", "label2id", "problem_type", "architectures", "dtype",
    ]
    private static let carriedOn: Set = [
        "summary_type", "gradient_checkpointing", "output_hidden_states", "classifier_dropout",
        "language", "initializer_range", "layer_norm_eps", "hidden_dropout_prob",
        "attention_probs_dropout_prob", "scale", "note",
    ]

    private func source(_ source: Source, of name: String, in folder: TemporaryFolder) throws -> (
        folder: ModelFolder, given: [String: Any]
    ) {
        try writeModelFolder(name, to: folder.file("source"))
        let file = folder.file("source").appending(path: "config.json")
        var fields = try ConfigurationFile(contentsOf: file).fields
        let given = try #require(
            JSONSerialization.jsonObject(with: Data(source.fields.utf8)) as? [String: Any])
        for (name, value) in given { fields[name] = value }
        try Data(ConfigurationText(fields).text.utf8).write(to: file)
        return (try ModelFolder(folder.file("source")), given)
    }

    /// transformers opens the kept ones with the same numbers (`Tools/fixtures/encoders/exports.py`).
    @Test(arguments: sources)
    func aSavedClassifierSaysOfItselfWhatItIs(_ mutated: Source) throws {
        let tiny = try TinyModel("tiny-bert")
        let folder = try TemporaryFolder()
        let (source, given) = try source(mutated, of: "tiny-bert", in: folder)
        let saved = folder.file("saved")
        try CheckpointExport(model: tiny.model, source: source).write(to: saved)
        let logits = try tiny.output().logits
        try keep(
            saved, of: "tiny-bert", as: "source-\(mutated.name)", outputs: [logits.numbers])
        let fields = try ModelFolder(saved).configuration.fields
        #expect(fields["id2label"] as? [String: String] == ["0": "no", "1": "yes"])
        #expect(fields["label2id"] as? [String: Int] == ["no": 0, "yes": 1])
        #expect(fields["problem_type"] as? String == "single_label_classification")
        #expect(fields["architectures"] as? [String] == ["BertForSequenceClassification"])
        #expect(fields["dtype"] as? String == "float32")
        for name in given.keys where !Self.own.contains(name) && name != "isotropy_features" {
            #expect((fields[name] != nil) == Self.carriedOn.contains(name), "\(name)")
        }
        let again = try SentenceModel.fineTuned(
            ModelFolder(saved), on: Computation(precision: .fp32))
        #expect(again.head == tiny.model.head)
        let found = try again(.init(tiny.examples), .evaluation()).logits
        #expect(try found.bits == logits.bits)
    }

    @Test(arguments: sources)
    func aSavedModelOfAnswersSaysOfItselfWhatItIs(_ mutated: Source) throws {
        let tiny = try TinySpanModel("tiny-bert-qa")
        let folder = try TemporaryFolder()
        let (source, given) = try source(mutated, of: "tiny-bert-qa", in: folder)
        let saved = folder.file("saved")
        try tiny.model.write(to: saved, source: source)
        let output = try tiny.output()
        try keep(
            saved, of: "tiny-bert-qa", as: "source-\(mutated.name)",
            outputs: [output.starts.numbers, output.ends.numbers])
        let fields = try ModelFolder(saved).configuration.fields
        #expect(fields["id2label"] as? [String: String] == ["0": "LABEL_0", "1": "LABEL_1"])
        #expect(fields["problem_type"] == nil)
        #expect(fields["architectures"] as? [String] == ["BertForQuestionAnswering"])
        for name in given.keys where !Self.own.contains(name) {
            #expect((fields[name] != nil) == Self.carriedOn.contains(name), "\(name)")
        }
    }

    /// transformers tells 0 from 0.0, and takes no null for a truth value.
    @Test func numbersKeepTheirTypes() throws {
        let tiny = try TinyModel("tiny-bert")
        let folder = try TemporaryFolder()
        let numbers = try #require(Self.sources.first { $0.name == "numbers" })
        let (source, _) = try source(numbers, of: "tiny-bert", in: folder)
        try CheckpointExport(model: tiny.model, source: source).write(to: folder.file("saved"))
        let text = try String(
            contentsOf: folder.file("saved").appending(path: "config.json"), encoding: .utf8)
        for line in [
            #""initializer_range": 0.02,"#, #""layer_norm_eps": 1e-12,"#, #""scale": 2.0,"#,
            #""hidden_size": 32,"#, #""note": "a\n\"/","#, #""num_hidden_layers": 4,"#,
            #""attention_probs_dropout_prob": 0.0,"#, #""hidden_dropout_prob": 0.0,"#,
        ] {
            #expect(text.contains(line), "\(line)")
        }
    }

    @Test func weightsOfAnotherNameAreRefusedWhereTheyAreNamed() throws {
        let folder = try TemporaryFolder()
        let named = Source(name: "", fields: #"{"transformers_weights": "other.safetensors"}"#)
        let (other, _) = try source(named, of: "tiny-bert", in: folder)
        #expect(throws: (any Error).self) { try other.openWeights() }
        let usual = Source(name: "", fields: #"{"transformers_weights": "model.safetensors"}"#)
        let second = try TemporaryFolder()
        _ = try source(usual, of: "tiny-bert", in: second).folder.openWeights()
    }
}

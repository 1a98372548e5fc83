import Metrics

/// The tasks of GLUE (Wang et al. 2019), as its archives hold them.
extension TaskDefinition {
    static let cola = TaskDefinition(
        name: "cola", summary: "GLUE: is the sentence grammatical?",
        measure: .classes(["unacceptable", "acceptable"], by: [.matthews]),
        layout: TableLayout(
            files: .glue(folder: "CoLA"),
            // The labelled files have no header, the one without labels has one.
            unlabelled: [.glue("CoLA", first: "sentence")],
            first: .at(3), target: .at(1), reading: .spelled(["0", "1"]), width: 4))

    static let sst2 = TaskDefinition(
        name: "sst-2", summary: "GLUE: phrases from film reviews, negative or positive",
        measure: .classes(["negative", "positive"], by: [.accuracy]),
        layout: TableLayout(
            files: .glue(folder: "SST-2"), unlabelled: [.glue("SST-2", first: "sentence")],
            first: "sentence", target: "label", reading: .spelled(["0", "1"])))

    static let mrpc = TaskDefinition(
        name: "mrpc", summary: "GLUE: do two sentences of news say the same?",
        measure: .classes(["not_equivalent", "equivalent"], by: [.accuracy, .f1]),
        publishedCode: .classes(.accuracyF1),
        layout: TableLayout(
            files: .glue(folder: "MRPC"),
            unlabelled: [.glue("MRPC", first: "#1 String", second: "#2 String")],
            identifier: ["#1 ID", "#2 ID"], first: "#1 String", second: "#2 String",
            target: "Quality", reading: .spelled(["0", "1"])))

    static let stsb = TaskDefinition(
        name: "sts-b", summary: "GLUE: how similar are two sentences, 0 to 5?",
        measure: .scores(0...5, by: ScoreMetric.ofNumbers),
        layout: TableLayout(
            files: .glue(folder: "STS-B"),
            unlabelled: [.glue("STS-B", first: "sentence1", second: "sentence2")],
            identifier: ["index"], first: "sentence1", second: "sentence2",
            target: "score", reading: .number))

    static let qqp = TaskDefinition(
        name: "qqp", summary: "GLUE: do two questions ask the same?",
        measure: .classes(["not_duplicate", "duplicate"], by: [.accuracy, .f1]),
        publishedCode: .classes(.accuracyF1),
        layout: TableLayout(
            files: .glue(folder: "QQP"),
            unlabelled: [
                .glue("QQP", identifier: "id", first: "question1", second: "question2")
            ],
            identifier: ["id"], first: "question1", second: "question2",
            target: "is_duplicate", reading: .spelled(["0", "1"])))

    /// The first development set is the matched one, as in the papers' tables.
    static let mnli = TaskDefinition(
        name: "mnli", summary: "GLUE: does the first text entail the second, or contradict it?",
        measure: .classes(["entailment", "neutral", "contradiction"], by: [.accuracy]),
        layout: TableLayout(
            files: .separate(
                train: "train.tsv", development: "dev_matched.tsv", folder: "MNLI"),
            further: [.init(name: "mismatched", file: "dev_mismatched.tsv")],
            unlabelled: [
                .glue(
                    "MNLI", as: "MNLI-m", file: "test_matched.tsv",
                    first: "sentence1", second: "sentence2"),
                .glue(
                    "MNLI", as: "MNLI-mm", file: "test_mismatched.tsv",
                    first: "sentence1", second: "sentence2"),
                diagnostic,
            ],
            identifier: ["index"], first: "sentence1", second: "sentence2",
            target: "gold_label", reading: .spelled(["entailment", "neutral", "contradiction"])))

    static let qnli = TaskDefinition(
        name: "qnli", summary: "GLUE: does the sentence answer the question?",
        measure: .classes(["entailment", "not_entailment"], by: [.accuracy]),
        layout: TableLayout(
            files: .glue(folder: "QNLI"),
            unlabelled: [.glue("QNLI", first: "question", second: "sentence")],
            identifier: ["index"], first: "question", second: "sentence",
            target: "label", reading: .spelled(["entailment", "not_entailment"])))

    static let rte = TaskDefinition(
        name: "rte", summary: "GLUE: does the first text entail the second?",
        measure: .classes(["entailment", "not_entailment"], by: [.accuracy]),
        layout: TableLayout(
            files: .glue(folder: "RTE"),
            unlabelled: [.glue("RTE", first: "sentence1", second: "sentence2")],
            identifier: ["index"], first: "sentence1", second: "sentence2",
            target: "label", reading: .spelled(["entailment", "not_entailment"])))

    static let wnli = TaskDefinition(
        name: "wnli", summary: "GLUE: does the sentence follow once the pronoun is resolved?",
        measure: .classes(["not_entailment", "entailment"], by: [.accuracy]),
        layout: TableLayout(
            files: .glue(folder: "WNLI"),
            unlabelled: [.glue("WNLI", first: "sentence1", second: "sentence2")],
            identifier: ["index"], first: "sentence1", second: "sentence2",
            target: "label", reading: .spelled(["0", "1"])))

    /// GLUE's diagnostic set, which a model of MNLI answers.
    private static let diagnostic = TableLayout.Unlabelled(
        name: "AX", files: ["AX.tsv", "diagnostic.tsv"], folders: ["AX", "diagnostic", "MNLI"],
        columns: TableColumns(identifier: ["index"], first: "sentence1", second: "sentence2"),
        isOptional: true)
}

extension TableLayout.Unlabelled {
    /// A test file of GLUE; the set's name is the folder's unless it has its own.
    fileprivate static func glue(
        _ folder: String, as name: String? = nil, file: String = "test.tsv",
        identifier: TableColumns.Column = "index", first: TableColumns.Column,
        second: TableColumns.Column? = nil
    ) -> TableLayout.Unlabelled {
        TableLayout.Unlabelled(
            name: name ?? folder, files: [file], folders: [folder],
            columns: TableColumns(identifier: [identifier], first: first, second: second))
    }
}

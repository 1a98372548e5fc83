/// Where the official files of a task lie, as data.
public struct TaskArchive: Sendable {
    /// What one address holds.
    package struct Source: Sendable {
        package let address: String
        /// The folder in a zip archive that holds the files; `nil` for a single file as it is.
        package let folder: String?
        /// What the task reads of it as it is; nothing where files are only made of it.
        package let files: [String]

        /// What it is called while it comes, and in messages.
        package var name: String { address.split(separator: "/").last.map(String.init) ?? address }
    }

    /// The task's name.
    public let task: String
    package let sources: [Source]
    /// What is made of the sources.
    package var derivations: [Derivation] = []

    /// The names of the task's files.
    package var files: [String] { sources.flatMap(\.files) + derivations.flatMap(\.files) }

    /// The archive of the task of that name; `nil` where none is known.
    public static func of(_ task: String) -> TaskArchive? { all.first { $0.task == task } }

    private static func zip(_ task: String, _ address: String, _ folder: String, _ files: [String])
        -> TaskArchive
    {
        TaskArchive(
            task: task, sources: [Source(address: address, folder: folder, files: files)])
    }

    private static func glue(
        _ task: String, _ folder: String, archive: String? = nil,
        files: [String] = ["train.tsv", "dev.tsv", "test.tsv"]
    ) -> TaskArchive {
        zip(task, "\(glueData)/\(archive ?? folder).zip", folder, files)
    }

    private static func squad(_ task: String, _ version: String) -> TaskArchive {
        TaskArchive(
            task: task,
            sources: ["train-v\(version).json", "dev-v\(version).json"].map {
                Source(address: "\(squadData)/\($0)", folder: nil, files: [$0])
            })
    }

    private static let glueData = "https://dl.fbaipublicfiles.com/glue/data"
    private static let sentEvalData = "https://dl.fbaipublicfiles.com/senteval/senteval_data"
    private static let squadData = "https://rajpurkar.github.io/SQuAD-explorer/dataset"
    private static let stanford = "https://nlp.stanford.edu"

    /// MRPC's licence keeps it out of GLUE's archives, which have the ids of its development set only.
    private static let mrpc = TaskArchive(
        task: "mrpc",
        sources: [
            "\(sentEvalData)/msr_paraphrase_train.txt", "\(sentEvalData)/msr_paraphrase_test.txt",
            "\(glueData)/mrpc_dev_ids.tsv",
        ].map { Source(address: $0, folder: nil, files: []) },
        derivations: [
            .divided(
                table: "msr_paraphrase_train.txt", by: ["#1 ID", "#2 ID"],
                list: "mrpc_dev_ids.tsv", listed: "dev.tsv", others: "train.tsv"),
            .numbered(
                table: "msr_paraphrase_test.txt", without: "Quality", file: "test.tsv"),
        ])

    /// Every task whose files can be fetched.
    public static let all: [TaskArchive] = [
        glue("cola", "CoLA"),
        glue("sst-2", "SST-2"),
        mrpc,
        glue("sts-b", "STS-B"),
        glue("qqp", "QQP", archive: "QQP-clean"),
        TaskArchive(
            task: "mnli",
            sources: [
                Source(
                    address: "\(glueData)/MNLI.zip", folder: "MNLI",
                    files: [
                        "train.tsv", "dev_matched.tsv", "dev_mismatched.tsv", "test_matched.tsv",
                        "test_mismatched.tsv",
                    ]),
                Source(address: "\(glueData)/AX.tsv", folder: nil, files: ["AX.tsv"]),
            ]),
        glue("qnli", "QNLI", archive: "QNLIv2"),
        glue("rte", "RTE"),
        glue("wnli", "WNLI"),
        zip(
            "sst-5", "\(stanford)/sentiment/trainDevTestTrees_PTB.zip", "trees",
            ["train.txt", "dev.txt", "test.txt"]),
        zip(
            "sst-5-scores", "\(stanford)/~socherr/stanfordSentimentTreebank.zip",
            "stanfordSentimentTreebank",
            [
                "datasetSentences.txt", "datasetSplit.txt", "dictionary.txt",
                "sentiment_labels.txt",
            ]),
        squad("squad", "1.1"),
        squad("squad-2", "2.0"),
    ]
}

/// Where the official files of a task lie, as data.
public struct TaskArchive: Sendable {
    /// What one address holds.
    package struct Source: Sendable {
        package let address: String
        /// The folder in a zip archive that holds the files; `nil` for a single file as it is.
        package let folder: String?
        /// What the task reads of it as it is; nothing where files are only made of it.
        package let files: [String]
        /// What one of the files may have in bytes: some times what the largest official one has.
        package let largest: Int

        init(address: String, folder: String?, files: [String], megabytes: Int) {
            self.address = address
            self.folder = folder
            self.files = files
            largest = megabytes * 1_000_000
        }

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

    private static func zip(
        _ task: String, _ address: String, _ folder: String, _ files: [String], megabytes: Int
    ) -> TaskArchive {
        TaskArchive(
            task: task,
            sources: [
                Source(address: address, folder: folder, files: files, megabytes: megabytes)
            ])
    }

    private static func glue(
        _ task: String, _ folder: String, megabytes: Int, archive: String? = nil,
        files: [String] = ["train.tsv", "dev.tsv", "test.tsv"]
    ) -> TaskArchive {
        zip(task, "\(glueData)/\(archive ?? folder).zip", folder, files, megabytes: megabytes)
    }

    private static func squad(_ task: String, _ version: String) -> TaskArchive {
        TaskArchive(
            task: task,
            sources: ["train-v\(version).json", "dev-v\(version).json"].map {
                Source(address: "\(squadData)/\($0)", folder: nil, files: [$0], megabytes: 128)
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
        ].map { Source(address: $0, folder: nil, files: [], megabytes: 8) },
        derivations: [
            .divided(
                table: "msr_paraphrase_train.txt", by: ["#1 ID", "#2 ID"],
                list: "mrpc_dev_ids.tsv", listed: "dev.tsv", others: "train.tsv"),
            .numbered(
                table: "msr_paraphrase_test.txt", without: "Quality", file: "test.tsv"),
        ])

    /// Every task whose files can be fetched.
    public static let all: [TaskArchive] = [
        glue("cola", "CoLA", megabytes: 4),
        glue("sst-2", "SST-2", megabytes: 16),
        mrpc,
        glue("sts-b", "STS-B", megabytes: 8),
        glue("qqp", "QQP", megabytes: 256, archive: "QQP-clean"),
        TaskArchive(
            task: "mnli",
            sources: [
                Source(
                    address: "\(glueData)/MNLI.zip", folder: "MNLI",
                    files: [
                        "train.tsv", "dev_matched.tsv", "dev_mismatched.tsv", "test_matched.tsv",
                        "test_mismatched.tsv",
                    ], megabytes: 1024),
                Source(
                    address: "\(glueData)/AX.tsv", folder: nil, files: ["AX.tsv"], megabytes: 4),
            ]),
        glue("qnli", "QNLI", megabytes: 128, archive: "QNLIv2"),
        glue("rte", "RTE", megabytes: 16),
        glue("wnli", "WNLI", megabytes: 4),
        zip(
            "sst-5", "\(stanford)/sentiment/trainDevTestTrees_PTB.zip", "trees",
            ["train.txt", "dev.txt", "test.txt"], megabytes: 16),
        zip(
            "sst-5-scores", "\(stanford)/~socherr/stanfordSentimentTreebank.zip",
            "stanfordSentimentTreebank",
            [
                "datasetSentences.txt", "datasetSplit.txt", "dictionary.txt",
                "sentiment_labels.txt",
            ], megabytes: 64),
        squad("squad", "1.1"),
        squad("squad-2", "2.0"),
    ]
}

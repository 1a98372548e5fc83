import Formats
import Foundation
import Isotropy
import Models
import Metrics
import Options
import Tasks
import Torch
import Training

/// What a run was asked to do, and where: its `config.json`.
public struct RunConfiguration: Sendable, Codable, Equatable {
    /// What decides the run's numbers; a resumed run must have the same.
    public struct Job: Sendable, Codable, Equatable {
        /// The model folder, as given or as found in the cache.
        public var model: String
        public var task: String
        /// The metric that chooses the best evaluation.
        public var headline: Metric
        /// The data folder, or the user's own file to train on.
        public var data: String
        /// What the workload says of itself, such as how answers are looked for.
        public var details: RecordedValue
        public var method: Method
        public var training: TrainingOptions
        public var seed: UInt64
        public var preset: Preset

        public init(
            model: String, task: String, headline: Metric, data: String,
            details: RecordedValue = .object([:]), method: Method, training: TrainingOptions,
            seed: UInt64, preset: Preset
        ) {
            self.model = model
            self.task = task
            self.headline = headline
            self.data = data
            self.details = details
            self.method = method
            self.training = training
            self.seed = seed
            self.preset = preset
        }
    }

    public var job: Job
    /// Every file of the model and the data, as it was when the run began; a resumed run must find the
    /// same.
    public var inputs: [InputFile]
    public var environment: RunEnvironment

    public init(job: Job, inputs: [InputFile], environment: RunEnvironment) {
        self.job = job
        self.inputs = inputs
        self.environment = environment
    }
}

/// The program and the machine of a run.
public struct RunEnvironment: Sendable, Codable, Equatable {
    /// The package's version.
    public var isotropy: String
    /// The package's git commit, where the launcher told it.
    public var commit: String?
    public var libtorch: String
    public var processor: String
    public var instructionSet: String
    public var threads: Int
    public var memoryGB: Double
    public var system: String
    /// `cpu`, or a GPU's number; `nil` in runs before there was a choice.
    public var device: String?
    /// The GPU's name; `nil` on a processor.
    public var gpu: String?
    /// The program's arguments that start the run anew; `nil` in runs from before this was written, and
    /// for those that a program began by the libraries.
    public var command: [String]?

    enum CodingKeys: String, CodingKey {
        case isotropy, commit, libtorch, processor, threads, system, device, gpu, command
        case instructionSet = "instruction_set"
        case memoryGB = "memory_gb"
    }

    /// This process's, with the threads that libtorch now uses.
    public static func current(
        version: String, command: [String]? = nil, device: Device = .cpu
    ) -> RunEnvironment {
        let process = ProcessInfo.processInfo
        let memory = Double(process.physicalMemory) / 0x1p30
        return RunEnvironment(
            isotropy: version, commit: process.environment["ISOTROPY_COMMIT"],
            libtorch: Runtime.libtorchVersion, processor: processorName,
            instructionSet: Runtime.instructionSet + (Runtime.hasAMX ? " with AMX" : ""),
            threads: Runtime.threadCount, memoryGB: (memory * 10).rounded() / 10,
            system: process.operatingSystemVersionString, device: "\(device)", gpu: gpuName(device),
            command: command)
    }

    private static func gpuName(_ device: Device) -> String? {
        guard case .cuda(let index) = device else { return nil }
        return (try? CUDA.properties(of: index))?.name
    }

    private static var processorName: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":", maxSplits: 1).last.map(String.init) ?? "unknown"
        return name.trimmingCharacters(in: .whitespaces)
    }
}

extension RunConfiguration.Job {
    /// The same job, with the options that have no effect at their defaults.
    var effective: Self {
        var job = self
        job.method = method.effective
        job.training = training.effective
        return job
    }

    /// The options in which an older job differs from this new one, with both values, but for those that have
    /// no effect.
    func differences(from newer: RunConfiguration.Job) throws(TrainingError) -> [Message] {
        try contrasts(newer).map { "\(option: $0.path): \($0.old), now \($0.new)" }
    }

    /// The same of two jobs beside each other.
    func contrasts(with other: RunConfiguration.Job) throws(TrainingError) -> [Message] {
        try contrasts(other).map { "\(option: $0.path): \($0.old) and \($0.new)" }
    }

    private func contrasts(
        _ newer: RunConfiguration.Job
    ) throws(TrainingError) -> [RecordedValue.Difference] {
        let all: [RecordedValue.Difference]
        do {
            all = try RecordedValue.differences(
                RecordedValue(effective), RecordedValue(newer.effective))
        } catch {
            throw .run("options cannot be written: \(error)")
        }
        // The data of files of the user's own are the file to train on, which the details name.
        let areOwn = details["custom"] != nil && newer.details["custom"] != nil
        // A name that follows from that file differs with it.
        let named =
            all.contains { $0.path == "details.custom.train" } ? ["data", "task"] : ["data"]
        return all.filter { !(areOwn && named.contains($0.path)) }.map { difference in
            guard areOwn, difference.path == "task" else { return difference }
            return .init(path: "name", old: difference.old, new: difference.new)
        }
    }
}

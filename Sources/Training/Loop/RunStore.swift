import Checkpoints
import Formats
import Options
import Torch

/// Keeps what a run leaves: its logs, its last state, its best model, its results.
public protocol RunStore: AnyObject {
    /// What comes of a run.
    associatedtype Results

    /// Where the best model is, for messages.
    var bestModelPlace: String { get }

    /// Opens the logs, and brings the state back where the run goes on from a saved one.
    /// - Returns: where the run stands, and what a user should know.
    func begin(
        resuming: Bool, _ state: some RunState
    ) throws -> (point: ResumePoint, notices: [Message])

    func append(_ step: StepRecord) throws

    func append(_ evaluation: EvaluationRecord) throws

    func append(_ measures: MeasureRecord) throws

    /// Saves the model as others open it, and its answers.
    /// - Returns: the files as they were saved.
    func saveBest(_ judgement: Judgement) throws -> [InputFile]

    /// Saves where the run stands. The logs reach the disk before the state that counts on them.
    /// - Throws: also where something of the best model has gone.
    func save(_ point: ResumePoint, _ state: some RunState) throws

    /// Ends the run: nothing is saved after it.
    /// - Throws: also where the best model is not what was saved.
    func finish(_ point: ResumePoint, seconds: Double) throws -> Results
}

/// Everything that a run's later numbers depend on, but for its place.
public protocol RunState {
    /// Brings the weights up to date and gives copies or views of all tensors, by name.
    func tensors() throws -> [(name: String, tensor: Tensor)]

    /// Takes over what `tensors` gave.
    /// - Parameters:
    ///   - point: where the run stands.
    ///   - saved: the tensors that there are.
    func restore(_ point: ResumePoint, from saved: some TensorSource) throws
}

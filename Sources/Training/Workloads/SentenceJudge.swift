import Metrics
import Models
import Tasks

/// Judges a sentence model by a task's rows.
public struct SentenceJudge: Judge {
    let task: TaskDefinition
    let data: EncodedData
    let evaluator: Evaluator
    public let measuresAtEnd: Bool

    public init(
        _ model: SentenceModel, task: TaskDefinition, data: EncodedData,
        measuresAtEnd: Bool = false
    ) {
        self.measuresAtEnd = measuresAtEnd
        self.task = task
        self.data = data
        evaluator = Evaluator(model)
    }

    public var headline: Metric { task.headline }

    public func development() throws -> Judgement {
        let (result, clouds) = try evaluator.evaluateWithIsotropy(
            data.development, by: task.measure)
        let further = try evaluator.findings(
            ofFurther: data.furtherDevelopment, by: task.measure)
        return Judgement(
            findings: result.findings(of: "development").merging(further),
            isotropy: try clouds.record(), deviations: clouds.deviations(),
            notFinite: result.notFinite
        ) { folder in
            try PredictionsFile(task: task, examples: data.development, evaluation: result)
                .write(to: folder.appending(path: PredictionsFile.name))
        }
    }

    public func test() throws -> Findings {
        data.test.isEmpty
            ? Findings()
            : try evaluator.evaluate(data.test, by: task.measure).findings(of: "test")
    }
}

import Metrics
import Tasks

/// Judges a sentence model by a task's rows.
package struct SentenceJudge: Judge {
    let task: TaskDefinition
    let data: EncodedData
    let evaluator: Evaluator

    package init(_ model: SentenceModel, task: TaskDefinition, data: EncodedData) {
        self.task = task
        self.data = data
        evaluator = Evaluator(model, metrics: task.metrics)
    }

    package var headline: Metric { task.headline }

    package func development() throws -> Judgement {
        let (result, isotropy) = try evaluator.evaluateWithIsotropy(data.development)
        let further = try evaluator.metrics(ofFurther: data.furtherDevelopment)
        let metrics = result.metrics.merging(further) { $1 }
        return Judgement(
            metrics: metrics, isotropy: isotropy,
            notFinite: result.notFinite
        ) { directory in
            try PredictionsFile(task: task, examples: data.development, evaluation: result)
                .write(to: directory.predictions)
        }
    }

    package func test() throws -> [String: Double?] {
        data.test.isEmpty ? [:] : try evaluator.evaluate(data.test).metrics
    }
}

import Experiments
import Foundation
import Isotropy
import Models
import TestSupport
import Testing

/// Runs of a tree whose configuration this version cannot read.
struct UnreadableRunTests {
    private func damage(_ run: URL, _ change: (String) -> String) throws {
        let file = run.appending(path: "config.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let changed = change(text)
        #expect(changed != text)
        try changed.write(to: file, atomically: true, encoding: .utf8)
    }

    /// Broken JSON is no reason to leave a run out of a table.
    @Test(arguments: ["\"seed\" : 01", "\"seed\" : NaN", "\"seed\" :"])
    func aRunWithBrokenJSONIsNamedAndNotLeftOut(_ broken: String) throws {
        let tiny = try TinyExperiment()
        try tiny.run([Method(), TinyExperiment.isoBN], seeds: [1])
        let run = tiny.folder.file("out").appending(path: "isobn/1")
        try damage(run) { $0.replacing("\"seed\" : 1", with: broken) }
        let error = #expect(throws: TrainingError.self) {
            try FinishedRun.all(in: tiny.folder.file("out"))
        }
        #expect(error?.description.contains("isobn/1/config.json: line ") == true)
        #expect(error?.description.contains("not what this version writes") == true)
        let joining = #expect(throws: TrainingError.self) {
            try tiny.run([Method()], seeds: [2], existing: .resume)
        }
        #expect(joining?.description == error?.description)
    }

    /// What is replaced need not be read.
    @Test(arguments: ["no version", "unknown method"])
    func overwritingReplacesRunsThatCannotBeRead(_ fault: String) throws {
        let tiny = try TinyExperiment()
        try tiny.run([Method(), TinyExperiment.isoBN], seeds: [1, 2])
        try damage(tiny.folder.file("out").appending(path: "isobn/1")) { text in
            fault == "no version"
                ? text.replacing(#/"format_version" : 1,\n/#, with: "")
                : text.replacing("\"name\" : \"isobn\"", with: "\"name\" : \"others\"")
        }
        #expect(throws: TrainingError.self) {
            try tiny.run([Method()], seeds: [3], existing: .resume)
        }
        let all = try tiny.run([TinyExperiment.isoBN], seeds: [4], existing: .overwrite)
        #expect(all.methods.map(\.name) == ["plain", "isobn"])
        #expect(all.methods.map { $0.runs.map(\.seed) } == [[1, 2], [4]])
    }
}

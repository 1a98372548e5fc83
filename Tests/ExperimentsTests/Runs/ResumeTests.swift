import Foundation
import Isotropy
import Layers
import Models
import TestSupport
import Testing
import Torch
import Training

/// An interrupted run that goes on ends with the bits of one that was never interrupted.
struct ResumeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var method: String
        var precision: PrecisionChoice
        var interruption: Int
        var testDescription: String { "\(method), \(precision), after step \(interruption)" }

        func makeRun() throws -> TinyRun {
            let run = try TinyRun(precision: precision)
            if method == "accumulate" {
                run.options.accumulate = 2
            } else {
                run.method = try ResumeTests.method(method)
            }
            return run
        }
    }

    /// A registered method by its name.
    static func method(_ name: String) throws -> Method {
        var method = try #require(MethodRegistry.methods.first { $0.shortName == name })
        if var iStar = method.penalty as? IStarOptions {
            iStar.lambda = 1
            iStar.targetSize = 300
            method.penalty = iStar
        }
        return method
    }

    static let methods = MethodRegistry.methods.map(\.shortName)

    static let cases: [Case] =
        ["plain", "isobn", "istar"].flatMap { method in
            [PrecisionChoice.fp32, .bf16].flatMap { precision in
                [3, 6, 9].map { Case(method: method, precision: precision, interruption: $0) }
            }
        }
        + (methods.filter { !["plain", "isobn", "istar"].contains($0) } + ["accumulate"]).map {
            Case(method: $0, precision: .fp32, interruption: 5)
        }

    @Test(arguments: cases)
    func anInterruptedRunEndsWithTheSameBits(_ test: Case) throws {
        let run = try test.makeRun()
        let whole = try run.run("whole")
        run.isInterrupted = { step, _ in step == test.interruption }
        let error = #expect(throws: TrainingError.self) { try run.run("broken") }
        guard case .interrupted(let step, _) = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(step == test.interruption)
        #expect(!FileManager.default.fileExists(atPath: run.directory("broken").results.path))
        run.isInterrupted = { _, _ in false }
        expectSame(try run.run("broken", resuming: true), whole)
    }

    /// The log is ahead of the state, and its last line cut, as a kill leaves them.
    @Test(arguments: ["plain", "isobn", "istar"])
    func aKilledRunGoesOnFromItsLastSavedState(_ method: String) throws {
        let run = try Case(method: method, precision: .fp32, interruption: 0).makeRun()
        let killed = run.directory("killed")
        run.isInterrupted = { step, directory in
            if step == 5, directory.url != killed.url {
                try? FileManager.default.copyItem(at: directory.url, to: killed.url)
            }
            return false
        }
        let whole = try run.run("whole")
        let log = try String(contentsOf: killed.log, encoding: .utf8)
        #expect(log.split(separator: "\n").count == 5)
        try Data((log + #"{"step": 6, "epoch": 0.0"#).utf8).write(to: killed.log)
        expectSame(try run.run("killed", resuming: true), whole)
    }

    @Test func aRunWithoutASavedStateStartsAnew() throws {
        let run = try TinyRun()
        let whole = try run.run("whole")
        let empty = run.directory("empty")
        try FileManager.default.createDirectory(at: empty.url, withIntermediateDirectories: true)
        try Data("{\"step\": 1".utf8).write(to: empty.log)
        expectSame(try run.run("empty", resuming: true), whole)
        expectSame(try run.run("whole", resuming: true), whole)
    }

    @Test func aDamagedStateIsRefused() throws {
        let run = try TinyRun()
        run.isInterrupted = { step, _ in step == 3 }
        #expect(throws: TrainingError.self) { try run.run("broken") }
        let state = run.directory("broken").resumeState
        let bytes = try Data(contentsOf: state)
        try bytes.prefix(bytes.count - 100).write(to: state)
        #expect(throws: (any Error).self) { try run.run("broken", resuming: true) }
        try Data("{}".utf8).write(to: state)
        #expect(throws: (any Error).self) { try run.run("broken", resuming: true) }
    }

    /// One flipped bit anywhere in the file, but for spaces of its header.
    @Test func aStateOfWhichOneBitChangedIsRefused() throws {
        let run = try TinyRun()
        run.method.normalizer = IsoBNOptions.corrected
        run.isInterrupted = { step, _ in step == 3 }
        #expect(throws: TrainingError.self) { try run.run("broken") }
        run.isInterrupted = { _, _ in false }
        let state = run.directory("broken").resumeState
        let bytes = try Data(contentsOf: state)
        var stream = RandomStream(seed: 5, name: "bits")
        for trial in 0..<60 {
            // Some in the header, where the place in the run is, most in the tensors.
            let place = Int.random(in: 8..<(trial < 20 ? 2000 : bytes.count), using: &stream)
            guard bytes[place] != UInt8(ascii: " ") else { continue }
            var damaged = bytes
            damaged[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &stream))
            try damaged.write(to: state)
            let error = #expect(throws: (any Error).self) {
                try run.run("broken", resuming: true)
            }
            #expect("\(error as Any)".contains("state.safetensors"), "byte \(place)")
        }
        try bytes.write(to: state)
        #expect(throws: Never.self) { try run.run("broken", resuming: true) }
    }

    @Test(arguments: ["damaged", "missing", "emptied"])
    func linesThatTheLogsLostComeBackFromTheState(_ loss: String) throws {
        let run = try TinyRun()
        let whole = try run.run("whole")
        run.isInterrupted = { step, _ in step == 5 }
        #expect(throws: TrainingError.self) { try run.run("broken") }
        run.isInterrupted = { _, _ in false }
        let directory = run.directory("broken")
        var lines = try String(contentsOf: directory.log, encoding: .utf8)
            .split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        switch loss {
        case "damaged":
            lines[1] = String(lines[1].dropLast(20))
            lines[2] = "{}"
        case "missing": lines.removeSubrange(1...2)
        default: lines.removeAll()
        }
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: directory.log)
        expectSame(try run.run("broken", resuming: true), whole)
        let which = loss == "emptied" ? "1 to 5" : "2 to 3"
        let told = "log.jsonl lacked step \(which): restored from the saved state"
        #expect(run.notices.contains(told))
    }
}

extension Method {
    /// What command lines call its normalizer or its penalty.
    var shortName: String {
        isNormalized ? type(of: normalizer).name : isPenalized ? type(of: penalty).name : "plain"
    }
}

import Files
import Foundation

/// A program to run, with its output in a log file: nobody has to read along.
package struct Command {
    private let program: URL
    private let arguments: [String]
    private let environment: [String: String]
    private let log: URL

    /// - Parameter environment: is added to this process's own.
    package init(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], log: URL
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.log = log
    }

    /// The program of that name in `PATH`.
    /// - Parameter install: the command that installs it, for the error.
    package static func find(
        _ name: String, path: String?, install: String
    ) throws(FetchError) -> URL {
        for folder in (path ?? "/usr/bin:/bin").split(separator: ":") {
            let file = URL(fileURLWithPath: String(folder)).appendingPathComponent(name)
            if FileManager.default.isExecutableFile(atPath: file.path) { return file }
        }
        throw FetchError(.missingProgram, "\(name) is not installed; install it with: \(install)")
    }

    /// Runs to the end; a failure is told in the program's own words.
    /// - Parameters:
    ///   - task: what is done, for errors.
    ///   - tick: is called about once a second meanwhile.
    package func run(_ task: String, tick: () -> Void) throws(FetchError) {
        let all = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        let status: ChildProcess.Status
        do throws(FileFailure) {
            status = try end(
                of: try ChildProcess(program, arguments, environment: all, log: log), tick: tick)
        } catch {
            throw FetchError(.failedProgram, "\(error)")
        }
        switch status {
        case .exited(0): return
        case .exited(let status): throw failure(task, "status \(status)")
        case .ended(let signal): throw failure(task, "signal \(signal)")
        }
    }

    private func end(
        of process: ChildProcess, tick: () -> Void
    ) throws(FileFailure) -> ChildProcess.Status {
        var ticks = 0
        while true {
            if let status = try process.status() { return status }
            usleep(50_000)
            ticks += 1
            if ticks.isMultiple(of: 20) { tick() }
        }
    }

    private func failure(_ task: String, _ end: String) -> FetchError {
        let said = (try? Data(contentsOf: log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if said.contains("No module named pip") {
            return FetchError(
                .missingProgram,
                "python3 is here, but pip is not; install it with: \(pipInstallation)")
        }
        let lines = said.split(separator: "\n").suffix(12).joined(separator: "\n")
        let isFull = ["No space left on device", "Disk quota exceeded"].contains(
            where: said.contains)
        return FetchError(
            isFull ? .noSpace : .failedProgram, "\(task) failed with \(end):\n\(lines)")
    }
}

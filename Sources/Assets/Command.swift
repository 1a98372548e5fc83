import Files
import Foundation

/// A program to run, with its output in a log file.
struct Command {
    private let program: URL
    private let arguments: [String]
    private let environment: [String: String]
    private let log: URL

    /// - Parameter environment: is added to this process's own.
    init(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], log: URL
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.log = log
    }

    /// The program of that name in `PATH`.
    /// - Parameter install: the command that installs it, for the error.
    static func find(
        _ name: String, path: String?, install: String
    ) throws(AssetError) -> URL {
        for folder in (path ?? "/usr/bin:/bin").split(separator: ":") {
            let file = URL(fileURLWithPath: String(folder)).appendingPathComponent(name)
            if FileManager.default.isExecutableFile(atPath: file.path) { return file }
        }
        throw AssetError(.missingProgram, "\(name) is not installed; install it with: \(install)")
    }

    /// Runs to the end; a failure is told in the program's own words.
    /// - Parameters:
    ///   - task: what is done, for errors.
    ///   - tick: is called about once a second meanwhile.
    func run(_ task: String, tick: () -> Void) throws(AssetError) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        do {
            // A file, not a pipe: nobody has to read along.
            try Data().write(to: log)
            let output = try FileHandle(forWritingTo: log)
            defer { try? output.close() }
            process.standardOutput = output
            process.standardError = output
            try process.run()
        } catch {
            throw AssetError(.fetching, "\(program.path): \(systemReason(error))")
        }
        var ticks = 0
        while process.isRunning {
            usleep(50_000)
            ticks += 1
            if ticks.isMultiple(of: 20) { tick() }
        }
        process.waitUntilExit()
        if process.terminationReason == .exit && process.terminationStatus == 0 { return }
        throw failure(task, status: process.terminationStatus)
    }

    private func failure(_ task: String, status: Int32) -> AssetError {
        let said = (try? Data(contentsOf: log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if said.contains("No module named pip") {
            return AssetError(
                .missingProgram,
                "python3 is here, but pip is not; install it with: \(pipInstallation)")
        }
        let lines = said.split(separator: "\n").suffix(12).joined(separator: "\n")
        let isFull = ["No space left on device", "Disk quota exceeded"].contains(
            where: said.contains)
        return AssetError(
            isFull ? .noSpace : .fetching, "\(task) failed with status \(status):\n\(lines)")
    }
}

import Files
import Foundation

/// A program that runs beside this one. Foundation's own would wait for ever for threads that the
/// system refuses.
struct ChildProcess {
    private let identifier: pid_t

    enum Status: Equatable {
        case exited(Int32)
        /// By that signal.
        case ended(Int32)
    }

    /// - Parameters:
    ///   - environment: all of it.
    ///   - log: gets what the program says; its input is empty.
    init(
        _ program: URL, _ arguments: [String], environment: [String: String], log: URL
    ) throws(FileFailure) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log.path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words = ([program.path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var identifier = pid_t()
        let code = posix_spawn(&identifier, program.path, &actions, nil, &words, &variables)
        guard code == 0 else { throw FileFailure(program, code: code) }
        self.identifier = identifier
    }

    /// How it ended; `nil` while it runs.
    func status() throws(FileFailure) -> Status? {
        var status: Int32 = 0
        let result = waitpid(identifier, &status, WNOHANG)
        if result == 0 || (result < 0 && errno == EINTR) { return nil }
        guard result > 0 else { throw FileFailure(URL(filePath: "/proc/\(identifier)")) }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .ended(signal)
    }
}

import Files
import Torch

extension Runtime {
    /// Sets the number of threads of all operations, after trying whether the system starts them:
    /// libtorch's runtime for threads ends the process where it does not. Every command that computes
    /// calls it first, from the thread that computes.
    /// - Parameter count: 0 leaves libtorch's own choice, all processors.
    /// - Throws: where the system does not start so many.
    public static func useThreads(_ count: Int) throws {
        try requireThreads(count > 0 ? count : threadCount)
        if count > 0 { try setThreadCount(count) }
    }
}

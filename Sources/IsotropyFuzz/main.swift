// Reads many damaged files in one process, as the tool would; Tools/fuzz says how.
import Foundation

do {
    let options = try FuzzOptions(Array(CommandLine.arguments.dropFirst()))
    try FuzzLoop(options).run()
    _exit(0)
} catch {
    FileHandle.standardError.write(Data("fuzz: \(error)\n".utf8))
    _exit(64)
}

import Foundation

/// Keeps saved checkpoints, with what our models computed, for `Tools/fixtures/encoders/exports.py`.
///
/// `ISOTROPY_TEST_EXPORTS` is the folder for them; without it nothing is kept.
func keep(_ saved: URL, of name: String, as variant: String, outputs: [[Double]]) throws {
    guard let folder = ProcessInfo.processInfo.environment["ISOTROPY_TEST_EXPORTS"] else { return }
    let kept = URL(filePath: folder).appending(path: "\(name),\(variant)")
    let files = FileManager.default
    try files.createDirectory(at: URL(filePath: folder), withIntermediateDirectories: true)
    if files.fileExists(atPath: kept.path) { try files.removeItem(at: kept) }
    try files.copyItem(at: saved, to: kept)
    try JSONEncoder().encode(outputs).write(to: kept.appending(path: "outputs.json"))
}

import ArgumentParser
import Files
import Formats
import Foundation
import Isotropy
import Options

/// A part of a cloud whose sums are kept, for `isotropy merge`.
struct PartFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the sums to a .safetensors file, for isotropy merge.", valueName: "file"))
    var saveMoments: String?

    @Option(
        help: ArgumentHelp(
            "Measure the i-th of n parts of the rows, as 2/8: whole blocks, so that merging all n gives the "
                + "bits of one pass.", valueName: "i/n"),
        transform: Shard.init)
    var shard: Shard?

    var isGiven: Bool { saveMoments != nil || shard != nil }

    /// The i-th of n parts, from 1.
    struct Shard: Sendable {
        let number, count: Int

        init(_ text: String) throws {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
                number > 0,
                number <= count
            else { throw ValidationError("a part is i/n, as 2/8, with i from 1 to n") }
            (self.number, self.count) = (number, count)
        }

        /// The rows of this part: whole blocks, but for the last row of all.
        func rows(of total: Int, block: Int) -> Range<Int> {
            let blocks = (total + block - 1) / block
            let (first, last) = (blocks * (number - 1) / count, blocks * number / count)
            return min(first * block, total)..<min(last * block, total)
        }
    }

    func check(_ measures: [Measure], _ files: [String], _ beside: BesideFlags) throws {
        guard isGiven else { return }
        if saveMoments == nil {
            try checkEffect(
                of: [("--shard", shard != nil)],
                without: "--save-moments, which says where its sums go")
        }
        if files.count > 1 {
            throw ValidationError("--save-moments is for one file, not \(files.count)")
        }
        if let saveMoments, URL(filePath: saveMoments).pathExtension.lowercased() != "safetensors" {
            throw ValidationError("--save-moments is a file whose name ends in .safetensors")
        }
        if beside.labels != nil || beside.against != nil {
            throw ValidationError("--save-moments keeps no labels and no second cloud")
        }
        let others = notKept(of: measures)
        if !others.isEmpty {
            throw ValidationError(
                "--save-moments keeps sums, and \(Self.names(others)) take the points themselves: give --measures "
                    + "without")
        }
        if let saveMoments { try checkNotRead(saveMoments, by: "--save-moments", files) }
    }

    /// Those that no sums are kept of.
    private func notKept(of measures: [Measure]) -> [Measure] {
        isGiven ? measures.filter { !$0.needs.isDisjoint(with: CloudMeasurement.notSaved) } : []
    }

    /// All of the measures of which sums are kept, where sums are.
    /// - Parameter note: is told which are left out.
    func keepable(_ measures: [Measure], note: (Message) -> Void = { _ in }) -> [Measure] {
        let others = notKept(of: measures)
        guard !others.isEmpty else { return measures }
        note(
            "note: --save-moments keeps sums, and left out is what takes the points themselves: "
                + "\(Self.names(others))")
        return measures.filter { !others.contains($0) }
    }

    private static func names(_ measures: [Measure]) -> String {
        measures.map(\.name).joined(separator: ", ")
    }

    struct Target {
        let name: String
        let url: URL
        let lock: OutputLock
    }

    func claim() throws -> Target? {
        try saveMoments.map { name in
            let url = URL(filePath: name).resolvingSymlinksInPath()
            let lock = try AtomicFile.claim(url, option: "save_moments")
            return Target(name: name, url: url, lock: lock)
        }
    }
}

import ArgumentParser
import Experiments
import Foundation

/// Where a run's files go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder for everything that is written. (default: \(Self.finetuneFolder); "
                + "\(Self.quickstartFolder) for quickstart)",
            valueName: "folder"))
    var output: String?

    @Flag(
        help: ArgumentHelp(
            "Go on with the runs in the output folder, from their last saved states; other methods and "
                + "seeds join those that are there."))
    var resume = false

    @Flag(
        help: "Replace the run in the output folder, or in a tree the runs of the same methods.")
    var overwrite = false

    static let finetuneFolder = "run"
    static let quickstartFolder = "isotropy-quickstart"

    func url(otherwise folder: String) -> URL { URL(filePath: output ?? folder).absoluteURL }

    var existing: RunDirectory.Existing {
        resume ? .resume : overwrite ? .overwrite : .refuse
    }

    func validate() throws {
        if resume, overwrite {
            throw ValidationError("--resume and --overwrite exclude each other")
        }
        if output?.isEmpty == true { throw ValidationError("--output is empty") }
    }
}

/// Seeds as an option takes them, such as `1,2,3`.
struct SeedList {
    let values: [UInt64]

    init(_ values: [UInt64]) {
        self.values = values
    }

    init(_ text: String) throws {
        // A separator at an end or a number twice is more likely a slip than a wish.
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt64($0.trimmingCharacters(in: .whitespaces)) }
        guard !numbers.isEmpty, numbers.count == parts.count,
            Set(numbers).count == numbers.count
        else {
            throw ValidationError(
                "seeds are different whole numbers in 0 ... \(UInt64.max), separated by commas")
        }
        values = numbers
    }
}

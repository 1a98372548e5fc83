import ArgumentParser
import Files
import Foundation
import Models
import Tasks

/// The user's own files to train on.
struct CustomFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The rows to train on: TSV, CSV, JSON lines or a JSON array, also as .gz.",
            valueName: "file"))
    var train: String?

    @Option(
        help: ArgumentHelp(
            "The rows that choose the best model: a file, or a share of the train rows such as 10%, "
                + "held out by a hash of the rows and stratified by their labels.",
            valueName: "file or share"))
    var dev: String?

    @Option(
        help: ArgumentHelp(
            "Cross-validation in place of --dev: deals the train rows into so many folds, as --dev deals a "
                + "share, and trains a model for each, on all others; OUTPUT/METHOD/SEED has every row's "
                + "answer by the model that did not see it.",
            valueName: "folds"))
    var folds: Int?

    @Option(
        help: ArgumentHelp(
            "The column whose rows of one value are held out together, such as an article's name. "
                + "(default: rows of one text)",
            valueName: "column"))
    var group: String?

    @Option(help: ArgumentHelp("Further labelled rows, measured at the end.", valueName: "file"))
    var test: String?

    @OptionGroup var columns: ColumnFlags

    @Option(
        help: ArgumentHelp(
            "classification, with the labels that the rows have, or regression. (default: "
                + "classification)"))
    var kind: CustomLayout.Kind?

    @Option(
        help: ArgumentHelp(
            "What results and tables call the task. (default: the name of the train file, or of its "
                + "folder where the file is called train)",
            valueName: "name"))
    var name: String?

    func check(on task: ChosenTask) throws {
        for (flag, file) in [("--train", train), ("--dev", dev), ("--test", test)] where file == "-"
        {
            throw ValidationError(
                "\(flag) -: a run reads its files more than once, so standard input is none of them: write it to "
                    + "a file")
        }
        if task.known == nil, train == nil || dev == nil && folds == nil {
            throw ValidationError(
                "files of your own need --train FILE, and --dev FILE, a share such as --dev 10%, or "
                    + "--folds 5")
        }
        if let name, let objection = TaskName.objection(to: name) {
            throw ValidationError("--name: \(quoted(name)) \(objection.flagged)")
        }
        try checkFolds()
        _ = try heldOutShare
        if group != nil, folds == nil, try heldOutShare == nil {
            try checkEffect(of: [("--group", true)], without: "--dev 10% or --folds 5")
        }
    }

    private func checkFolds() throws {
        guard let folds else { return }
        if dev != nil {
            throw ValidationError(
                "--dev and --folds exclude each other: with folds, each of them is held out in turn"
            )
        }
        if test != nil {
            throw ValidationError(
                "--test and --folds exclude each other: the folds are what is measured, and no model has "
                    + "all rows")
        }
        guard folds > 1 else {
            throw ValidationError(
                "--folds \(folds): there are two folds at least, one to train on and one to hold out"
            )
        }
    }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--train", given: train != nil, .custom),
            ScopedFlag("--dev", given: dev != nil, .custom),
            ScopedFlag("--folds", given: folds != nil, .custom),
            ScopedFlag("--test", given: test != nil, .custom),
            ScopedFlag("--group", given: group != nil, .custom),
            ScopedFlag("--kind", given: kind != nil, .custom),
            ScopedFlag("--name", given: name != nil, .custom),
        ] + columns.scoped
    }

    /// The share of the train rows that is held out; `nil` where a file is given.
    private var heldOutShare: Double? {
        get throws {
            guard let dev, !FileManager.default.fileExists(atPath: dev) else { return nil }
            guard dev.hasSuffix("%") else {
                if decimalNumber(dev) != nil {
                    throw ValidationError(
                        "--dev \(dev): is no file; a share of the rows is a percentage, such as 10%, and their number "
                            + "cannot be given")
                }
                return nil
            }
            let words = dev.dropLast().trimmingCharacters(in: .whitespaces)
            guard let number = decimalNumber(words), number > 0, number < 100 else {
                throw ValidationError("--dev \(dev): a share is over 0 % and under 100 %")
            }
            return number / 100
        }
    }

    /// What the files hold.
    func load() throws -> CustomTask {
        let layout = columns.layout(
            kind,
            heldOut: try folds.map { HeldOutRows(folds: $0, group: group) }
                ?? heldOutShare.map { HeldOutRows(share: $0, group: group) })
        return try layout.load(
            train: URL(filePath: train ?? ""),
            development: layout.heldOut == nil ? URL(filePath: dev ?? "") : nil,
            test: test.map { URL(filePath: $0) }, named: name)
    }
}

extension CustomLayout.Kind: ExpressibleByArgument {}

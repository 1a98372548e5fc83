import Foundation
import Options

/// The archive `stanfordSentimentTreebank`: sentences, their parts, and a score from 0 to 1 for
/// every phrase, each in a file of its own.
struct ScoredPhraseLayout: TaskLayout {
    let cuts: Cuts

    var isPair: Bool { false }

    private static let names = [
        "datasetSentences.txt", "datasetSplit.txt", "dictionary.txt", "sentiment_labels.txt",
    ]

    func files(in directory: URL, _ problems: inout DataError) -> [URL] {
        locate(
            Self.names, in: directory, usualFolders: ["SST-5", "stanfordSentimentTreebank"],
            &problems)
    }

    func load(
        _ kind: TaskDefinition.Kind, from directory: URL, _ problems: inout DataError
    ) -> TaskData? {
        let files = files(in: directory, &problems)
        guard files.count == Self.names.count else { return nil }
        let sentences = FieldFile(files[0], separator: "\t", header: true, &problems)
        let split = FieldFile(files[1], separator: ",", header: true, &problems)
        let phrases = FieldFile(files[2], separator: "|", header: false, &problems)
        let labels = FieldFile(files[3], separator: "|", header: true, &problems)
        guard problems.isEmpty else { return nil }
        let scores = scores(of: phrases, labels, &problems)
        let parts = parts(split, &problems)
        guard problems.isEmpty else { return nil }
        let data = assemble(sentences, parts, scores, &problems)
        guard problems.isEmpty else { return nil }
        data.check(kind, developmentPath: files[0].path, &problems)
        return data
    }

    /// The scores of every phrase, by its plain text: more than one where phrases differ in what is
    /// repaired alone.
    private func scores(
        of phrases: FieldFile, _ labels: FieldFile, _ problems: inout DataError
    ) -> [String: Set<Double>] {
        var byIdentifier: [String: Double] = [:]
        for row in labels.rows {
            switch number(row.second, within: 0...1) {
            case .success(let score): byIdentifier[row.first] = score
            case .failure(let wrong): labels.report(wrong.message, row, &problems)
            }
        }
        var scores: [String: Set<Double>] = [:]
        scores.reserveCapacity(phrases.rows.count)
        for row in phrases.rows {
            guard let score = byIdentifier[row.second] else {
                phrases.report("phrase \(quoted(row.second)) has no score", row, &problems)
                continue
            }
            scores[plainTreebankText(row.first), default: []].insert(score)
        }
        return scores
    }

    /// The part of every sentence, by its number: 1 is train, 2 test, 3 development.
    private func parts(_ split: FieldFile, _ problems: inout DataError) -> [String: Part] {
        var parts: [String: Part] = [:]
        for row in split.rows {
            switch row.second {
            case "1": parts[row.first] = .train
            case "2": parts[row.first] = .test
            case "3": parts[row.first] = .development
            default:
                split.report("part \(quoted(row.second)) is not one of 1, 2, 3", row, &problems)
            }
        }
        return parts
    }

    private func assemble(
        _ sentences: FieldFile, _ parts: [String: Part], _ scores: [String: Set<Double>],
        _ problems: inout DataError
    ) -> TaskData {
        var data = TaskData(train: [], development: [])
        for row in sentences.rows {
            let text = plainTreebankText(row.second)
            guard let part = parts[row.first] else {
                sentences.report("sentence \(quoted(row.first)) has no part", row, &problems)
                continue
            }
            let found = scores[text] ?? []
            guard let score = found.first, found.count == 1 else {
                let what = found.isEmpty ? "not among the phrases" : "phrases of several scores"
                sentences.report("\(what): \(quoted(text))", row, &problems)
                continue
            }
            data.append(
                Example(
                    identifier: row.first, first: text, target: .label(cuts.class(of: score))),
                to: part)
        }
        return data
    }
}

/// A file of lines with two fields each.
private struct FieldFile {
    struct Row {
        let line: Int
        let first: String
        let second: String
    }

    let path: String
    private(set) var rows: [Row] = []

    /// Lines are cut at the last separator: phrases may hold it.
    init(_ file: URL, separator: Character, header: Bool, _ problems: inout DataError) {
        path = file.path
        guard let text = TextLines(path: path, &problems) else { return }
        if text.lines.isEmpty { problems.add(.init(file: path, "is empty")) }
        let byte = separator.asciiValue ?? 0
        rows.reserveCapacity(text.lines.count)
        for (index, line) in text.lines.enumerated().dropFirst(header ? 1 : 0) {
            guard let cut = text.bytes[line].lastIndex(of: byte) else {
                let what: Message = line.isEmpty ? "an empty line" : "no '\(separator)'"
                problems.add(.init(file: path, line: index + 1, what))
                continue
            }
            rows.append(
                Row(
                    line: index + 1, first: text.string(line.lowerBound..<cut),
                    second: text.string(cut + 1..<line.upperBound)))
        }
    }

    func report(_ message: Message, _ row: Row, _ problems: inout DataError) {
        problems.add(.init(file: path, line: row.line, message))
    }
}

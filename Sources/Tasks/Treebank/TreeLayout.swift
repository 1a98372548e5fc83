import Foundation

/// Stanford's trees: a bracketed tree a line, the sentence's class at its root.
struct TreeLayout: TaskLayout {
    /// Classes are written as digits from 0.
    let classCount: Int

    var isPair: Bool { false }

    private static let names = ["train.txt", "dev.txt", "test.txt"]

    func files(in directory: URL, _ problems: inout DataError) -> [URL] {
        locate(Self.names, in: directory, usualFolders: ["SST-5", "trees"], &problems)
    }

    func load(
        _ kind: TaskDefinition.Kind, from directory: URL, _ problems: inout DataError
    ) -> TaskData? {
        let files = files(in: directory, &problems)
        guard files.count == Self.names.count else { return nil }
        let parts = files.map { rows(path: $0.path, &problems) }
        guard problems.isEmpty else { return nil }
        let data = TaskData(train: parts[0], development: parts[1], test: parts[2])
        data.check(kind, developmentPath: files[1].path, &problems)
        return data
    }

    private func rows(path: String, _ problems: inout DataError) -> [Example] {
        guard let text = TextLines(path: path, &problems) else { return [] }
        if text.lines.isEmpty { problems.add(.init(file: path, "is empty")) }
        var rows: [Example] = []
        for (index, line) in text.lines.enumerated() {
            do throws(WrongCell) {
                let tree = try SentimentTree(text.bytes[line], classCount: classCount)
                rows.append(
                    Example(
                        identifier: String(index), first: tree.sentence, target: .label(tree.root)))
            } catch {
                problems.add(.init(file: path, line: index + 1, error.message))
            }
        }
        return rows
    }
}

/// What a classifier needs of one bracketed tree, as `(3 (2 It) (4 (2 's) (4 good)))`.
struct SentimentTree {
    /// The class at the root.
    let root: Int
    /// The words with their escapes undone, joined by single spaces.
    let sentence: String

    /// A node that is open: what it already holds.
    private enum Content { case nothing, word, nodes }

    init(_ line: ArraySlice<UInt8>, classCount: Int) throws(WrongCell) {
        if line.isEmpty { throw WrongCell("an empty line") }
        var root: Int?
        var words: [String] = []
        var open: [Content] = []
        var index = line.startIndex
        func wrong(_ what: String) -> WrongCell {
            WrongCell("\(what) at byte \(index - line.startIndex + 1) of the tree")
        }
        while index < line.endIndex {
            switch line[index] {
            case UInt8(ascii: " "): index += 1
            case UInt8(ascii: "("):
                if open.isEmpty, root != nil { throw wrong("a second tree") }
                guard open.last != .word else { throw wrong("a node beside a word") }
                if !open.isEmpty { open[open.count - 1] = .nodes }
                index += 1
                let digits = line[index...].prefix { (0x30...0x39).contains($0) }
                guard let label = Int(String(decoding: digits, as: UTF8.self)),
                    label < classCount
                else { throw wrong("no class from 0 to \(classCount - 1)") }
                if root == nil { root = label }
                open.append(.nothing)
                index = digits.endIndex
            case UInt8(ascii: ")"):
                guard let content = open.popLast() else { throw wrong("a bracket too many") }
                guard content != .nothing else { throw wrong("a node without a word") }
                index += 1
            default:
                guard open.last == .nothing else { throw wrong("a word where none belongs") }
                let word = line[index...].prefix { !" ()".utf8.contains($0) }
                words.append(unescapedTreebankToken(String(decoding: word, as: UTF8.self)))
                open[open.count - 1] = .word
                index = word.endIndex
            }
        }
        guard open.isEmpty else { throw wrong("\(open.count) brackets left open") }
        guard let root else { throw wrong("no tree") }
        self.root = root
        sentence = decodedOnce(words.joined(separator: " "))
    }
}

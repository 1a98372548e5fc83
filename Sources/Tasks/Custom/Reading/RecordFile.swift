import Formats
import Options
import Foundation

/// A row of a user's file: the cells of the columns that were asked for.
struct CustomRecord {
    /// The first line of the row, from 1.
    let line: Int
    let identifier: String
    let text: String
    let pair: String?
    /// Empty for rows to predict.
    let label: String
    /// What JSON says that the label is; `nil` in tables.
    let labelSort: CellSort?
    /// `nil` where rows have no groups.
    let group: String?

    func example(_ target: Target) -> Example {
        Example(identifier: identifier, first: text, second: pair, target: target)
    }
}

/// A table or objects of JSON, read as far as their columns.
struct RecordFile {
    let path: String
    let columns: [String]
    private let text: TextLines
    let format: CustomLayout.Format
    /// That is no blank; `nil` for a line of blanks.
    let firstSign: UInt8?
    private let delimiter: UInt8
    /// Whether every row must have a name, as its column was given.
    private let areRowsNamed: Bool
    /// Where the objects of JSON are, with their lines.
    private let objects: [(line: Int, range: Range<Int>)]

    /// - Parameter layout: says the format, or leaves it to the file's name and first bytes.
    init?(_ url: URL, _ layout: CustomLayout, _ problems: inout DataError) {
        path = CustomLayout.inputName(url)
        areRowsNamed = layout.identifier != nil
        delimiter = layout.delimiter.utf8.first ?? UInt8(ascii: ",")
        guard let text = TextLines(path: url.path, &problems) else { return nil }
        guard let first = text.lines.first else {
            problems.add(.init(file: path, "is empty"))
            return nil
        }
        let sign = text.bytes[first.lowerBound...].first { !" \n\r\t".utf8.contains($0) }
        guard
            let format = layout.format ?? .init(fileName: path, firstSign: sign)
                ?? layout.likelyFormat
        else {
            let known = CustomLayout.Format.allCases.map { "." + $0.rawValue }
            problems.add(
                .init(
                    file: path,
                    "its format cannot be told from the name: give `format`, or a name that ends in "
                        + "\(known.joined(separator: ", "))"))
            return nil
        }
        self.text = text
        self.format = format
        firstSign = sign
        if let objection = Self.objection(
            to: format, beginningWith: sign, isGiven: layout.format != nil)
        {
            problems.add(.init(file: path, line: 1, objection))
            return nil
        }
        switch format {
        case .tabs, .commas: objects = []
        case .jsonLines:
            if let problem = Self.columnwise(text) {
                problems.add(.init(file: path, problem))
                return nil
            }
            objects = text.lines.enumerated().map { ($0 + 1, $1) }
        case .jsonArray:
            do throws(JSONError) {
                objects = try Self.elements(of: text.bytes)
            } catch {
                problems.add(
                    .init(file: path, line: error.line, column: error.column, Message(error.reason))
                )
                return nil
            }
        }
        switch format {
        case .tabs: columns = text.cells(of: first).map(text.string)
        case .commas:
            var reader = CommaReader(text, delimiter: delimiter)
            switch reader.next() {
            case nil: columns = []
            case (_, .success(let cells))?: columns = cells
            case (let line, .failure(let wrong))?:
                columns = []
                problems.add(
                    .init(file: path, line: line, wrong.message + likeness(isFirst: true)))
                return nil
            }
        case .jsonLines, .jsonArray:
            do throws(WrongCell) {
                if let first = objects.first {
                    columns = try ObjectLine(text.bytes, first.range).keys
                } else {
                    columns = []
                }
            } catch {
                // There are no columns to look for, so every line that is no object is told here.
                Self.reportBrokenObjects(objects, in: text.bytes, path: path, &problems)
                return nil
            }
        }
        let names = Set(columns)
        if !format.isJSON, names.count < columns.count {
            let twice = columns.enumerated().filter { columns[..<$0].contains($1) }
            let what = twice.map { quoted($0.element) }.joined(separator: ", ")
            problems.add(.init(file: path, line: 1, "column \(what) occurs twice"))
            return nil
        }
    }

    /// Every row; rows that are wrong are reported instead.
    func records(_ wanted: CustomColumns, _ problems: inout DataError) -> [CustomRecord] {
        let names = [wanted.text, wanted.pair, wanted.label].compactMap { $0 }
            .filter { !$0.isEmpty }
        let missing = names.filter { !columns.contains($0) }
        if !format.isJSON, !missing.isEmpty {
            let what = missing.map(quoted).joined(separator: ", ")
            let present = listed(columns)
            problems.add(
                .init(
                    file: path, line: 1,
                    "no column \(what); the header has \(present)\(likeness(isFirst: false))"))
            return []
        }
        var records: [CustomRecord] = []
        var count = 0
        rows(&problems) { line, cell, problems in
            defer { count += 1 }
            do throws(WrongCell) {
                var label: (text: String, sort: CellSort?) = ("", nil)
                if let column = wanted.label {
                    label = try cell(column)
                    let what = "an empty \(quoted(column))"
                    if label.text.unicodeScalars.allSatisfy(\.isBlank) {
                        throw WrongCell(Message(what), cause: what)
                    }
                }
                var identifier: String?
                // Unlike the other columns, one that was only looked for may be missing from JSON lines.
                if let column = wanted.identifier {
                    identifier = areRowsNamed ? try cell(column).text : (try? cell(column))?.text
                }
                records.append(
                    CustomRecord(
                        line: line, identifier: identifier ?? String(count),
                        text: wanted.text.isEmpty ? "" : try cell(wanted.text).text,
                        pair: try wanted.pair.map(cell)?.text, label: label.text,
                        labelSort: label.sort, group: try wanted.group.map(cell)?.text))
            } catch {
                problems.add(.init(file: path, line: line, error.message, cause: error.cause))
            }
        }
        if count == 0 {
            let what = format.isJSON ? "holds no rows" : "has a header, but no rows"
            problems.add(.init(file: path, Message(what)))
        }
        return records
    }

    /// Every cell of every row; rows that are wrong are reported instead.
    func cells(_ problems: inout DataError) -> [[String]] {
        var all: [[String]] = []
        rows(&problems) { line, cell, problems in
            do throws(WrongCell) {
                var cells: [String] = []
                for column in columns { cells.append(try cell(column).text) }
                all.append(cells)
            } catch {
                problems.add(.init(file: path, line: line, error.message, cause: error.cause))
            }
        }
        return all
    }

    /// Why lines that this tool wrote are not read; `nil` where they are, for those of other programs too.
    var versionProblem: DataError.Problem? {
        guard format == .jsonLines, let first = text.lines.first else { return nil }
        do throws(JSONError) {
            let version = try decodeJSON(FormatVersion.self, from: text.bytes, in: first)
            return version.objectionIfStated.map { .init(file: path, line: 1, Message($0)) }
        } catch {
            return .init(file: path, error)
        }
    }

    private static func reportBrokenObjects(
        _ objects: [(line: Int, range: Range<Int>)], in bytes: [UInt8], path: String,
        _ problems: inout DataError
    ) {
        for (line, range) in objects {
            do throws(WrongCell) {
                _ = try ObjectLine(bytes, range)
            } catch {
                problems.add(.init(file: path, line: line, error))
            }
        }
    }

    /// Why a file that is one object has no rows, as data frames and programs that write a whole set as one have
    /// it; `nil` for objects that are rows.
    private static func columnwise(_ text: TextLines) -> Message? {
        let whole: Range<Int>
        do throws(JSONError) {
            var scanner = try JSONScanner(text.bytes)
            whole = try scanner.range()
            try scanner.finish()
        } catch {
            // What is wrong is told of its line.
            return nil
        }
        guard
            text.bytes[whole].contains(UInt8(ascii: "\n"))
                || (try? ObjectLine(text.bytes, whole))?.isNested == true
        else { return nil }
        return "is one object, not one for each row: write an array of rows, or a row a line "
            + "(pandas: orient=\"records\")"
    }

    /// The elements of an array, with the lines on which they begin.
    private static func elements(
        of bytes: [UInt8]
    ) throws(JSONError) -> [(line: Int, range: Range<Int>)] {
        var elements: [(line: Int, range: Range<Int>)] = []
        var scanner = try JSONScanner(bytes)
        var (line, counted) = (1, 0)
        try scanner.elements { (scanner, _) throws(JSONError) in
            let range = try scanner.range()
            line += bytes[counted..<range.lowerBound].count { $0 == UInt8(ascii: "\n") }
            counted = range.lowerBound
            elements.append((line, range))
        }
        try scanner.finish()
        return elements
    }

    private typealias Cell = (String) throws(WrongCell) -> (text: String, sort: CellSort?)

    /// Calls the body with every row's line and its cells by column.
    private func rows(
        _ problems: inout DataError, _ body: (Int, Cell, inout DataError) -> Void
    ) {
        var places: [String: Int] = [:]
        for (index, name) in columns.enumerated() { places[name] = index }
        func take(_ cells: [String], _ line: Int, _ problems: inout DataError) {
            if cells.count == columns.count {
                body(
                    line, { column in (places[column].map { cells[$0] } ?? "", nil) }, &problems)
            } else {
                let isEmpty = cells.count == 1 && cells[0].isEmpty
                let few = cells.count < columns.count ? "too few" : "too many"
                let what: Message = "\(few) columns: \(cells.count), not \(columns.count)"
                problems.add(.init(file: path, line: line, isEmpty ? "an empty line" : what))
            }
        }
        switch format {
        case .tabs:
            for (index, line) in text.lines.enumerated().dropFirst() {
                take(text.cells(of: line).map(text.string), index + 1, &problems)
            }
        case .commas:
            var reader = CommaReader(text, delimiter: delimiter)
            _ = reader.next()
            while let (line, row) = reader.next() {
                switch row {
                case .success(let cells): take(cells, line, &problems)
                case .failure(let wrong):
                    problems.add(.init(file: path, line: line, wrong.message))
                }
            }
        case .jsonLines, .jsonArray:
            for (line, range) in objects {
                do throws(WrongCell) {
                    let object = try ObjectLine(text.bytes, range)
                    body(line, object.cell, &problems)
                } catch {
                    problems.add(.init(file: path, line: line, error))
                }
            }
        }
    }
}

extension DataError.Problem {
    fileprivate init(file: String, line: Int, _ wrong: WrongCell) {
        self.init(
            file: file, line: line, column: wrong.column, wrong.message, cause: wrong.cause)
    }
}

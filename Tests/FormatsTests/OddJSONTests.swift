import Formats
import TestSupport
import Testing

/// What other readers of JSON let pass, whichever way ours are asked.
@Suite struct OddJSONTests {
    private func expect(_ error: JSONError?, at document: OddJSON) {
        #expect(error?.line == document.line, "\(error as Any)")
        #expect(error?.column == document.column, "\(error as Any)")
    }

    @Test(arguments: OddJSON.documents) func noTreeIsMade(_ document: OddJSON) {
        expect(
            #expect(throws: JSONError.self) {
                try JSONTree(document.bytes).refuseRepeatedKeys(in: document.bytes)
            }, at: document)
    }

    @Test(arguments: OddJSON.documents) func noScannerPassesIt(_ document: OddJSON) {
        expect(
            #expect(throws: JSONError.self) {
                var scanner = try JSONScanner(document.bytes)
                try scanner.skip()
                try scanner.finish()
            }, at: document)
    }

    @Test(arguments: OddJSON.documents) func nothingIsDecoded(_ document: OddJSON) {
        expect(
            #expect(throws: JSONError.self) {
                try decodeJSON([String: Int].self, from: document.bytes)
            }, at: document)
    }

    @Test(arguments: OddJSON.lines) func noLineIsPassed(_ document: OddJSON) throws {
        let before = Array("{}\n{}\n".utf8)
        let range = before.count..<before.count + document.bytes.count
        let error = #expect(throws: JSONError.self) {
            var scanner = try JSONScanner(before + document.bytes, in: range, firstLine: 3)
            try scanner.skip()
            try scanner.finish()
        }
        #expect(error?.line == 3 && error?.column == document.column, "\(error as Any)")
    }

    @Test func everyCutOfADocumentIsRefused() throws {
        let whole = Array(#"{"a": [1, -2.5e3, true, null, "x\ud83d\udeb2é"], "b": {}}"#.utf8)
        _ = try JSONTree(whole)
        for count in 0..<whole.count {
            #expect(throws: JSONError.self) { try JSONTree(Array(whole.prefix(count))) }
        }
    }
}

import Testing

/// Documentation/files.md says what is in the files, and nothing else.
struct FilesPageTests {
    @Test func everyFieldIsOnThePageAndEveryFieldOfThePageIsInAFile() throws {
        let written = try WrittenFiles(.committed())
        try written.runsOnOwnFiles()
        try written.measuredRun()
        try written.tree()
        try written.folds()
        try written.interruptedRun()
        try written.questions()
        try written.outputs()
        try written.dataChecks()
        try written.lines()
        let problems = written.check.problems
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
        let unseen = written.check.unseen
        #expect(unseen.isEmpty, "in no file: \(unseen.joined(separator: ", "))")
    }

    @Test func everyNameOnThePageIsInSnakeCaseAndStandsOnceInItsTable() throws {
        for (anchor, table) in try FieldPage.committed().tables {
            let names = table.fields.map(\.name)
            #expect(Set(names).count == names.count, "\(anchor)")
            #expect(names.filter { !isSnakeCase($0) } == [], "\(anchor)")
        }
    }

    @Test(arguments: [
        ("step", true), ("memory_gb", true), ("xxh64", true), ("bestStep", false),
        ("best__step", false), ("best-step", false), ("_step", false), ("", false),
    ])
    func smallWordsWithUnderscoresAreSnakeCase(_ name: String, _ isOne: Bool) {
        #expect(isSnakeCase(name) == isOne)
    }

    private static let page = """
        # A file
        | field | type | |
        |---|---|---|
        | `size` | integer | |
        | `shares` | map of numbers and nulls or left out | |
        | `part` | [none](#none) or [one](#one) or left out | |
        | `gpu` | text or left out | only on GPUs |
        ## none
        | field | type | |
        |---|---|---|
        | `name` | text | |
        ## one
        | field | type | |
        |---|---|---|
        | `name` | text | |
        | `rows` | list of lists of integers | |
        """

    private func check(_ documents: String...) throws -> FieldCheck {
        var check = FieldCheck(try FieldPage(Self.page))
        for document in documents { check.check(document, as: "a-file") }
        return check
    }

    @Test func whatThePageSaysIsTakenAndTicked() throws {
        let check = try check(
            #"{"format_version": 1, "size": 2, "shares": {"A b": 0.5, "c": null}}"#,
            #"{"format_version": 1, "size": -2, "part": {"name": "one", "rows": [[], [1]]}}"#)
        #expect(check.problems == [] && check.unseen == ["none.name"])
    }

    @Test(arguments: [
        (#"{"size": 1}"#, "a-file: its format_version is missing"),
        (#"{"format_version": 2, "size": 1}"#, "a-file: its format_version is 2"),
        (#"{"format_version": 1}"#, "a-file has no size, which the page does not leave out"),
        (#"{"format_version": 1, "size": 1, "more": 1}"#, "a-file.more is not on the page"),
        (#"{"format_version": 1, "size": 1.5}"#, "a-file.size is number, which the page"),
        (#"{"format_version": 1, "size": null}"#, "a-file.size is null, which the page"),
        (
            #"{"format_version": 1, "size": 1, "shares": {"x": true}}"#,
            "a-file.shares.NAME is boolean, which the page"
        ),
        (
            #"{"format_version": 1, "size": 1, "part": {"name": "two"}}"#,
            "a-file.part is an object that the page does not describe"
        ),
        (
            #"{"format_version": 1, "size": 1, "part": {"name": "none", "rows": []}}"#,
            "a-file.part.rows is not on the page"
        ),
        (
            #"{"format_version": 1, "size": 1, "part": {"name": "one", "rows": [["x"]]}}"#,
            "a-file.part.rows[][] is text, which the page"
        ),
        ("[1]", "a-file: is no object"),
    ])
    func whatThePageDoesNotSayIsTold(_ document: String, _ problem: String) throws {
        let problems = try check(document).problems
        #expect(problems.count == 1 && problems[0].hasPrefix(problem), "\(problems)")
    }

    @Test func aNameInAnotherSpellingIsTold() throws {
        let problems = try check(#"{"format_version": 1, "size": 1, "rowCount": 1}"#).problems
        #expect(problems.first == "a-file.rowCount is not in snake_case")
    }

    @Test func aTypeThatThePageDoesNotExplainIsRefused() {
        let text = Self.page.replacing("integer |", with: "whole number |")
        #expect(throws: (any Error).self) { try FieldPage(text) }
    }
}

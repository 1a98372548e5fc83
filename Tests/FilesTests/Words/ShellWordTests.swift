import Files
import Foundation
import Testing

struct ShellWordTests {
    @Test(arguments: [
        "plain", "--lambda=-1", "", "two words", "it's", "$HOME", "a\"b", "`id`", "a\nb", "*", "~",
        "ä",
        "a;b", "--method", "istar:lambda=-1,zeta=0.2",
    ])
    func aShellReadsTheWordAgain(_ word: String) throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "printf '%s|' \(shellWord(word))"]
        let pipe = Pipe()
        shell.standardOutput = pipe
        try shell.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        #expect(String(decoding: data, as: UTF8.self) == word + "|")
    }

    @Test func whatNeedsNoQuotesHasNone() {
        #expect(shellWord("--lambda=-1") == "--lambda=-1")
        #expect(shellWord("runs/both+1") == "runs/both+1")
    }
}

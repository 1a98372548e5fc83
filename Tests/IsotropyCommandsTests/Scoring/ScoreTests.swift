import IsotropyCommands
import Testing

struct ScoreTests {
    @Test(arguments: ["0", "2-1", "1,,2", ""])
    func aListOfColumnsThatIsNoneIsAWrongUsage(_ list: String) throws {
        let answer = try #require(Answer(["score", "a.csv", "--columns", list]))
        #expect(answer.code == 64)
        #expect(answer.text.contains("--columns is a list such as 2-4,7 or x,y, not '\(list)'"))
    }
}

import Hub
import Testing

@Suite struct NameTests {
    @Test(arguments: [
        "bert-base-cased", "FacebookAI/roberta-large", "albert/albert-base-v2", "a", "_a.b_/0-1",
        String(repeating: "a", count: 96),
    ])
    func whatTheHubTakesIsAName(_ text: String) {
        #expect(ModelName(text)?.description == text)
    }

    @Test(arguments: [
        "", "/", "a/", "/a", "a/b/c", "a//b", ".", "..", "../a", "a/..", "./a", "~/a", "a--b",
        "a..b", "-a", "a-", ".a", "a.", "a b", "a\\b", "a\u{0}", "ä", "a.git", "o/a.git", "a?b",
        "a%2Fb", "a:b", String(repeating: "a", count: 97),
    ])
    func whatLeadsElsewhereIsNoName(_ text: String) {
        #expect(ModelName(text) == nil)
    }

    @Test(arguments: ["main", "v1.0", "refs/pr/1", "feature/x-y", "1234abc", "a_b"])
    func whatGitTakesIsARevision(_ text: String) {
        #expect(Revision(text)?.description == text)
    }

    @Test(arguments: [
        "", "/", "a/", "/a", "a//b", ".", "..", "../a", "a/../b", "a..b", ".a", "a/.b", "a.", "-a",
        "a b", "a\\b", "a\u{0}b", "a\nb", "ä", "a~1", "a^", "a:b", "a?", "a*", "a[",
        String(repeating: "a", count: 201),
    ])
    func whatLeadsElsewhereIsNoRevision(_ text: String) {
        #expect(Revision(text) == nil)
    }
}

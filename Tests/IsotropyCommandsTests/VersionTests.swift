import IsotropyCommands
import Testing

@Suite struct VersionTests {
    @Test func versionHasThreeNumbers() {
        #expect(Version.current.split(separator: ".").compactMap { Int($0) }.count == 3)
    }
}

/// Which scalars are marks, and which are numbers; see `NormalizationTables`.
struct NormalizationData: Sendable {
    static let shared = NormalizationData()

    private static let mark: UInt32 = 1
    private static let number: UInt32 = 2

    private var table = ScalarTable()

    private init() {
        for scalars in UnicodeTableReader.ranges(NormalizationTables.combiningMarks) {
            for scalar in scalars { table[scalar] |= Self.mark }
        }
        for scalars in UnicodeTableReader.ranges(NormalizationTables.numeric) {
            for scalar in scalars { table[scalar] |= Self.number }
        }
    }

    func isMark(_ scalar: UInt32) -> Bool { table[scalar] & Self.mark != 0 }

    func isNumber(_ scalar: UInt32) -> Bool { table[scalar] & Self.number != 0 }
}

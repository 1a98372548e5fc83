import Formats
import Tasks

extension TaskData {
    /// XXH64 of every row in its order, with its set: texts, targets and names.
    package var hash: String {
        var hash = XXH64()
        func add(_ text: String) {
            // The length first, so that no two lists of texts are one.
            hash.update("\(text.utf8.count):")
            hash.update(text)
        }
        for set in sets {
            add(set.name)
            for row in set.examples {
                for text in [row.identifier, row.first, row.second ?? "", "\(row.target)"] {
                    add(text)
                }
                add(row.second == nil ? "single" : "pair")
            }
        }
        return hash.hexadecimal
    }
}

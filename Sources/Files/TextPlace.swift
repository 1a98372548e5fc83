/// Where in a file of text something is, as every message has it behind the file's path: `line 3, column 5`.
///
/// Both count from 1; columns are Unicode scalars, or the cells of a table.
package func textPlace(line: Int, column: Int? = nil) -> String {
    "line \(line)" + (column.map { ", column \($0)" } ?? "")
}

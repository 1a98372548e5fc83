/// What is wrong with the files of a tokenizer, or with a request to it.
public struct TokenizerError: Error, CustomStringConvertible, Equatable {
    /// The file's path; `nil` when the request is at fault.
    public let file: String?
    /// The field or the line in the file.
    public let field: String?
    public let message: String

    package init(file: String? = nil, field: String? = nil, _ message: String) {
        self.file = file
        self.field = field
        self.message = message
    }

    /// The same error of a part of what was asked for.
    package func at(_ field: String) -> TokenizerError {
        TokenizerError(file: file, field: field, message)
    }

    public var description: String {
        [file, field, message].compactMap { $0 }.joined(separator: ": ")
    }
}

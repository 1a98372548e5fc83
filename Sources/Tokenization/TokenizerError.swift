import Options

/// What is wrong with the files of a tokenizer, or with a request to it.
public struct TokenizerError: MessageError, Equatable {
    /// The file's path; `nil` when the request is at fault.
    public let file: String?
    /// The field or the line in the file.
    public let field: String?
    public let reason: Message

    package init(file: String? = nil, field: String? = nil, _ reason: Message) {
        self.file = file
        self.field = field
        self.reason = reason
    }

    /// The same error of a part of what was asked for.
    package func at(_ field: String) -> TokenizerError {
        TokenizerError(file: file, field: field, reason)
    }

    public var message: Message {
        ([file, field].compactMap { $0.map { Message($0) } } + [reason]).joined(separator: ": ")
    }
}

import Foundation

/// A user and a password for one server.
struct Login: Equatable {
    let user: String
    let password: String

    /// The value of `Authorization` (RFC 7617).
    var header: String { "Basic " + Data("\(user):\(password)".utf8).base64EncodedString() }
}

import Files
import Foundation

/// The users and passwords of a `.netrc` file, as curl, git and pip read it.
struct NetworkLogins {
    private struct Entry {
        /// `nil` for the one of all other machines.
        let machine: String?
        var user: String?
        var password: String?
    }

    private var entries: [Entry] = []

    /// - Returns: `nil` where there is no file.
    /// - Throws: for a file that cannot be read or is none of that kind; the message shows nothing of it.
    init?(_ file: URL) throws(FetchError) {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        guard let data = try? Data(contentsOf: file) else {
            throw FetchError(
                .invalid, "\(file.path), which holds users and passwords, cannot be read")
        }
        do {
            try read(String(decoding: data, as: UTF8.self))
        } catch {
            throw FetchError(
                .invalid, "\(file.path): \(textPlace(line: error.line)): \(error.message)")
        }
    }

    private struct Problem: Error {
        let line: Int
        let message: String
    }

    /// The login for a machine, or for a user of it; the entry `default` is for all others. Entries
    /// without a user or a password are none.
    func login(_ machine: String, user: String? = nil) -> Login? {
        for entry in entries {
            let isOfMachine = entry.machine.map { $0.lowercased() == machine.lowercased() } ?? true
            guard isOfMachine, let name = entry.user, let password = entry.password,
                user == nil || name == user
            else { continue }
            return Login(user: name, password: password)
        }
        return nil
    }

    private mutating func read(_ text: String) throws(Problem) {
        var words = Words(text)
        while let word = try words.next() {
            switch word {
            case "machine": entries.append(Entry(machine: try words.value(of: word)))
            case "default": entries.append(Entry(machine: nil))
            case "macdef":
                _ = try words.value(of: word)
                words.skipMacro()
            case "login", "password", "account":
                let value = try words.value(of: word)
                guard !entries.isEmpty else {
                    throw Problem(
                        line: words.line, message: "'\(word)' stands before the first machine")
                }
                if word == "login" { entries[entries.count - 1].user = value }
                if word == "password" { entries[entries.count - 1].password = value }
            default:
                // Not shown: it may be a password.
                throw Problem(
                    line: words.line,
                    message:
                        "a word that is none of machine, default, login, password, account, macdef")
            }
        }
    }

    /// Words between white space, in quotes where they hold some; `#` begins a comment.
    private struct Words {
        private var rest: Substring
        private(set) var line = 1

        init(_ text: String) { rest = Substring(text) }

        mutating func value(of key: String) throws(Problem) -> String {
            guard let value = try next() else {
                throw Problem(line: line, message: "nothing follows '\(key)'")
            }
            return value
        }

        mutating func next() throws(Problem) -> String? {
            while let character = rest.first, character.isWhitespace || character == "#" {
                if character == "#" {
                    rest = rest.drop { !$0.isNewline }
                } else {
                    if character.isNewline { line += 1 }
                    rest.removeFirst()
                }
            }
            guard let first = rest.first else { return nil }
            guard first == "\"" else {
                let word = rest.prefix { !$0.isWhitespace }
                rest = rest[word.endIndex...]
                return String(word)
            }
            return try quoted()
        }

        private mutating func quoted() throws(Problem) -> String {
            var word = ""
            var isEscaped = false
            rest.removeFirst()
            while let character = rest.popFirst() {
                if isEscaped {
                    word.append(["n": "\n", "r": "\r", "t": "\t"][character] ?? character)
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    return word
                } else if character.isNewline {
                    break
                } else {
                    word.append(character)
                }
            }
            throw Problem(line: line, message: "a quote without its end")
        }

        /// A macro ends with an empty line.
        mutating func skipMacro() {
            var wasNewline = false
            while let character = rest.popFirst() {
                guard character.isNewline else {
                    wasNewline = false
                    continue
                }
                line += 1
                if wasNewline { return }
                wasNewline = true
            }
        }
    }
}

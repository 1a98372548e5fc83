import Foundation

/// Environment variables as Hugging Face's programs read them.
package struct EnvironmentVariables {
    private let environment: [String: String]

    package init(_ environment: [String: String]) {
        self.environment = environment
    }

    /// `nil` where it is unset or empty.
    package subscript(name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    package var home: URL {
        self["HOME"].map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? FileManager.default.homeDirectoryForCurrentUser
    }

    /// A path; `~`, `$NAME` and `${NAME}` stand for what they do in a shell.
    package func folder(_ name: String) -> URL? {
        self[name].map { path in
            let expanded = expandingVariables(in: path)
            if expanded == "~" || expanded.hasPrefix("~/") {
                return home.appending(path: String(expanded.dropFirst(2)))
            }
            return URL(filePath: expanded).absoluteURL
        }
    }

    /// The file in which users and passwords of servers stand: `NETRC`, else `~/.netrc`.
    package var netrc: URL { folder("NETRC") ?? home.appending(path: ".netrc") }

    package static func isTrue(_ value: String) -> Bool {
        ["1", "ON", "YES", "TRUE"].contains(value.uppercased())
    }

    /// What is not set stays as it is written.
    private func expandingVariables(in text: String) -> String {
        text.replacing(/\$(?:\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/) { match in
            let name = match.output.1 ?? match.output.2
            return name.flatMap { environment[String($0)] } ?? String(match.output.0)
        }
    }
}

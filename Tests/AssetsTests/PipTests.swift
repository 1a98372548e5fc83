import Assets
import Files
import Foundation
import Options
import TestSupport
import Testing

/// The real unpacking, with a script in the place of pip.
@Suite struct PipTests {
    private let folder: TemporaryFolder
    private let bin: URL
    private let files: URL
    private let scratch: URL

    init() throws {
        folder = try TemporaryFolder()
        bin = folder.url.appendingPathComponent("bin")
        files = folder.url.appendingPathComponent("files")
        scratch = folder.url.appendingPathComponent("scratch")
        for new in [bin, files, scratch] {
            try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
        }
    }

    /// Puts a `python3` there which runs the lines for pip; `$to` is the folder for the archive and
    /// `$arguments` has what pip was given. Everything else goes to the real python3.
    private func setPip(_ lines: String) throws {
        let script = """
            #!/bin/sh
            if [ "$1" != -m ]; then exec python3 "$@"; fi
            arguments="$*"
            while [ "$1" != --dest ]; do shift; done
            to=$2
            mkdir -p "$to"
            \(lines)
            """
        // By another process: what this one holds open for writing, a child that another test starts at
        // that moment holds too, and the system runs no file that is open for writing.
        let writer = Process()
        writer.executableURL = URL(filePath: "/bin/sh")
        writer.arguments = [
            "-c", #"printf %s "$1" >"$2" && chmod 755 "$2""#, "sh", script,
            bin.appendingPathComponent("python3").path,
        ]
        try writer.run()
        writer.waitUntilExit()
        #expect(writer.terminationStatus == 0)
    }

    private func fetch(_ asset: Asset = smallAsset) throws(FetchError) -> [String] {
        var lines: [String] = []
        try pipFetch(path: bin.path)(asset, files, scratch) { lines.append($0) }
        return lines
    }

    @Test func wantedFilesOfAWheelAreUnpacked() throws {
        try setPip(
            """
            cd "$to" && mkdir x && printf 1 > x/one && printf 22 > x/two && printf 3 > x/three
            python3 -m zipfile -c small-1.0-py3-none-any.whl x && rm -r x
            """)
        let lines = try fetch()
        #expect(lines.first == "fetching small, 1 MB, with pip: small==1.0")
        #expect(lines.last == "unpacking small")
        #expect(try folder.names(in: "files") == ["one", "two"])
        let two = try Data(contentsOf: files.appendingPathComponent("two"))
        #expect(String(decoding: two, as: UTF8.self) == "22")
    }

    @Test func fileInAnArchiveInAnArchiveIsUnpacked() throws {
        let source = Asset(
            name: "nested", summary: "", licence: "", package: "nested==2", isSource: true,
            downloadByteCount: 10,
            files: [
                .init("data.txt", in: ["n/i.tar.gz", "i/d.txt"], byteCount: 1, sha256: "")
            ])
        try setPip(
            """
            case "$arguments" in
            *" --no-deps "*" --no-binary nested nested==2") ;;
            *) echo "unexpected: $arguments" >&2; exit 9;;
            esac
            cd "$to" && mkdir n i && printf 7 > i/d.txt
            tar czf n/i.tar.gz i && tar czf nested-2.tar.gz n && rm -r n i
            """)
        _ = try fetch(source)
        let data = try Data(contentsOf: files.appendingPathComponent("data.txt"))
        #expect(String(decoding: data, as: UTF8.self) == "7")
    }

    @Test func missingPythonIsToldWithTheCommandThatInstallsIt() {
        let error = #expect(throws: FetchError.self) { try fetch() }
        #expect(
            error
                == FetchError(
                    .missingProgram,
                    "python3 is not installed; install it with: "
                        + "apt-get install -y python3 python3-pip"))
    }

    @Test func missingPipIsToldWithTheCommandThatInstallsIt() throws {
        try setPip("echo '/usr/bin/python3: No module named pip' >&2; exit 1")
        let error = #expect(throws: FetchError.self) { try fetch() }
        #expect(
            error
                == FetchError(
                    .missingProgram,
                    "python3 is here, but pip is not; install it with: "
                        + "apt-get install -y python3 python3-pip"))
    }

    @Test func pipsOwnWordsAreTold() throws {
        try setPip("echo 'ERROR: No matching distribution found for small==1.0' >&2; exit 1")
        let error = #expect(throws: FetchError.self) { try fetch() }
        #expect(
            error
                == FetchError(
                    .failedProgram,
                    "pip download small==1.0 failed with status 1:\n"
                        + "ERROR: No matching distribution found for small==1.0"))
    }

    @Test func fullDiskIsRecognised() throws {
        try setPip("echo 'ERROR: [Errno 28] No space left on device' >&2; exit 1")
        #expect(#expect(throws: FetchError.self) { try fetch() }?.kind == .noSpace)
    }

    @Test func packageWithoutAWantedFileIsRefused() throws {
        try setPip("cd \"$to\" && printf 1 > one && python3 -m zipfile -c a.whl one && rm one")
        let error = #expect(throws: FetchError.self) { try fetch() }
        #expect(error?.kind == .failedProgram)
        #expect(error?.description.contains("x/one") == true)
    }

    @Test func anythingButOneArchiveIsRefused() throws {
        try setPip("touch \"$to/a.whl\" \"$to/b.whl\"")
        let error = #expect(throws: FetchError.self) { try fetch() }
        #expect(error?.description == "pip gave not one archive of small==1.0: a.whl, b.whl")
    }
}

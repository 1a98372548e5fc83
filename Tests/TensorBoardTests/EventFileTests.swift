import Files
import Foundation
import TensorBoard
import TestSupport
import Testing

/// A run's file of events goes on where it holds what it should, and gives way to a later one where it does not.
struct EventFileTests {
    private let folder: TemporaryFolder
    private let whole: [UInt8]

    init() throws {
        folder = try TemporaryFolder()
        whole = try EventTests.events.flatMap { try $0.record() }
    }

    /// Those that hold something.
    private func names() throws -> [String] {
        try EventFile.names(in: folder.url).filter { byteCount(folder.file($0)) != 0 }
    }

    /// The only file of events.
    private func contents() throws -> [UInt8] {
        let names = try names()
        try #require(names.count == 1, "\(names)")
        return Array(try Data(contentsOf: folder.file(names[0])))
    }

    private func begin(_ records: [UInt8]) throws -> String {
        let file = try EventFile(in: folder.url, continuing: records)
        return file.url.lastPathComponent
    }

    @Test func aFileThatHoldsWhatItShouldGoesOn() throws {
        let record = try EventTests.events[0].record()
        let name = try begin(record)
        let file = try EventFile(in: folder.url, continuing: record)
        try file.append(try EventTests.events[1].record())
        #expect(try names() == [name])
        #expect(try contents() == record + EventTests.events[1].record())
    }

    @Test func namesAreThoseThatTensorBoardLooksFor() throws {
        let name = try begin(whole)
        #expect(name.wholeMatch(of: /events\.out\.tfevents\.[0-9]{10}\.[0-9]+\.isotropy/) != nil)
    }

    /// A kill leaves a file with too much, or whose last record lacks its end.
    @Test(arguments: [-200, -1, 1, 200]) func anotherFileIsReplaced(_ change: Int) throws {
        let old =
            change < 0
            ? Array(whole.dropLast(-change))
            : whole + (try EventTests.events[2].record() + whole).prefix(change)
        let first = try begin(old)
        let second = try begin(whole)
        #expect(first < second, "readers go on to later names alone")
        #expect(try contents() == whole)
        #expect(byteCount(folder.file(first)) == 0, "a reader that has it open asks for its size")
        #expect(try begin(whole) == second)
        let third = try begin(Array(whole.dropLast(1)))
        #expect(try EventFile.names(in: folder.url) == [second, third])
    }

    @Test func namesAscendWhateverTheClockSays() throws {
        let early = "events.out.tfevents.4000000000.1.isotropy"
        try folder.write("of another start", to: early)
        #expect(try begin(whole) == "events.out.tfevents.4000000001.\(getpid()).isotropy")
    }

    @Test func severalOfOursBecomeOne() throws {
        let record = try EventTests.events[0].record()
        _ = try begin(record)
        try Data(record).write(to: folder.file("events.out.tfevents.1000000000.1.isotropy"))
        _ = try begin(record)
        #expect(try contents() == record)
    }

    @Test func filesOfOtherProgramsStay() throws {
        let others = ["events.out.tfevents.1700000000.host.1.0", "notes.isotropy"]
        for name in others { try folder.write("theirs", to: name) }
        _ = try begin(whole)
        _ = try begin(Array(whole.dropLast(3)))
        for name in others {
            #expect(try String(contentsOf: folder.file(name), encoding: .utf8) == "theirs")
        }
    }

    /// A reader goes no further than a record without its end.
    @Test func aFullDiskLeavesWholeRecords() throws {
        let record = try EventTests.events[0].record()
        var room = record.count + 10
        let file = try EventFile(in: folder.url, continuing: record) { descriptor, bytes, count in
            let part = min(count, room)
            guard part > 0 else {
                errno = ENOSPC
                return -1
            }
            room -= part
            return write(descriptor, bytes, part)
        }
        let failure = #expect(throws: FileFailure.self) { try file.append(whole) }
        #expect(failure?.isFull == true)
        #expect(try contents() == record)
        room = .max
        try file.append(whole)
        #expect(try contents() == record + whole)
    }

    @Test func aFileThatIsGoneIsTold() throws {
        let file = try EventFile(in: folder.url, continuing: whole)
        try FileManager.default.removeItem(at: file.url)
        let failure = #expect(throws: FileFailure.self) { try file.append(whole) }
        #expect(failure?.reason.contains("was removed or replaced") == true)
    }

    @Test func aFileThatCannotBeBegunLeavesTheOldOne() throws {
        let old = try EventTests.events[0].record()
        let name = try begin(old)
        #expect(throws: FileFailure.self) {
            try EventFile(in: folder.url, continuing: whole) { _, _, _ in
                errno = ENOSPC
                return -1
            }
        }
        #expect(try names() == [name])
        #expect(try contents() == old)
    }
}

import Formats
import Options

/// NumPy's files of several arrays (`.npz`): a zip archive of `.npy` files, as they are or packed by deflate.
enum NumPyArchive {
    /// A byte of deflate makes no more: nothing is begun that cannot be true.
    private static let growth = 1032

    /// Every matrix of floating-point numbers in it, in the order of their names.
    static func open(
        _ source: OpenFile, _ options: PointCloudOptions, rowsPerBlock: (Int) -> Int,
        note: (Message) -> Void
    ) throws(CheckpointError) -> [any PointCloudReader] {
        let members = try members(of: source)
        let limits = ZipLimits(byteCount: options.unpackedByteLimit, growth: growth)
        var clouds = NamedClouds(
            source.path, options, calling: "array", toFloat: ".astype(\"float32\")")
        for (entry, place) in members.sorted(by: { $0.entry.name < $1.entry.name }) {
            guard entry.name.hasSuffix(".npy") else {
                clouds.passOver("\(entry.name) (no .npy file)")
                continue
            }
            let name = String(entry.name.dropLast(4))
            guard clouds.wants(name) else {
                clouds.passOver(name)
                continue
            }
            do throws(CheckpointError) {
                let store = try store(source, entry, place, limits)
                let array = try NumPyArray(store)
                (store as? PackedMember)?.rest()
                let header = array.header
                guard
                    clouds.takes(
                        name, header.typeName, header.shape,
                        isFloatingPoint: header.isFloatingPoint)
                else { continue }
                let points = try array.points(name, options, rowsPerBlock: rowsPerBlock)
                clouds.add(points)
            } catch {
                clouds.add(error)
            }
        }
        return try clouds.all(note)
    }

    /// What is in the archive, and where in the file; only its table of contents and headers are looked at.
    private static func members(
        of source: OpenFile
    ) throws(CheckpointError) -> [(entry: ZipEntry, place: Range<Int>)] {
        let file = try MappedFile(source)
        defer { withExtendedLifetime(file) {} }
        do throws(ZipProblem) {
            let archive = try ZipArchive(file.bytes, isUnpacked: false)
            var members: [(entry: ZipEntry, place: Range<Int>)] = []
            for entry in archive.entries {
                members.append((entry, try archive.place(of: entry, in: file.bytes)))
            }
            let places = members.sorted { $0.place.lowerBound < $1.place.lowerBound }
            for (one, other) in zip(places, places.dropFirst())
            where other.place.lowerBound < one.place.upperBound {
                throw ZipProblem(
                    "shares bytes with \(printable(one.entry.name))", in: other.entry.name)
            }
            return members
        } catch {
            throw CheckpointError(file: source.path, "\(error)")
        }
    }

    private static func store(
        _ source: OpenFile, _ entry: ZipEntry, _ place: Range<Int>, _ limits: ZipLimits
    ) throws(CheckpointError) -> any ArrayStore {
        do throws(ZipProblem) {
            try limits.check(entry)
            switch entry.method {
            case 0: return StoredMember(source, entry, at: place)
            case 8: return PackedMember(source, entry, at: place)
            default:
                throw ZipProblem(
                    "is compressed in a way that is not read (method \(entry.method))",
                    in: entry.name)
            }
        } catch {
            throw CheckpointError(file: source.path, "\(error)")
        }
    }
}

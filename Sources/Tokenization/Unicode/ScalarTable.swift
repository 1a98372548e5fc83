/// A number for each of the 0x110000 scalars, in pages of 256 that are stored where they differ
/// from 0.
struct ScalarTable: Sendable {
    private var pages = [UInt16](repeating: 0, count: 0x1100)
    private var values = [UInt32](repeating: 0, count: 256)

    /// The pages that hold a number other than 0, or held one.
    var storedPages: [UInt32] {
        pages.indices.filter { pages[$0] != 0 }.map { UInt32($0) }
    }

    subscript(scalar: UInt32) -> UInt32 {
        get {
            values[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
        }
        set {
            let page = Int(scalar >> 8)
            if pages[page] == 0 {
                guard newValue != 0 else { return }
                pages[page] = UInt16(values.count >> 8)
                values.append(contentsOf: repeatElement(0, count: 256))
            }
            values[Int(pages[page]) << 8 | Int(scalar & 0xFF)] = newValue
        }
    }
}

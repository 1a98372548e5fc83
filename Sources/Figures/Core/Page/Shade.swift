import Foundation

/// Shades of one hue that darken all the way, so that they keep their order in grey and for every eye.
enum Shade {
    /// For what has no value.
    static let missing: (UInt8, UInt8, UInt8) = (176, 176, 176)

    private static let stops: [(Double, Double, Double)] = [
        (255, 255, 255), (198, 219, 239), (107, 174, 214), (33, 113, 181), (8, 48, 107),
    ]

    /// - Parameter value: 0 (white) ... 1 (dark); beyond is the nearer end.
    static func components(_ value: Double) -> (UInt8, UInt8, UInt8) {
        guard value.isFinite else { return missing }
        let place = min(max(value, 0), 1) * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        let share = place - Double(index)
        let (low, high) = (stops[index], stops[index + 1])
        func mixed(_ low: Double, _ high: Double) -> UInt8 {
            UInt8((low + (high - low) * share).rounded())
        }
        return (mixed(low.0, high.0), mixed(low.1, high.1), mixed(low.2, high.2))
    }

    static func color(_ value: Double) -> String {
        let (red, green, blue) = components(value)
        return String(format: "#%02x%02x%02x", red, green, blue)
    }

    /// What can be read on a shade.
    static func contrasting(_ value: Double) -> Ink { .shade(value > 0.55 ? 0 : 1) }
}

import Foundation

/// A number with so many digits that count, for people: whole numbers as they are, small and large ones with a power of
/// ten, `1.93e-4`.
package func significant(_ value: Double, _ digits: Int = 4) -> String {
    guard value.isFinite else { return "\(value)" }
    if value == value.rounded(), abs(value) < 1e6 { return "\(Int(value))" }
    let magnitude = abs(value)
    guard magnitude >= 1e-3, magnitude < 1e6 else {
        let text = String(format: "%.\(digits - 1)e", value)
        let parts = text.split(separator: "e")
        return "\(parts[0])e\(Int(parts[1]) ?? 0)"
    }
    let decimals = max(0, digits - 1 - Int(log10(magnitude).rounded(.down)))
    return String(format: "%.\(decimals)f", value)
}

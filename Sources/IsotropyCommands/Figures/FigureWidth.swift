import ArgumentParser
import Files

/// The width of a printed figure, in points.
struct FigureWidth: Sendable {
    let points: Double

    /// Points of each unit.
    private static let units: [(name: String, points: Double)] = [
        ("in", 72), ("cm", 72 / 2.54), ("mm", 72 / 25.4), ("pt", 1),
    ]

    init(_ text: String) throws {
        guard let unit = Self.units.first(where: { text.hasSuffix($0.name) }),
            let number = decimalNumber(String(text.dropLast(unit.name.count)))
        else {
            throw ValidationError(
                "a width has its unit, as 3.3in (one column of two), 6.75in (both), 8.4cm, 84mm or 240pt"
            )
        }
        points = number * unit.points
        guard (72...2000).contains(points) else {
            throw ValidationError("a figure is 1in to 27in wide, not \(text)")
        }
    }
}

/// What a thing is drawn in; a theme says which colour that is.
public enum Ink: Sendable, Hashable {
    case foreground
    case muted
    case grid
    case background
    /// The colour of the series with this index. Index 0, the baseline, is neutral.
    case series(Int)
    /// A shade from 0 (white) to 1 (dark), the same on any ground.
    case shade(Double)
}

/// The colours of one mode, as hexadecimal text.
package struct Palette: Sendable {
    package let foreground: String
    package let muted: String
    package let grid: String
    package let background: String
    /// Of text that leads somewhere, at least 4.5:1 from the ground.
    package let link: String
    package let series: [String]

    package func color(_ ink: Ink) -> String {
        switch ink {
        case .foreground: foreground
        case .muted: muted
        case .grid: grid
        case .background: background
        case .series(let index): series[Palette.wrapped(index)]
        case .shade(let value): Shade.color(value)
        }
    }

    /// The hues of Okabe and Ito (2008), which people with any common form of colour blindness can
    /// tell apart, after a neutral one; darkened or lightened to stand at least 3:1 from the ground.
    package static let light = Palette(
        foreground: "#1c1c1e", muted: "#63636a", grid: "#e4e4e8", background: "#ffffff",
        link: "#0067a3",
        series: [
            "#4a4a50", "#0072b2", "#d55e00", "#00875f", "#b8578c", "#b27a00", "#2a8fc9",
        ])
    package static let dark = Palette(
        foreground: "#ececf0", muted: "#a3a3ad", grid: "#34343b", background: "#17171a",
        link: "#7cc4f5",
        series: [
            "#c4c4cc", "#58b1ec", "#ff8a45", "#2fc899", "#e597c2", "#edb640", "#8fd3f8",
        ])

    package static func wrapped(_ index: Int) -> Int {
        let count = light.series.count
        return (index % count + count) % count
    }
}

/// Where a figure will be shown.
public enum Theme: Sendable {
    /// Fixed colours on white, for a file of its own.
    case paper
    /// The custom properties of `Theme.styleSheet`, for a page that follows light and dark mode.
    case page

    package func color(_ ink: Ink) -> String {
        if case .shade = ink { return Palette.light.color(ink) }
        return switch self {
        case .paper: Palette.light.color(ink)
        case .page: "var(--\(Theme.propertyName(ink)))"
        }
    }

    /// Custom properties for both modes. Paper is always light, whatever the screen was.
    package static let styleSheet = """
        :root { color-scheme: light dark; \(properties(of: .light)) }
        @media screen and (prefers-color-scheme: dark) { :root { \(properties(of: .dark)) } }
        """

    private static func properties(of palette: Palette) -> String {
        let inks: [Ink] = [.foreground, .muted, .grid, .background]
        let series = palette.series.indices.map(Ink.series)
        return (inks + series)
            .map { "--\(propertyName($0)): \(palette.color($0));" }
            .joined(separator: " ") + " --link: \(palette.link);"
    }

    private static func propertyName(_ ink: Ink) -> String {
        switch ink {
        case .foreground: "foreground"
        case .muted: "muted"
        case .grid: "grid"
        case .background: "background"
        case .series(let index): "series-\(Palette.wrapped(index))"
        case .shade: "foreground"
        }
    }
}

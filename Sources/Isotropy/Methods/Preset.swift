import Options

/// A reading of the papers' recipes; see Documentation/presets.md for every constant.
public enum Preset: String, WordChoice {
    /// The formulas as the text promises them to work, with this package's training defaults.
    case corrected
    /// What the papers print, taken literally.
    case paper
    /// What the papers' published code does.
    case publishedCode = "published-code"
}

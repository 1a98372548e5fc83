import Foundation

/// How numbers are written. None of it depends on the locale.
package enum NumberText {
    /// A pixel coordinate with at most two decimals.
    package static func coordinate(_ value: Double) -> String {
        precondition(value.isFinite, "a coordinate must be finite, not \(value)")
        let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
        let whole = abs(hundredths) / 100
        let rest = abs(hundredths) % 100
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The value rounded to so many decimals, `nil` when it is not finite.
    package static func fixed(_ value: Double, decimals: Int) -> String? {
        guard value.isFinite else { return nil }
        let text = String(format: "%.\(max(0, decimals))f", value)
        let isZero = text.allSatisfy { "-0.".contains($0) }
        return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    }

    /// As `fixed`, with a true minus sign and commas between thousands from 10,000 on; from a
    /// thousand million on with a power of ten.
    package static func typeset(_ value: Double, decimals: Int) -> String? {
        if value.isFinite && abs(value) >= 1e9 {
            return scientific(value, exponent: Int(log10(abs(value))), decimals: 2)
        }
        guard let text = fixed(value, decimals: decimals) else { return nil }
        let parts = text.drop { $0 == "-" }.split(separator: ".")
        var whole = parts.first.map(String.init) ?? ""
        if whole.count > 4 {
            let digits = Array(whole)
            whole = digits.indices.reduce(into: "") { result, index in
                if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
                result.append(digits[index])
            }
        }
        let fraction = parts.count > 1 ? ".\(parts[1])" : ""
        return (text.hasPrefix("-") ? "\u{2212}" : "") + whole + fraction
    }

    /// Whether a value is so small that four decimals show little or nothing of it.
    package static func isSmall(_ value: Double) -> Bool {
        value != 0 && abs(value) < 1e-3
    }

    /// With a power of ten and three digits, for small values.
    package static func small(_ value: Double) -> String? {
        guard value.isFinite, value != 0 else { return typeset(value, decimals: 0) }
        return scientific(value, exponent: Int(log10(abs(value)).rounded(.down)), decimals: 2)
    }

    /// Three digits, as a sentence has them.
    package static func words(_ value: Double) -> String {
        guard value.isFinite else { return "not finite" }
        if isSmall(value) { return small(value) ?? "" }
        let magnitude = value == 0 ? 0 : Int(floor(log10(abs(value)) + 1e-12))
        return typeset(value, decimals: max(0, 2 - magnitude)) ?? ""
    }

    /// `mantissa × 10ⁿ`; a mantissa of 1 is left out.
    package static func scientific(_ value: Double, exponent: Int, decimals: Int) -> String {
        // Two steps, for 10 to the power of 320 alone would be infinite.
        let half = exponent / 2
        let mantissa = value / pow(10, Double(half)) / pow(10, Double(exponent - half))
        let power = "10" + superscript(exponent)
        guard let text = typeset(mantissa, decimals: decimals) else { return "" }
        switch text {
        case "1": return power
        case "\u{2212}1": return "\u{2212}" + power
        default: return mantissa == 0 ? "0" : "\(text)×\(power)"
        }
    }

    package static func superscript(_ value: Int) -> String {
        let digits: [Character: Character] = [
            "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶",
            "7": "⁷", "8": "⁸", "9": "⁹",
        ]
        return String(String(value).map { digits[$0] ?? $0 })
    }
}

import Foundation

/// The marked values of an axis and what is written at them.
public struct Ticks: Sendable, Equatable {
    public let values: [Double]
    public let labels: [String]

    /// Ticks at round numbers within the domain.
    ///
    /// - Parameters:
    ///   - count: At most about so many.
    ///   - wholeNumbers: Whether only whole numbers make sense, as for layers and steps.
    public init(_ scale: Scale, count: Int, wholeNumbers: Bool = false) {
        let count = max(count, 1)
        if scale.kind == .log, let ticks = Ticks.logarithmic(scale.domain, count: count) {
            self = ticks
        } else {
            self = Ticks.linear(scale.domain, count: count, wholeNumbers: wholeNumbers)
        }
    }

    init(values: [Double], labels: [String]) {
        self.values = values
        self.labels = labels
    }

    /// Multiples of 1, 2, 2.5 or 5 times a power of ten.
    private static func linear(
        _ domain: ClosedRange<Double>, count: Int, wholeNumbers: Bool
    ) -> Ticks {
        let lower = domain.lowerBound
        let upper = domain.upperBound
        let wanted = (upper - lower) / Double(count)
        var exponent = Int(floor(log10(wanted)))
        var tenths = [10, 20, 25, 50].first {
            multiple(1, tenths: $0, exponent: exponent) >= wanted * (1 - 1e-9)
        }
        if tenths == nil { exponent += 1 }
        if wholeNumbers {
            if exponent < 0 {
                exponent = 0
                tenths = 10
            } else if exponent == 0 && tenths == 25 {
                tenths = 50
            }
        }
        let unit = tenths ?? 10
        let step = multiple(1, tenths: unit, exponent: exponent)
        let first = (lower / step - 1e-6).rounded(.up)
        let last = (upper / step + 1e-6).rounded(.down)
        guard first <= last, abs(first) < 1e15, last - first < 1000 else {
            return Ticks(values: [], labels: [])
        }
        let values = (Int(first)...Int(last)).map {
            multiple($0, tenths: unit, exponent: exponent)
        }
        let stepExponent = unit == 25 ? exponent - 1 : exponent
        return Ticks(values: values, labels: labels(values, stepExponent: stepExponent))
    }

    /// `index * tenths / 10 * 10^exponent`, rounded once where powers of ten are exact.
    private static func multiple(_ index: Int, tenths: Int, exponent: Int) -> Double {
        let whole = Double(index) * Double(tenths)
        let power = exponent - 1
        return power < 0 ? whole / pow(10, Double(-power)) : whole * pow(10, Double(power))
    }

    private static func labels(_ values: [Double], stepExponent: Int) -> [String] {
        let largest = values.map(abs).max() ?? 0
        let magnitude = largest > 0 ? Int(floor(log10(largest) + 1e-12)) : 0
        if magnitude >= 6 || stepExponent < -5 {
            return values.map {
                NumberText.scientific(
                    $0, exponent: magnitude, decimals: max(0, magnitude - stepExponent))
            }
        }
        return values.map { NumberText.typeset($0, decimals: max(0, -stepExponent)) ?? "" }
    }

    /// Powers of ten; also their double and fivefold when there are few. `nil` when fewer than
    /// two ticks would remain: then linear ticks say more.
    private static func logarithmic(_ domain: ClosedRange<Double>, count: Int) -> Ticks? {
        // Fewer powers than there is room for are better than none.
        let first = Int(floor(log10(domain.lowerBound) + 1e-9))
        let last = Int(ceil(log10(domain.upperBound) - 1e-9))
        let stride = max(1, Int((Double(last - first) / Double(count)).rounded(.up)))
        return (1...stride).reversed().lazy
            .compactMap { logarithmic(domain, exponents: first...last, stride: $0, count) }.first
    }

    private static func logarithmic(
        _ domain: ClosedRange<Double>, exponents: ClosedRange<Int>, stride: Int, _ count: Int
    ) -> Ticks? {
        let (first, last) = (exponents.lowerBound, exponents.upperBound)
        let multipliers = (last - first) * 3 <= count + 3 ? [1, 2, 5] : [1]
        var values: [Double] = []
        var labels: [String] = []
        for exponent in Swift.stride(from: first, through: last, by: stride) {
            for multiplier in multipliers {
                let power = pow(10, Double(abs(exponent)))
                let value = exponent < 0 ? Double(multiplier) / power : Double(multiplier) * power
                guard value >= domain.lowerBound * (1 - 1e-9),
                    value <= domain.upperBound * (1 + 1e-9)
                else { continue }
                values.append(value)
                let plain = NumberText.typeset(value, decimals: max(0, -exponent))
                labels.append(
                    (-3...4).contains(exponent)
                        ? plain ?? ""
                        : NumberText.scientific(value, exponent: exponent, decimals: 0))
            }
        }
        return values.count < 2 ? nil : Ticks(values: values, labels: labels)
    }
}

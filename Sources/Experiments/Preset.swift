import Isotropy
import Tasks

extension Preset {
    /// Whose choice of headline metric it follows: IsoBN's published code has its own, I-STAR's has
    /// none that differs from the tables.
    public func headlines(penalized: Bool) -> HeadlineRule {
        self == .publishedCode && !penalized ? .publishedCode : .paper
    }
}

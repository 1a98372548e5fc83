extension Figure {
    /// EV_k, the cumulative explained variance, against the number of components (figure 4 of Zhou et al. 2021):
    /// a curve for each way of normalizing.
    ///
    /// - Parameters:
    ///   - curves: x is k, from 1 on; models by tasks. Each row of panels has its own range of k.
    ///   - subject: What the variance is of.
    ///   - intervals: What the bands are.
    public static func explainedVariance(
        _ curves: Panels<[Curve]>, of subject: String = "[CLS] embeddings",
        intervals: String = "intervals"
    ) -> Figure {
        Figure(
            name: "explained-variance-panels", title: "Explained variance of the \(subject)",
            caption: "EV_k: share of the variance of the \(subject) (centred) that lies in their "
                + "first k principal components\(bandWords(curves, intervals)). A lower curve is more "
                + "isotropic.",
            x: Axis("number of components k", bounds: [0], wholeNumbers: true),
            y: Axis("explained variance EV_k", bounds: [0, 1]), curves: curves,
            columns: ("k", "EV_k"), arrangement: Arrangement(x: .rows),
            hasSymbol: { hasSymbol($0, of: curves.contents.joined().flatMap(\.values)) })
    }

    /// Eigenvalues of the covariance by rank, in units of their mean, with what a finite sample of an isotropic
    /// cloud would show.
    ///
    /// - Parameters:
    ///   - curves: x is the rank, from 1 on; y is the eigenvalue divided by the mean eigenvalue.
    public static func spectra(
        _ curves: Panels<[Curve]>, of subject: String = "[CLS] embeddings"
    ) -> Figure {
        Figure(
            name: "spectra", title: "Spectra of the \(subject)",
            caption: "Eigenvalues of the covariance of the \(subject), largest first, divided by "
                + "their mean\(bandWords(curves)). The spectrum of an isotropic cloud is level at 1; "
                + "a finite sample of one falls as the dashed curve does.",
            x: Axis("rank of the eigenvalue", kind: .log, bounds: [1]),
            y: Axis("eigenvalue / mean", kind: .log), curves: curves,
            columns: ("rank", "eigenvalue / mean"),
            hasSymbol: { [1, 2, 5, 10, 20, 50, 100, 200, 500].contains($0.x) })
    }

    /// About ten symbols along the longest curve, more where they start.
    private static func hasSymbol(_ value: Curve.Value, of all: [Curve.Value]) -> Bool {
        let longest = all.map(\.x).max() ?? 0
        let step = longest > 60 ? 20.0 : 5
        return value.x <= 3 && longest <= 60 || value.x == 1
            || value.x.truncatingRemainder(dividingBy: step) == 0
    }

    /// What the bands are, where there are any.
    static func bandWords(_ curves: Panels<[Curve]>, _ words: String = "intervals") -> String {
        curves.contents.joined().flatMap(\.values).contains { $0.lower != nil }
            ? "; bands: \(words)" : ""
    }
}

import Figures
import Isotropy
import Options

extension AnalysisGrid {
    private static func missing(_ what: String, _ options: String = "") -> MissingIngredient {
        MissingIngredient(
            "\(what) of an analysis",
            remedy: "isotropy analyze --model MODEL --task TASK\(options) --output FOLDER")
    }

    /// EV_k of the last layer, as it is and transformed.
    func explainedVariance() throws -> Figure {
        let curves = try panels(missing: Self.missing("the spectrum")) { place -> [Curve]? in
            let curves = place.last.compactMap { cloud -> Curve? in
                guard let kept = place.kept(cloud),
                    let values = kept.explainedVariance(upTo: Self.mostComponents)
                else { return nil }
                return Curve(
                    Self.title(ofTransform: cloud.transform),
                    values.enumerated().map { index, value in
                        let bounds = index < kept.bounds.count ? kept.bounds[index] : nil
                        return .init(
                            Double(index + 1), value, lower: bounds?[0], upper: bounds?[1])
                    })
            }
            return curves.isEmpty ? nil : curves
        }
        return .explainedVariance(
            curves, of: lastSubject,
            intervals:
                "95 %, by leaving out blocks of sentences; the bias of few points is in the curve and in "
                + "its band")
    }

    private static let mostComponents = 50

    /// Eigenvalues in units of their mean, with what an isotropic sample of as many points would show.
    func spectra() throws -> Figure {
        let curves = try panels(missing: Self.missing("the spectrum")) { place -> [Curve]? in
            let curves = place.last.compactMap { cloud -> Curve? in
                guard let kept = place.kept(cloud), let first = kept.eigenvalues.first, first > 0
                else { return nil }
                let mean = kept.eigenvalues.reduce(0, +) / Double(kept.eigenvalues.count)
                // What cannot vary, as there are too few points, has no place on a logarithmic axis.
                let values = kept.eigenvalues.enumerated().filter { $0.element > 0 }
                return Curve(
                    Self.title(ofTransform: cloud.transform),
                    values.map { .init(Double($0.offset + 1), $0.element / mean) })
            }
            guard !curves.isEmpty, let plain = place.plain, plain.score.points > 1 else {
                return nil
            }
            return curves + [
                .isotropicSpectrum(
                    points: plain.score.points, dimensions: plain.score.dimensions)
            ]
        }
        return .spectra(curves, of: lastSubject)
    }

    func isoScores() throws -> Figure {
        .isoScores(
            byLayer: try byLayer(.isoScore), measure: "IsoScore", of: subject,
            intervals: bandWords)
    }

    func intrinsicDimensions() throws -> Figure {
        .intrinsicDimensions(byLayer: try byLayer(.twoNN), of: subject, intervals: bandWords)
    }

    private var bandWords: String {
        groupedSeeds ? "± one standard deviation over seeds" : "95 % intervals"
    }

    /// Whether one model, method and set of sentences has several seeds.
    private var groupedSeeds: Bool {
        let all = places.map { curveKey($0) }
        return Set(all).count < all.count
    }

    private struct CurveKey: Hashable {
        let model, sentences, name: String
    }

    private func curveKey(_ place: Place) -> CurveKey {
        let runs = places.map(\.analysis.contents.run)
        let hasMethods = runs.contains { $0 != nil }
        let hasPoolings = Set(places.map(\.pooling)).count > 1
        let run = place.analysis.contents.run
        let names = [
            hasMethods ? run?.method ?? "pretrained" : nil, hasPoolings ? place.pooling : nil,
        ].compactMap { $0 }
        return CurveKey(
            model: place.analysis.modelName, sentences: place.analysis.contents.sentences,
            name: names.isEmpty ? place.pooling : names.joined(separator: ", "))
    }

    /// A measure of the points as they are against the layer: a curve for each method and pooling, the mean over seeds
    /// where there are several.
    private func byLayer(_ measure: Measure) throws -> Panels<[Curve]> {
        let groups = Dictionary(grouping: places, by: curveKey)
        let order = places.map(curveKey).distinct()
        let (models, sets) = (order.map(\.model).distinct(), order.map(\.sentences).distinct())
        let cells = models.map { model in
            sets.map { sentences -> [Curve]? in
                let keys = order.filter { $0.model == model && $0.sentences == sentences }
                let curves = keys.compactMap { key in
                    groups[key].flatMap { Self.curve(key.name, $0, measure) }
                }
                return curves.isEmpty ? nil : curves
            }
        }
        guard cells.joined().contains(where: { $0 != nil }) else {
            throw Self.missing("\(measure.name) of the layers", " --measures \(measure.name)")
        }
        return Panels(
            rows: models.count > 1 ? models : [""], columns: sets.count > 1 ? sets : [""],
            cells: cells)
    }

    private static func curve(_ name: String, _ places: [Place], _ measure: Measure) -> Curve? {
        let seeds = places.map { values(of: $0, measure) }
        let layers = Set(seeds.flatMap { $0.map(\.x) }).sorted()
        guard !layers.isEmpty else { return nil }
        guard seeds.count > 1 else { return Curve(name, seeds[0]) }
        return Curve(
            name, x: layers,
            seeds: seeds.map { values in
                layers.map { layer in values.first { $0.x == layer }?.y ?? .nan }
            })
    }

    /// Without the bias of few points where every layer has an interval and a value without it.
    private static func values(of place: Place, _ measure: Measure) -> [Curve.Value] {
        let rows = place.clouds.filter { $0.transform == nil }.compactMap { cloud in
            cloud.row(measure).map { (Double(cloud.layer), $0) }
        }.sorted { $0.0 < $1.0 }
        let isDebiased = rows.allSatisfy { $0.1.debiased != nil && $0.1.bounds != nil }
        return rows.map { layer, row in
            let value = (isDebiased ? row.debiased : row.value)?.numbers.first ?? .nan
            let hasBounds = isDebiased || row.debiased == nil
            return .init(
                layer, value, lower: hasBounds ? row.bounds?[0] : nil,
                upper: hasBounds ? row.bounds?[1] : nil)
        }
    }

    /// As figures call it; `nil` is the points as they are.
    static func title(ofTransform text: String?) -> String {
        guard let text, let options = try? TransformOptions(text: text) else {
            return text ?? "none"
        }
        let title =
            switch options.kind {
            case .centre: "centred"
            case .standardise: "standardised"
            case .batchnorm: "batch norm"
            case .isobn: "IsoBN"
            case .pca: "PCA"
            case .pcaWhitening: "PCA whitening"
            case .zca: "ZCA whitening"
            case .abtt: "all but the top"
            case .clusters: "all but the top in clusters"
            }
        let settings = text.split(separator: ":", maxSplits: 1).dropFirst().flatMap {
            $0.split(separator: ",").map { setting in
                setting.hasPrefix("beta=")
                    ? setting.replacing("beta=", with: "β = ") : setting.replacing("=", with: " ")
            }
        }
        return settings.isEmpty ? title : "\(title) \(settings.joined(separator: ", "))"
    }
}

extension RecordedAnalysis.Contents.Row {
    /// Of its first number.
    var bounds: [Double]? { intervals?.first ?? nil }
}

import Figures

/// Three methods with two seeds each; plausible numbers, with IsoScores near 0 and near .3.
let sample = ReportContent(
    title: "A <small> & \"quoted\" run", summary: "What was run.", metric: .init("accuracy"),
    methods: [
        method("plain", metrics: [0.862, 0.868], isoScores: [0.05, 0.06]),
        method("I-STAR λ=+1", metrics: [0.871, 0.865], isoScores: [0.3, 0.28]),
        method("CosReg", metrics: [0.866, 0.867], isoScores: [0.004, 0.0042]),
    ],
    pretrained: IsotropyMeasures(evCurve: [0.2, 0.4, 0.5], isoScoreByLayer: [0.1, 0.12]),
    settings: [.init("learning rate", "5e-5")], environment: [.init("libtorch", "2.13.0")],
    command: "./isotropy quickstart --output \"a & b\"")

func method(_ name: String, metrics: [Double?], isoScores: [Double]) -> MethodResult {
    MethodResult(
        name: name,
        seeds: zip(metrics, isoScores).enumerated().map { index, pair in
            SeedResult(
                seed: UInt64(index), metric: pair.0,
                isotropy: IsotropyMeasures(
                    evCurve: [0.41, 0.62, 0.7, 0.75], isoScoreCLS: pair.1 / 2,
                    isoScoreTokens: pair.1, isoScoreByLayer: [0.1, pair.1]),
                losses: (0..<300).map { 0.7 - Double($0) * 0.001 }, seconds: 12.5)
        })
}

func content(_ methods: [MethodResult]) -> ReportContent {
    ReportContent(title: "t", metric: .init("accuracy"), methods: methods)
}

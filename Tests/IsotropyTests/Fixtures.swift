import Foundation
import Isotropy

/// What `Tools/fixtures/isotropy/make.py` computed another way.
enum Fixtures {
    struct Measures: Decodable {
        let points: [[Double]]
        let mean, covariance, correlation, deviations: [Double]
        let isoScore, smallSampleIsoScore, participationRatio, stableRank: Double
        let explainedVariance, explainedVarianceUncentred: [Double]
        let effectiveRank, effectiveRankUncentred, meanCosine: Double
    }

    struct Normalizers: Decodable {
        struct IsoBN: Decodable {
            let preset: String
            let scales: [[Double]]
            let covariance, deviation: [Double]
        }
        struct BatchNorm: Decodable {
            let weights: [Double]
            let outputs, gradients: [[Double]]
            let evaluated: [Double]
        }
        let batches: [[[Double]]]
        let isobn: [IsoBN]
        let batchnorm: BatchNorm
    }

    struct Penalties: Decodable {
        struct IStar: Decodable {
            let zeta: Double
            let convention: ZetaConvention
            let target: String
            let layer: Int?
            let score: Double
            let gradients: [[Double]]
        }
        struct CosReg: Decodable {
            let value: Double
            let gradient: [Double]
        }
        let layers: [[[Double]]]
        let target: [Double]
        let istar: [IStar]
        let cosreg: CosReg
    }

    static func load<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        let file = try Bundle.module.url(
            forResource: name, withExtension: "json", subdirectory: "Fixtures"
        ).unwrapped("Fixtures/\(name).json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(contentsOf: file))
    }
}

struct MissingFixture: Error {
    let name: String
}

extension Optional {
    func unwrapped(_ name: String) throws -> Wrapped {
        guard let self else { throw MissingFixture(name: name) }
        return self
    }
}

import Foundation
import Isotropy
import Torch

/// A method under comparison: a normalizer and a penalty, chosen independently.
public struct MethodOptions: Sendable, Codable, Equatable {
    public enum NormalizerChoice: Sendable, Codable, Equatable {
        case none
        case batchNorm(momentum: Double)
        case isoBN(IsoBNOptions)
    }

    public enum PenaltyChoice: Sendable, Codable, Equatable {
        case none
        case iStar(IStarOptions)
        case cosReg(CosRegOptions)

        /// The layers whose tokens are its points; `nil` without a penalty.
        var layers: LayerSelection? {
            switch self {
            case .none: nil
            case .iStar(let options): options.layers
            case .cosReg(let options): options.layers
            }
        }
    }

    public var normalizer: NormalizerChoice
    public var penalty: PenaltyChoice

    public init(normalizer: NormalizerChoice = .none, penalty: PenaltyChoice = .none) {
        self.normalizer = normalizer
        self.penalty = penalty
    }

    public var isPenalized: Bool { penalty != .none }

    /// A name that is also a folder's, such as `isobn` or `istar-lambda-1`.
    public var name: String {
        var parts: [String] = []
        switch normalizer {
        case .none: break
        case .batchNorm: parts.append("batchnorm")
        case .isoBN: parts.append("isobn")
        }
        switch penalty {
        case .none: break
        case .iStar(let options): parts.append("istar-lambda\(signed(options.lambda))")
        case .cosReg: parts.append("cosreg")
        }
        return parts.isEmpty ? "plain" : parts.joined(separator: "+")
    }

    /// A name for tables and figures, such as `I-STAR λ = −1`.
    public var title: String {
        var parts: [String] = []
        switch normalizer {
        case .none: break
        case .batchNorm: parts.append("BatchNorm")
        case .isoBN: parts.append("IsoBN")
        }
        switch penalty {
        case .none: break
        case .iStar(let options):
            parts.append("I-STAR λ = " + signed(options.lambda).replacing("-", with: "−"))
        case .cosReg: parts.append("CosReg")
        }
        return parts.isEmpty ? "plain" : parts.joined(separator: " & ")
    }

    /// Where tables put it: without a penalty first, I-STAR by lambda, CosReg last; of each the
    /// normalizers in this order.
    var rank: (penalty: Int, lambda: Double, normalizer: Int) {
        let normalizer =
            switch normalizer {
            case .none: 0
            case .batchNorm: 1
            case .isoBN: 2
            }
        return switch penalty {
        case .none: (0, 0, normalizer)
        case .iStar(let options): (1, options.lambda, normalizer)
        case .cosReg(let options): (2, options.lambda, normalizer)
        }
    }

    private func signed(_ value: Double) -> String {
        let text = Int(exactly: value).map(String.init) ?? String(value)
        return value > 0 ? "+" + text : text
    }
}

/// The choices of I-STAR (Rudman and Eickhoff 2024).
public struct IStarOptions: Sendable, Codable, Equatable {
    public enum Target: String, Sendable, Codable, CaseIterable {
        /// The covariance of a random sample of training tokens, dropout off.
        case sample
        case identity
        case scaledIdentity = "scaled-identity"
    }

    /// The weight in the loss: positive raises isotropy, negative lowers it.
    public var lambda = -1.0
    /// How much the covariance is shrunk toward the target, 0 ... 1.
    public var zeta = 0.2
    public var convention = ZetaConvention.algorithm
    public var layers = LayerSelection.all
    public var target = Target.sample
    /// The points of the sample, counted as layers times tokens.
    public var targetSize = 250_000
    /// Epochs between two samples; 0 samples once, before the first step.
    public var refresh = 1

    public init() {}
}

/// The choices of CosReg (Gao et al. 2019).
public struct CosRegOptions: Sendable, Codable, Equatable {
    public var lambda = 1.0
    public var layers = LayerSelection.last

    public init() {}
}

extension MethodOptions {
    func makeNormalizer(size: Int, on device: Device) throws(TorchError) -> any Normalizer {
        switch normalizer {
        case .none: NoNormalizer()
        case .batchNorm(let momentum): BatchNormalizer(size: size, momentum: momentum)
        case .isoBN(let options): try IsoBatchNormalizer(size: size, options: options, on: device)
        }
    }
}

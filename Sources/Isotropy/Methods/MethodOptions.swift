import Options
import Torch

/// The options of a normalizer or of a penalty: everything that files, command lines, tables and runs need to
/// know of it.
///
/// One that is registered (``MethodRegistry``) has flags, help, checks, a form in files, a name for folders
/// and one for tables, and is trained, saved, resumed and exported as those of this package are.
public protocol MethodOptions: DescribedOptions {
    /// What files and command lines call it: lower-case letters, digits and hyphens.
    static var name: String { get }
    /// What tables and figures call it.
    static var title: String { get }

    /// The options in a reading of the papers; by default, the defaults.
    init(preset: Preset)
}

extension MethodOptions {
    public init(preset: Preset) {
        self.init()
    }

    public static var presets: [Self] { Preset.allCases.map { Self(preset: $0) } }

    /// - Throws: for options that are missing, unknown or out of range, all of them by name.
    public init(from decoder: any Decoder) throws {
        try self.init(from: decoder, besides: [MethodKey.name.stringValue])
    }
}

/// The options of a normalizer, which stands before the classifier.
public protocol NormalizerOptions: MethodOptions {
    /// - Parameters:
    ///   - size: the number of hidden dimensions.
    ///   - device: where the features will be.
    func makeNormalizer(size: Int, on device: Device) throws(TorchError) -> any Normalizer
}

/// The options of a penalty, a term of the loss.
public protocol PenaltyOptions: MethodOptions {
    func makePenalty() throws(TorchError) -> any Penalty
}

enum MethodKey {
    static let name = OptionKey("name")
}

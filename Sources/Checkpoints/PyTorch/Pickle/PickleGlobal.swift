/// The names that a pickle of tensors may ask for. Nothing is looked up or run: each stands for what
/// this package does itself.
enum PickleGlobal: Equatable {
    case orderedDictionary
    case rebuildTensor
    case rebuildParameter
    /// A storage of elements, by the type's name in safetensors files.
    case storage(typeName: String)

    /// `nil` for every other name.
    init?(module: String, name: String) {
        switch (module, name) {
        case ("collections", "OrderedDict"): self = .orderedDictionary
        case ("torch._utils", "_rebuild_tensor_v2"): self = .rebuildTensor
        case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
        case ("torch", _):
            guard let typeName = Self.storages[name] else { return nil }
            self = .storage(typeName: typeName)
        default: return nil
        }
    }

    private static let storages = [
        "DoubleStorage": "F64", "FloatStorage": "F32", "HalfStorage": "F16",
        "BFloat16Storage": "BF16", "LongStorage": "I64", "IntStorage": "I32",
        "ShortStorage": "I16", "CharStorage": "I8", "ByteStorage": "U8", "BoolStorage": "BOOL",
    ]
}

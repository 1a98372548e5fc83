/// How a file is damaged, by its kind: one to three times, each in its structure or in its bytes.
struct Mutation {
    private let path: String
    private let material: [[UInt8]]

    init(path: String, material: [[UInt8]]) {
        self.path = path
        self.material = material
    }

    func applied(to bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0...dice.below(3) {
            switch (kind, dice.below(3)) {
            case (.json, 1...): JSONMutation.apply(to: &bytes, &dice)
            case (.text, 1...): TextMutation.apply(to: &bytes, &dice)
            case (.safetensors, 1...): HeaderMutation.apply(to: &bytes, &dice)
            default: ByteMutation.apply(to: &bytes, material, &dice)
            }
        }
        return bytes
    }

    private enum Kind { case json, text, safetensors, other }

    private var kind: Kind {
        if path.hasSuffix(".json") || path.hasSuffix(".jsonl") { return .json }
        if path.hasSuffix(".safetensors") { return .safetensors }
        return [".csv", ".tsv", ".txt"].contains(where: path.hasSuffix) ? .text : .other
    }
}

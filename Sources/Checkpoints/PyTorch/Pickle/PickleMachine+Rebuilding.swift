extension PickleMachine {
    /// Calls what a state dict may call.
    mutating func reduce() throws {
        let values = try pop(2)
        guard case .global(let global) = values[0], case .tuple(let index) = values[1] else {
            throw PickleProblem("calls \(values[0].kind) with \(values[1].kind)")
        }
        let arguments = tuples[index]
        switch global {
        case .orderedDictionary:
            guard arguments.isEmpty else { throw PickleProblem("an OrderedDict of something") }
            try pushDictionary()
        case .rebuildTensor: try push(.tensor(try tensor(arguments)))
        case .rebuildParameter:
            guard arguments.count == 3, case .tensor(let tensor) = arguments[0],
                case .truth = arguments[1], isEmpty(arguments[2])
            else { throw PickleProblem("a parameter of something other than a tensor") }
            try push(.tensor(tensor))
        case .storage: throw PickleProblem("a storage that is no record of the file")
        }
    }

    /// `(storage, offset, sizes, strides, whether gradients are taken, hooks)`.
    private func tensor(_ arguments: [PickleValue]) throws -> PickleTensor {
        guard arguments.count == 6, case .storage(let storage) = arguments[0],
            case .integer(let offset) = arguments[1], let shape = sizes(arguments[2]),
            let strides = sizes(arguments[3]), case .truth = arguments[4], isEmpty(arguments[5])
        else {
            throw PickleProblem(
                "a tensor of other parts than a storage, an offset, sizes and strides: "
                    + arguments.prefix(8).map(\.kind).joined(separator: ", "))
        }
        return try PickleTensor.checked(storage, offset: offset, shape: shape, strides: strides)
            .get()
    }

    /// `("storage", type, key, device, count)`.
    func storage(_ value: PickleValue) throws -> PickleStorage {
        guard case .tuple(let index) = value, tuples[index].count == 5,
            case .text("storage") = tuples[index][0],
            case .global(.storage(let typeName)) = tuples[index][1],
            case .text(let key) = tuples[index][2], case .text = tuples[index][3],
            case .integer(let count) = tuples[index][4], count >= 0
        else { throw PickleProblem("a record that is no storage of a known type") }
        return PickleStorage(typeName: typeName, key: key, count: count)
    }

    /// As libtorch has it. A long tuple that many tensors share would take a hostile file's time.
    private static let highestRank = 64

    private func sizes(_ value: PickleValue) -> [Int]? {
        guard case .tuple(let index) = value, tuples[index].count <= Self.highestRank else {
            return nil
        }
        var sizes: [Int] = []
        for value in tuples[index] {
            guard case .integer(let size) = value else { return nil }
            sizes.append(size)
        }
        return sizes
    }

    private func isEmpty(_ value: PickleValue) -> Bool {
        guard case .dictionary(let index) = value else { return false }
        return dictionaries[index].isEmpty
    }
}

import Options

/// The rows and dimensions of an array that is a cloud of points.
struct CloudShape {
    let rows: Int
    let dimensions: Int

    /// - Parameters:
    ///   - shape: of the array, whose sizes are not negative.
    ///   - flattens: whether all axes but the last become rows.
    init(
        _ shape: [Int], flattens: Bool, isFortranOrder: Bool = false
    ) throws(CloudShapeProblem) {
        if let problem = Self.problem(shape, flattens, isFortranOrder) {
            throw CloudShapeProblem(message: problem)
        }
        var rows = 1
        for size in shape.dropLast() {
            let (product, overflow) = rows.multipliedReportingOverflow(by: size)
            guard !overflow else {
                throw CloudShapeProblem(message: "has more rows than there are numbers: \(shape)")
            }
            rows = product
        }
        (self.rows, dimensions) = (rows, shape.last ?? 0)
    }

    private static func problem(
        _ shape: [Int], _ flattens: Bool, _ isFortranOrder: Bool
    ) -> Message? {
        let array: Message = "an array of rank \(shape.count) \(shape)"
        switch shape.count {
        case 0: return "holds one number (\(array)), no rows of points"
        case 1:
            return
                "holds one row of \(shape[0]) numbers (\(array)), no rows of points; save it with .reshape(1, -1) if "
                + "it is one point, with .reshape(-1, 1) if it is one column"
        case 2: return nil
        default:
            guard flattens else {
                return
                    "holds \(array), no rows of points; `flatten` takes all axes but the last as rows"
            }
            guard !isFortranOrder else {
                return
                    "holds \(array) in Fortran order, whose rows do not lie one behind the other; save it with "
                    + "numpy.ascontiguousarray"
            }
            return nil
        }
    }
}

/// Why an array is no cloud of points.
struct CloudShapeProblem: MessageError {
    let message: Message
}

import CTorch

/// The numbers of consecutive AdamW steps, kept for rows that were not taken through them.
public struct AdamWHistory {
    private var coefficients: [ct_adamw_coefficients] = []
    /// The steps that are kept, for the reference form.
    private(set) var steps: [AdamWStep] = []
    /// The number of the last step, kept or forgotten.
    public private(set) var lastStep: Int

    /// A history that begins after `lastStep`.
    public init(after lastStep: Int) {
        self.lastStep = lastStep
    }

    /// The number of steps kept.
    public var count: Int { coefficients.count }

    /// - Precondition: `step` follows the last one.
    public mutating func append(_ step: AdamWStep) {
        precondition(step.step == lastStep + 1, "step \(step.step) after \(lastStep)")
        coefficients.append(ct_adamw_coefficients_of(step.code))
        // A factor of the gradients is read in the step that has some.
        if !steps.isEmpty { steps[steps.count - 1].scale = nil }
        steps.append(step)
        lastStep = step.step
    }

    /// Forgets all steps: every row must have been taken through them.
    public mutating func forget() {
        coefficients.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
    }

    func withCode<Result>(_ body: (ct_adamw_history) -> Result) -> Result {
        let scale = steps.last?.scale
        return withExtendedLifetime(scale) {
            coefficients.withUnsafeBufferPointer { buffer in
                body(
                    ct_adamw_history(
                        coefficients: buffer.baseAddress, first_step: Int64(lastStep - count + 1),
                        count: Int64(count), scale: scale?.handle))
            }
        }
    }
}

/// A table `[rows, width]` of which each step touches few rows, under AdamW.
///
/// A row without a gradient still decays and moves on by its momentum. That is done when the row is
/// next needed, step by step in registers, with the bits that a step with zero gradients would give.
public struct AdamWTable {
    let parameter, firstMoment, secondMoment: Tensor
    let copy: Tensor?
    let decays: Bool
    /// The step that each row stands at, int64 `[rows]`.
    let steps: Tensor

    /// A table all of whose rows stand at `step`.
    /// - Parameters:
    ///   - parameter: float32, like both moments.
    ///   - copy: takes the rounded rows (bfloat16).
    public init(
        parameter: Tensor, firstMoment: Tensor, secondMoment: Tensor, copy: Tensor? = nil,
        decays: Bool, step: Int
    ) throws(TorchError) {
        self.parameter = parameter
        self.firstMoment = firstMoment
        self.secondMoment = secondMoment
        self.copy = copy
        self.decays = decays
        steps = try Tensor.full(
            [parameter.size(0)], Double(step), .int64, on: parameter.place)
    }

    /// Takes rows through all steps of `history` that they have missed.
    /// - Parameter rows: int64, in any order, best in main memory; all rows when it is `nil`.
    public func catchUp(_ rows: Tensor? = nil, to history: AdamWHistory) throws(TorchError) {
        guard case .fused = KernelForm.of(parameter) else {
            return try referenceCatchUp(rows, to: history)
        }
        let status = history.withCode { ct_adamw_catch_up(code, rows?.handle, $0) }
        try check(status, "AdamW catch-up")
    }

    /// Takes the gradient's rows through the last step of `history`, and before through those that
    /// they have missed.
    public func step(_ gradient: RowGradient, _ history: AdamWHistory) throws(TorchError) {
        guard case .fused = KernelForm.of(parameter) else {
            return try referenceStep(gradient, history)
        }
        let status = history.withCode {
            ct_adamw_step_rows(code, gradient.rows.handle, gradient.values.handle, $0)
        }
        try check(status, "AdamW step of rows")
    }

    private var code: ct_adamw_table {
        ct_adamw_table(
            parameter: parameter.handle, first_moment: firstMoment.handle,
            second_moment: secondMoment.handle, copy: copy?.handle, steps: steps.handle,
            decays: decays)
    }
}

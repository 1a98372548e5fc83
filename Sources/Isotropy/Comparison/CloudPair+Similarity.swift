import Torch

extension CloudPair {
    /// Linear CKA, `‖XᵀY‖² / (‖XᵀX‖ ‖YᵀY‖)` of the centred points (Kornblith et al. 2019): 0 ... 1, the same for
    /// rotated and for scaled points.
    ///
    /// It is biased upward for few points: independent normal points of many dimensions read near 1.
    /// ``unbiasedLinearCKA`` does not.
    /// - Returns: `nil` where one cloud does not vary.
    public var linearCKA: Double? {
        guard count > 1 else { return nil }
        let products = Products(self)
        let (first, second) = (
            Products.squaredNorm(products.first).squareRoot(),
            Products.squaredNorm(products.second).squareRoot()
        )
        guard first > 0, second > 0 else { return nil }
        return min(Products.squaredNorm(products.mixed) / first / second, 1)
    }

    /// Linear CKA with unbiased estimates of its three parts, HSIC_1 of Song et al. (2012, Eq. 5), as Nguyen, Raghu
    /// and Kornblith (2021) have it: near 0 for independent clouds, however few points there are. Chance can bring it
    /// below 0, or above 1 where both are small.
    ///
    /// With centred points the kernels' rows add up to 0, and what leaving out their diagonals does follows from the
    /// points' lengths: with a = |x|², b = |y|² of each point,
    /// `n (n - 3) HSIC_1 = ‖XᵀY‖² + Σa Σb / ((n - 1) (n - 2)) - n / (n - 2) Σ ab`. No kernel is made.
    /// - Returns: `nil` for fewer than four points, and where the estimate of a cloud with itself is not positive.
    public var unbiasedLinearCKA: Double? {
        guard count > 3 else { return nil }
        let products = Products(self)
        let (a, b) = (
            Products.trace(products.first, firstDimensions),
            Products.trace(products.second, secondDimensions)
        )
        let n = Double(count)
        func estimate(_ elements: [Double], _ lengths: Double, _ quartic: Double) -> Double {
            Products.squaredNorm(elements) + lengths / ((n - 1) * (n - 2)) - n / (n - 2) * quartic
        }
        let first = estimate(products.first, a * a, quartics.first)
        let second = estimate(products.second, b * b, quartics.second)
        // What is rounding of its parts is nothing.
        guard first > Products.squaredNorm(products.first) * 1e-13,
            second > Products.squaredNorm(products.second) * 1e-13
        else { return nil }
        let mixed = estimate(products.mixed, a * b, quartics.mixed)
        return mixed / first.squareRoot() / second.squareRoot()
    }

    /// The orthogonal Procrustes distance of the centred clouds, each scaled to a Frobenius norm of 1 (Schönemann
    /// 1966; Ding, Denain and Steinhardt 2021): the least `‖X - YQ‖²`, rotations and reflections Q allowed,
    /// `2 - 2 ‖XᵀY‖_*` with the nuclear norm. 0 ... 2.
    ///
    /// It is a squared distance: its root is the metric of Williams et al. (2021). Clouds of different dimensions
    /// are filled up with zeros. SciPy's `procrustes`, which also scales the second cloud, gives `1 - (1 - D / 2)²`.
    /// The value is right within about 1e-15, not to so many digits where it is near 0.
    /// - Returns: `nil` where one cloud does not vary.
    public func procrustesDistance() throws(TorchError) -> Double? {
        guard count > 1 else { return nil }
        let products = Products(self)
        let (first, second) = (
            Products.trace(products.first, firstDimensions).squareRoot(),
            Products.trace(products.second, secondDimensions).squareRoot()
        )
        guard first > 0, second > 0 else { return nil }
        let matrix = try Tensor.of(
            products.mixed.map { $0 / first / second }, shape: [firstDimensions, secondDimensions])
        let nuclear = try singularValues(matrix).reduce(0, +)
        return min(max(2 - 2 * nuclear, 0), 2)
    }
}

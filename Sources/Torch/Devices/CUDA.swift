import CTorch

/// NVIDIA's GPUs, through the driver and through libtorch's CUDA half, which is opened when it is first
/// needed.
public enum CUDA {
    /// What the driver says of one GPU.
    public struct Properties: Sendable {
        public let index: Int
        public let name: String
        /// In bytes.
        public let totalMemory: Int
        /// What no program has taken, in bytes; `nil` where the driver does not say.
        public let freeMemory: Int?
        /// Such as 9 and 0.
        public let computeCapability: (major: Int, minor: Int)
        public let multiprocessors: Int

        /// Whether bfloat16 products are native: from Ampere on.
        public var multipliesBFloat16: Bool { computeCapability.major >= 8 }
    }

    /// What the driver serves.
    public struct Driver: Sendable, Equatable {
        public let deviceCount: Int
        /// The newest CUDA version that it runs, such as `13.0`.
        public let version: String
    }

    /// - Throws: where there is no driver, or it does not start.
    public static func driver() throws(TorchError) -> Driver {
        var (count, version) = (Int32(0), Int32(0))
        try check(ct_cuda_driver(&count, &version), "CUDA")
        return Driver(deviceCount: Int(count), version: "\(version / 1000).\(version % 1000 / 10)")
    }

    public static func properties(of index: Int) throws(TorchError) -> Properties {
        var found = ct_cuda_properties()
        try check(ct_cuda_describe(Int32(clamping: index), &found), "cuda:\(index)")
        let name = withUnsafeBytes(of: found.name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return Properties(
            index: index, name: name, totalMemory: Int(found.total_memory),
            freeMemory: found.free_memory < 0 ? nil : Int(found.free_memory),
            computeCapability: (Int(found.major), Int(found.minor)),
            multiprocessors: Int(found.multiprocessors))
    }

    /// Opens libtorch's CUDA half; later calls do nothing.
    /// - Throws: where the library, one that it needs, the driver or a GPU is missing.
    public static func open() throws(TorchError) {
        try check(ct_cuda_open(), "CUDA")
    }

    /// Why there are no kernels of this package on GPUs, which then take the slow reference forms; `nil`
    /// where there are.
    public static var missingKernels: String? {
        let missing = String(cString: ct_missing_cuda_kernels())
        return missing.isEmpty ? nil : missing
    }

    /// Sets how the whole process computes on GPUs.
    /// - Parameter tf32: float32 products may round their operands to 10 bits.
    public static func configure(tf32: Bool) throws(TorchError) {
        try check(ct_cuda_configure(tf32), "CUDA")
    }
}

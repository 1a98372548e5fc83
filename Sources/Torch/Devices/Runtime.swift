import CTorch

/// The engine and the processor that the program runs on.
public enum Runtime {
    /// libtorch's version, such as `2.13.0`.
    public static var libtorchVersion: String { String(cString: ct_libtorch_version()) }

    /// The instruction set that libtorch uses, such as `AVX512`.
    public static var instructionSet: String { String(cString: ct_cpu_capability()) }

    /// Refuses environment variables that this package does not understand; call it first.
    public static func checkEnvironment() throws(TorchError) {
        try KernelForm.checkEnvironment()
    }

    /// Whether the processor multiplies bfloat16 matrices natively (AMX or AVX512-BF16).
    public static var hasBFloat16Products: Bool { ct_cpu_has_bfloat16_products() }

    public static var hasAMX: Bool { ct_cpu_has_amx() }

    /// The number of threads an operation uses.
    public static var threadCount: Int { Int(ct_thread_count()) }

    /// Sets the number of threads; call it once, first, from the thread that computes.
    public static func setThreadCount(_ count: Int) throws(TorchError) {
        try check(ct_set_thread_count(Int32(count)), "setThreadCount")
    }

    /// Lets the allocator keep freed memory for the whole process, which makes repeated steps faster;
    /// meant for a program whose work is training. Call it first.
    public static func keepFreedMemory() {
        ct_keep_freed_memory()
    }
}

import Experiments
import Foundation
import Torch

/// The devices of this machine, and why others are missing.
package struct DeviceList: Encodable {
    package struct Entry: Encodable {
        /// What `--device` takes.
        package let device: String
        package let name: String
        package let memoryGB: Double
        /// What no program has taken; `nil` where nobody says.
        package let freeMemoryGB: Double?
        /// Of GPUs, such as `9.0`.
        package let computeCapability: String?
        package let multiprocessors: Int?
        /// Of the processor, what it multiplies natively.
        package let instructionSet: String?

        private enum CodingKeys: String, CodingKey {
            case device, name, multiprocessors
            case memoryGB = "memory_gb"
            case freeMemoryGB = "free_memory_gb"
            case computeCapability = "compute_capability"
            case instructionSet = "instruction_set"
        }
    }

    package let devices: [Entry]
    package let libtorch: String
    /// The newest CUDA version that the driver runs; `nil` without a driver.
    package let driver: String?
    /// What keeps GPUs from being used, in words.
    package let missing: [String]

    package static func current() -> DeviceList {
        let environment = RunEnvironment.current(version: Version.current)
        var devices = [
            Entry(
                device: "cpu", name: environment.processor, memoryGB: environment.memoryGB,
                freeMemoryGB: nil, computeCapability: nil, multiprocessors: nil,
                instructionSet: environment.instructionSet)
        ]
        var (missing, version) = ([String](), String?.none)
        do {
            let driver = try CUDA.driver()
            version = driver.version
            if driver.deviceCount == 0 { missing.append("the driver sees no GPU") }
            for index in 0..<driver.deviceCount {
                devices.append(Entry(try CUDA.properties(of: index)))
            }
            if driver.deviceCount > 0 {
                _ = try DeviceChoice.cuda(0).opened()
                if let kernels = CUDA.missingKernels { missing.append("fast kernels: \(kernels)") }
            }
        } catch {
            missing.append(error.message)
        }
        return DeviceList(
            devices: devices, libtorch: Runtime.libtorchVersion, driver: version, missing: missing)
    }

    package var text: String {
        let rows = devices.map { entry in
            [
                entry.device, entry.name, "\(entry.memoryGB) GB",
                entry.freeMemoryGB.map { "\($0) GB free" } ?? "",
                entry.computeCapability.map { "compute capability \($0)" }
                    ?? entry.instructionSet ?? "",
            ]
        }
        let missing = missing.map { "missing for GPUs: \($0)" }
        return ([alignedColumns(rows)] + missing).joined(separator: "\n")
    }
}

extension DeviceList.Entry {
    fileprivate init(_ gpu: CUDA.Properties) {
        func gigabytes(_ bytes: Int) -> Double { (Double(bytes) / 0x1p30 * 10).rounded() / 10 }
        self.init(
            device: "cuda:\(gpu.index)", name: gpu.name, memoryGB: gigabytes(gpu.totalMemory),
            freeMemoryGB: gpu.freeMemory.map(gigabytes),
            computeCapability: "\(gpu.computeCapability.major).\(gpu.computeCapability.minor)",
            multiprocessors: gpu.multiprocessors, instructionSet: nil)
    }
}

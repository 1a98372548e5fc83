// swift-tools-version: 6.1
import PackageDescription

/// A package that is built first may say where its own executable finds libtorch when it runs.
let rpath: [LinkerSetting] =
    Context.environment["ISOTROPY_LIBTORCH_LIB"].map {
        [.unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", $0])]
    } ?? []

let package = Package(
    name: "MeasureVectors",
    dependencies: [.package(name: "isotropy", path: "../..")],
    targets: [
        .executableTarget(
            name: "MeasureVectors",
            dependencies: [.product(name: "Isotropy", package: "isotropy")],
            linkerSettings: rpath)
    ]
)

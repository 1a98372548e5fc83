// swift-tools-version: 6.1
import PackageDescription

/// A package that is built first may say where its own executables find libtorch when they run.
let rpath: [LinkerSetting] =
    Context.environment["ISOTROPY_LIBTORCH_LIB"].map {
        [.unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", $0])]
    } ?? []

let package = Package(
    name: "Examples",
    dependencies: [.package(name: "isotropy", path: "..")],
    targets: [
        .executableTarget(
            name: "MeasureVectors",
            dependencies: [.product(name: "Isotropy", package: "isotropy")],
            linkerSettings: rpath),
        .executableTarget(
            name: "FineTune",
            dependencies: [
                "ShiftPenalty", .product(name: "Hub", package: "isotropy"),
                .product(name: "Training", package: "isotropy"),
            ],
            linkerSettings: rpath),
        .target(
            name: "ShiftPenalty", dependencies: [.product(name: "Isotropy", package: "isotropy")]),
        .executableTarget(
            name: "own-method",
            dependencies: [
                "ShiftPenalty", .product(name: "IsotropyCommands", package: "isotropy"),
            ],
            linkerSettings: rpath),
        .testTarget(
            name: "ShiftPenaltyTests", dependencies: ["ShiftPenalty"], linkerSettings: rpath),
    ]
)

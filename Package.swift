// swift-tools-version: 6.1
import PackageDescription

/// libtorch is found through the `libtorch.pc` that `Tools/libtorch` writes; SwiftPM refuses an
/// rpath there, so what is run directly (the tool and the tests) names it itself.
let libtorchLibraries = Context.environment["ISOTROPY_LIBTORCH_LIB"]
let rpath: [LinkerSetting] =
    libtorchLibraries.map {
        [.unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", $0])]
    } ?? []

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let swiftProtobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")

let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "isotropy",
    products: [
        .library(name: "Isotropy", targets: ["Isotropy", "Layers", "Options", "Torch"]),
        .library(name: "Tokenization", targets: ["Tokenization"]),
        .library(name: "Encoders", targets: ["Encoders", "Checkpoints", "Layers", "Torch"]),
        .library(
            name: "Training",
            targets: ["Experiments", "Metrics", "Models", "QuestionAnswering", "Tasks", "Training"]),
        .library(name: "Hub", targets: ["Assets", "Hub"]),
        .library(name: "Metrics", targets: ["Metrics"]),
        .library(name: "Statistics", targets: ["Metrics", "Statistics"]),
        .library(name: "Figures", targets: ["Figures", "Metrics"]),
        .library(name: "IsotropyCommands", targets: ["IsotropyCommands"]),
        .executable(name: "isotropy", targets: ["IsotropyTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        .systemLibrary(name: "LibTorch", pkgConfig: "libtorch"),
        .systemLibrary(name: "LibCurl"),
        .target(
            name: "CTorch", dependencies: ["LibTorch"],
            exclude: ["kernels/cuda/source"],
            cxxSettings: [.headerSearchPath(".")]),
        .target(name: "Torch", dependencies: ["CTorch"]),
        .target(name: "Layers", dependencies: ["Torch"]),
        .target(
            name: "Checkpoints", dependencies: ["Files", "Formats", "Layers", "Options", "Torch"]),
        .target(name: "Tokenization", dependencies: ["Files", "Formats", "Options"]),
        .target(
            name: "Encoders",
            dependencies: ["Checkpoints", "Files", "Formats", "Layers", "Torch"]),
        .target(name: "Options"),
        .target(name: "Isotropy", dependencies: ["Files", "Layers", "Options", "Torch"]),
        .target(name: "Metrics"),
        .target(name: "Statistics", dependencies: ["Metrics"]),
        .target(name: "Tasks", dependencies: ["Files", "Formats", "Metrics", "Options"]),
        .target(name: "Files", dependencies: ["Options"]),
        .target(name: "Formats", dependencies: ["Files"]),
        .target(name: "Assets", dependencies: ["Files", "Formats"]),
        .target(name: "Transfer", dependencies: ["Files", "LibCurl", "Options"]),
        .target(name: "TensorBoard", dependencies: ["Files", "Formats", swiftProtobuf]),
        .target(name: "Hub", dependencies: ["Files", "Formats", "Options", "Transfer"]),
        .target(
            name: "TaskArchives",
            dependencies: ["Assets", "Files", "Formats", "Options", "Tasks", "Transfer"]),
        .target(
            name: "Models",
            dependencies: [
                "Checkpoints", "Encoders", "Files", "Formats", "Isotropy", "Layers", "Options",
                "Tasks",
                "Tokenization", "Torch",
            ]),
        .target(
            name: "Training",
            dependencies: [
                "Checkpoints", "Encoders", "Files", "Formats", "Isotropy", "Layers", "Metrics",
                "Models", "Options", "Tasks", "Tokenization", "Torch",
            ]),
        .target(
            name: "QuestionAnswering",
            dependencies: [
                "Encoders", "Files", "Formats", "Isotropy", "Layers", "Metrics", "Models",
                "Options",
                "Tasks", "Tokenization", "Torch", "Training",
            ]),
        .target(
            name: "Experiments",
            dependencies: [
                "Checkpoints", "Files", "Formats", "Isotropy", "Metrics", "Models", "Options",
                "QuestionAnswering", "Tasks", "TensorBoard", "Torch", "Training",
            ]),
        .target(name: "Figures", dependencies: ["Metrics"]),
        .target(
            name: "IsotropyCommands",
            dependencies: [
                "Assets", "Checkpoints", "Encoders", "Experiments", "Figures", "Files", "Formats",
                "Hub", "Isotropy", "Layers", "Metrics", "Models", "Options", "QuestionAnswering",
                "TaskArchives", "Tasks", "Tokenization", "Torch", "Training", "Transfer",
                argumentParser, yams,
            ]),
        .executableTarget(
            name: "IsotropyTool", dependencies: ["IsotropyCommands"], linkerSettings: rpath),
        .executableTarget(
            name: "IsotropyFuzz",
            dependencies: ["Checkpoints", "Formats", "IsotropyCommands"],
            linkerSettings: rpath),
    ],
    cxxLanguageStandard: .cxx20
)

/// One test target per target; each may also use what that target itself builds on.
func tests(
    _ name: String, _ dependencies: [String] = [], products: [Target.Dependency] = [],
    exclude: [String] = [], resources: Bool = false
) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: ([name, "TestSupport"] + dependencies.filter { $0 != name })
            .map { .byName(name: $0) } + products,
        exclude: exclude,
        resources: resources ? [.copy("Fixtures")] : [],
        linkerSettings: rpath)
}

let trained = [
    "Checkpoints", "Encoders", "Files", "Formats", "Isotropy", "Layers", "Metrics", "Options",
    "Tasks", "Tokenization", "Torch",
]
/// What trains, and what is trained with.
let rooms = trained + ["Models", "Training", "QuestionAnswering", "Experiments"]

package.targets += [
    .target(name: "TestSupport", dependencies: ["Torch"], path: "Tests/TestSupport"),
    tests("Torch"),
    tests("Layers", ["Torch"]),
    tests("Checkpoints", ["Formats", "Layers", "Options", "Torch"], resources: true),
    tests("Tokenization", resources: true),
    tests("Encoders", ["Layers", "Torch"]),
    tests("Options"),
    tests("Isotropy", ["Layers", "Options", "Torch"], resources: true),
    tests("Metrics", resources: true),
    tests("Statistics", ["Metrics"], resources: true),
    tests("Tasks", ["Formats", "Metrics"]),
    tests("Files"),
    tests("Formats", ["Files"]),
    tests("Assets", ["Files", "Options"]),
    tests("Transfer", ["Files"]),
    tests("TensorBoard", ["Files", "Formats"], resources: true),
    tests("Hub", ["Files", "Formats", "Transfer"]),
    tests("TaskArchives", ["Files", "Formats", "Tasks", "Transfer"]),
    tests("Models", rooms),
    tests("Training", rooms),
    tests("QuestionAnswering", rooms),
    tests("Experiments", rooms + ["TensorBoard"]),
    tests("Figures", ["Metrics"], exclude: ["Fixtures"]),
    tests(
        "IsotropyCommands",
        [
            "Checkpoints", "Encoders", "Experiments", "Figures", "Formats", "Hub", "Isotropy",
            "Metrics", "Models", "Options", "QuestionAnswering", "TaskArchives", "Tasks",
            "Tokenization", "Torch", "Training", "Transfer",
        ],
        products: [argumentParser], exclude: ["Fixtures", "Snapshots"]),
    .testTarget(
        name: "ParityTests",
        dependencies: (rooms + ["TestSupport"]).map { .byName(name: $0) },
        exclude: ["Fixtures"], linkerSettings: rpath),
]

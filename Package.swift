// swift-tools-version: 6.2
import PackageDescription

// The targets stand in the order in which data flows; each may import only what stands in its `dependencies`
// (`.ci/run` builds with `--explicit-target-dependency-import-check error`). See docs/architecture.md.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A stage or library of ours: `Sources/<name>`.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings, plugins: plugins)
}

/// The tests of one stage: `Tests/<name>Tests`.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: settings)
}

let package = Package(
  name: "faircopy",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "faircopy", targets: ["faircopy"]),
    .executable(name: "faircopy-host", targets: ["faircopy-host"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // C libraries of the system
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CLAPACK", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),

    // from text to syntax
    module("Diagnostics"),
    module("JSON", ["Diagnostics"]),
    module("NotebookReader", ["JSON", "Diagnostics"]),
    module("PythonSyntax", ["Diagnostics"]),

    // arithmetic and tables
    module("Kernels"),
    module("RegularExpressions", ["Kernels", "CPCRE2"]),
    module("Columns", ["Kernels"]),
    module("DataFrames", ["Columns", "Kernels"]),
    module("Processors"),
    module("Learning", ["Kernels", "Processors", "CLAPACK"]),

    // the plan
    module("YAML", ["CLibYAML", "Diagnostics"]),
    module(
      "Plans", ["Kernels", "Processors", "RegularExpressions", "Columns", "YAML", "Diagnostics"],
      plugins: ["LibraryRegistry"]),

    // replay
    // The state of the interpreter belongs to one thread; checking each access at run time costs a third of its speed.
    // Each opcode's code ends in a dispatch of its own, which the processor foretells better than a common one: LLVM must be
    // told that so many copies are wanted. Functions begin with a line of the cache, so that the loop's speed does not hang
    // on what is before it.
    .target(name: "CObjectCounts"),
    .target(
      name: "PythonRuntime", dependencies: ["PythonSyntax", "Diagnostics", "Kernels", "CObjectCounts", "BigInt"],
      swiftSettings: settings + [
        .unsafeFlags(["-enforce-exclusivity=unchecked", "-Xllvm", "-align-all-functions=6"]),
        .unsafeFlags(["-Xllvm", "-tail-dup-pred-size=5000", "-Xllvm", "-tail-dup-succ-size=5000"]),
        .unsafeFlags(["-Xllvm", "-tail-dup-indirect-size=60"]),
      ], plugins: ["LibraryRegistry"]),
    .executableTarget(name: "LibraryRegistryTool", swiftSettings: settings),
    .plugin(name: "LibraryRegistry", capability: .buildTool(), dependencies: ["LibraryRegistryTool"]),
    module(
      "StandardLibrary",
      [
        "PythonRuntime", "PythonSyntax", "RegularExpressions", "Kernels", "Diagnostics", "BigInt",
        .product(name: "Crypto", package: "swift-crypto"),
      ], plugins: ["LibraryRegistry"]),
    module("Tracing", ["DataFrames", "Columns", "Kernels", "Plans", "PythonRuntime", "PythonSyntax", "Diagnostics"]),
    module(
      "NumPyLibrary",
      ["Tracing", "DataFrames", "Columns", "Kernels", "Plans", "PythonRuntime", "Learning"],
      plugins: ["LibraryRegistry"]
    ),
    module(
      "PandasLibrary",
      [
        "NumPyLibrary", "StandardLibrary", "Tracing", "DataFrames", "Columns", "RegularExpressions", "Kernels",
        "Learning", "Plans", "PythonRuntime", "PythonSyntax", "Diagnostics", "CLibArchive",
      ], plugins: ["LibraryRegistry"]),
    module(
      "ScikitLearnLibrary",
      ["NumPyLibrary", "Tracing", "DataFrames", "Columns", "Kernels", "Plans", "PythonRuntime", "Learning"],
      plugins: ["LibraryRegistry"]),
    module("DisplayLibrary", ["PythonRuntime", "Kernels"], plugins: ["LibraryRegistry"]),
    module(
      "Replay",
      [
        "Tracing", "Plans", "Columns", "Kernels", "YAML", "PythonRuntime", "PythonSyntax", "NotebookReader", "JSON",
        "Diagnostics",
      ]),

    // the model's interface and its host
    .target(name: "CModelInterface"),
    module("ModelInterface", ["CModelInterface"]),
    module("Scoring", ["Kernels", "ModelInterface", "CModelInterface"]),
    module(
      "Serving",
      [
        "Scoring", "ModelInterface",
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    // Becomes `bin/serve` of every bundle, so it is linked statically, with nothing that it does not use.
    .executableTarget(
      name: "faircopy-host", dependencies: ["Serving"], swiftSettings: settings,
      linkerSettings: [
        .unsafeFlags(["-static-stdlib", "-Xlinker", "--gc-sections"], .when(platforms: [.linux])),
        .unsafeFlags(["-Xlinker", "--strip-all"], .when(platforms: [.linux], configuration: .release)),
      ]),

    module("ModelRuntime", ["CModelInterface", "Kernels"]),

    // from plan to files
    .executableTarget(name: "EmbedFilesTool"),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["EmbedFilesTool"]),
    module(
      "CodeGeneration", ["Plans", "Columns", "Kernels", .product(name: "Mustache", package: "swift-mustache")],
      plugins: ["EmbedFiles"]),
    module("ModelBuilding", ["CodeGeneration"]),

    // the proof
    module(
      "ParityChecking",
      ["NotebookReader", "JSON", "Replay", "Tracing", "PythonRuntime", "Plans", "Columns", "Kernels", "ModelInterface"]),
    module("Reporting", ["ParityChecking", "PythonRuntime", "JSON", "Diagnostics"]),

    // the bundle
    module(
      "Bundling", ["YAML", "CLibArchive", "Diagnostics", .product(name: "Crypto", package: "swift-crypto")]),

    // the command line
    .executableTarget(
      name: "faircopy",
      dependencies: [
        "StandardLibrary", "NumPyLibrary", "PandasLibrary", "ScikitLearnLibrary", "DisplayLibrary", "Replay", "Tracing",
        "Plans", "Columns", "Kernels", "YAML", "JSON", "Diagnostics", "NotebookReader", "PythonRuntime",
        "PythonSyntax", "ParityChecking",
        "Reporting", "CodeGeneration", "ModelBuilding", "ModelInterface", "Scoring", "Bundling",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // tests
    .executableTarget(
      name: "dump-syntax", dependencies: ["PythonSyntax", "Diagnostics"], path: "Tests/dump-syntax",
      swiftSettings: settings),
    .target(
      name: "FlatRents", dependencies: ["ModelInterface", "Scoring"], path: "Tests/FlatRents", swiftSettings: settings),
    tests(of: "Diagnostics"),
    tests(of: "ParityChecking"),
    // Runs the built executables; linking the host here would link the tests statically too.
    .testTarget(name: "EndToEndTests", swiftSettings: settings),
    tests(of: "JSON", ["Diagnostics"]),
    tests(of: "NotebookReader", ["JSON", "PythonSyntax", "Diagnostics"]),
    tests(of: "PythonSyntax", ["Diagnostics"]),
    tests(of: "Kernels"),
    tests(of: "RegularExpressions", ["Kernels"]),
    tests(of: "DataFrames", ["Columns", "Kernels"]),
    tests(of: "Learning", ["Kernels"]),
    tests(of: "YAML", ["Diagnostics"]),
    tests(of: "Plans", ["Kernels", "RegularExpressions", "Columns", "YAML"]),
    tests(of: "Bundling", ["YAML", "CLibArchive", "Diagnostics"]),
    tests(of: "ModelInterface"),
    tests(of: "Scoring", ["ModelInterface", "FlatRents"]),
    tests(of: "Serving", ["Scoring", "ModelInterface", "FlatRents", .product(name: "NIOCore", package: "swift-nio")]),
    .target(
      name: "Conformance",
      dependencies: [
        "PythonRuntime", "PythonSyntax", "Tracing", "DataFrames", "Columns", "Plans", "Diagnostics", "Kernels",
      ],
      path: "Tests/Conformance", swiftSettings: settings),
    .executableTarget(
      name: "run-script",
      dependencies: [
        "StandardLibrary", "DisplayLibrary", "Conformance", "PythonRuntime", "PythonSyntax", "Kernels", "Diagnostics",
      ],
      path: "Tests/run-script", swiftSettings: settings),
    .executableTarget(
      name: "run-cells",
      dependencies: [
        "StandardLibrary", "NumPyLibrary", "PandasLibrary", "ScikitLearnLibrary", "DisplayLibrary", "Conformance",
        "Tracing", "PythonRuntime", "Columns",
      ],
      path: "Tests/run-cells", swiftSettings: settings),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "StandardLibrary", "NumPyLibrary", "PandasLibrary", "ScikitLearnLibrary", "DisplayLibrary", "NotebookReader",
        "Tracing", "PythonRuntime", "PythonSyntax", "Columns", "Kernels", "Diagnostics",
      ],
      path: "Tests/fuzz", swiftSettings: settings),
    tests(of: "PythonRuntime", ["Conformance", "StandardLibrary", "PythonSyntax", "Diagnostics", "Kernels"]),
    tests(of: "StandardLibrary", ["Conformance"]),
    tests(
      of: "Replay",
      [
        "ParityChecking", "NotebookReader", "StandardLibrary", "DisplayLibrary", "PythonRuntime", "Columns",
        "Diagnostics",
      ]),
    tests(
      of: "Tracing",
      [
        "ScikitLearnLibrary", "PandasLibrary", "NumPyLibrary", "StandardLibrary", "Conformance", "PythonRuntime",
        "Columns",
      ]),
    tests(of: "DisplayLibrary", ["PythonRuntime", "PythonSyntax", "Diagnostics", "Kernels"]),
    tests(
      of: "NumPyLibrary", ["StandardLibrary", "Conformance", "PandasLibrary", "Tracing", "Columns", "PythonRuntime"]),
    tests(
      of: "ScikitLearnLibrary",
      ["StandardLibrary", "Conformance", "NumPyLibrary", "PandasLibrary", "Tracing", "Columns", "PythonRuntime"]),
    tests(
      of: "PandasLibrary",
      [
        "StandardLibrary", "Conformance", "NumPyLibrary", "Tracing", "PythonRuntime", "PythonSyntax", "Plans",
        "DataFrames", "Columns",
        "Kernels",
        "Diagnostics",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

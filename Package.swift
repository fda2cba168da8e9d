// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

#if os(Linux)
  let flintPackage: String? = nil
#else
  let flintPackage: String? = "flint"
#endif

/// One row of the target table.
///
/// A row may depend only on rows above it; the order is the architecture.
struct Row {
  var name: String
  var dependencies: [Target.Dependency] = []
  /// In the code, so that programs need nothing from where they are installed.
  var resources: [Resource] { name == "Reporting" ? [.embedInCode("Resources")] : [] }
}

let libraryRows: [Row] = [
  Row(name: "Computation"),
  Row(name: "AlgebraicStructures", dependencies: ["Computation"]),
  Row(name: "ExactArithmetic", dependencies: ["Computation", "AlgebraicStructures", "CGMP"]),
  Row(
    name: "LinearAlgebra",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "CKernels", "COpenBLAS",
    ]),
  Row(
    name: "Polynomials",
    dependencies: ["Computation", "AlgebraicStructures", "ExactArithmetic", "CFLINT"]),
  Row(
    name: "NumberFields",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "LinearAlgebra", "Polynomials",
    ]),
  Row(
    name: "Ideals",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "LinearAlgebra", "Polynomials",
      "CKernels",
    ]),
  Row(
    name: "Networks",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "LinearAlgebra", "Polynomials",
      "NumberFields",
    ]),
  Row(
    name: "CriticalLoci",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "LinearAlgebra", "Polynomials",
      "NumberFields",
      "Ideals",
      "Networks",
    ]),
  Row(
    name: "LearningCoefficients",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "LinearAlgebra", "Polynomials",
      "NumberFields",
      "Ideals",
      "Networks", "CriticalLoci",
    ]),
  Row(
    name: "NumericalExperiments",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "Polynomials", "Ideals",
      "Networks", "CriticalLoci", "LearningCoefficients", "CKernels", "COpenBLAS",
    ]),
  Row(
    name: "NetworkFiles",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "Polynomials", "NumberFields",
      "Ideals", "Networks",
      "CriticalLoci", "LearningCoefficients", "CZlib", .product(name: "Yams", package: "Yams"),
    ]),
  Row(
    name: "Analyses",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "Polynomials", "NumberFields",
      "Ideals", "Networks", "CriticalLoci", "LearningCoefficients", "NumericalExperiments",
      "NetworkFiles",
    ]),
  Row(
    name: "Reporting",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "Polynomials", "NumberFields",
      "Ideals",
      "Networks", "CriticalLoci", "LearningCoefficients", "NumericalExperiments", "NetworkFiles",
      "Analyses",
    ]),
  Row(
    name: "SingularLearning",
    dependencies: [
      "Computation", "AlgebraicStructures", "ExactArithmetic", "LinearAlgebra", "Polynomials",
      "NumberFields",
      "Ideals",
      "Networks", "CriticalLoci", "LearningCoefficients", "NumericalExperiments", "NetworkFiles",
      "Analyses", "Reporting",
    ]),
]

let testRows: [Row] = [
  Row(name: "ComputationTests"),
  Row(name: "AlgebraicStructuresTests"),
  Row(name: "ExactArithmeticTests"),
  Row(name: "LinearAlgebraTests"),
  Row(name: "PolynomialsTests"),
  Row(name: "NumberFieldsTests"),
  Row(name: "IdealsTests"),
  Row(name: "NetworksTests"),
  Row(name: "CriticalLociTests"),
  Row(name: "LearningCoefficientsTests"),
  Row(name: "NumericalExperimentsTests"),
  Row(name: "AnalysesTests"),
  Row(name: "ReportingTests"),
  Row(name: "CommandLineTests", dependencies: ["slt-critical"]),
  Row(name: "ExampleTests", dependencies: ["slt-critical"]),
]

let package = Package(
  name: "SingularLearning",
  products: [
    .library(name: "SingularLearning", targets: ["SingularLearning"]),
    .library(name: "SingularLearningDynamic", type: .dynamic, targets: ["SingularLearning"]),
    .executable(name: "slt-critical", targets: ["slt-critical"]),
  ],
  // Exact versions, so that every build is the same; CONTRIBUTING.md says how to update them.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(
      name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    // Debian's FLINT 2.9 ships no pkg-config file, and its headers are on the default search path.
    .systemLibrary(
      name: "CFLINT", pkgConfig: flintPackage,
      providers: [.apt(["libflint-dev"]), .brew(["flint"])]),
    // zlib is on the default search path, on macOS even without a pkg-config file.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CAllocation"),
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
  ]
    + libraryRows.map {
      .target(
        name: $0.name, dependencies: $0.dependencies,
        exclude: $0.name == "SingularLearning" ? [] : ["README.md"],
        resources: $0.resources, swiftSettings: settings)
    }
    + [
      .executableTarget(
        name: "slt-critical",
        dependencies: [
          "SingularLearning", "CAllocation",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
          .product(name: "Subprocess", package: "swift-subprocess"),
          .product(name: "SystemPackage", package: "swift-system"),
        ],
        exclude: ["README.md"],
        swiftSettings: settings),
      .target(
        name: "AlgebraTestSupport", dependencies: ["SingularLearning"],
        path: "Tests/AlgebraTestSupport", swiftSettings: settings),
    ]
    + testRows.map {
      .testTarget(
        name: $0.name, dependencies: $0.dependencies + ["SingularLearning", "AlgebraTestSupport"],
        swiftSettings: settings)
    },
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the unsafe flags of the fuzzer never reach the library's users.
// Build and run it with Fuzz/run.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "SingularLearning", path: "..")],
  targets: [
    .target(name: "CFuzz"),
    .executableTarget(
      name: "fuzz-parsers",
      dependencies: ["CFuzz", .product(name: "SingularLearning", package: "SingularLearning")],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]),
  ],
  swiftLanguageModes: [.v6]
)

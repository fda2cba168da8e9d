// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "SingularLearning", path: "..")],
  targets: [
    .executableTarget(
      name: "rank-benchmark",
      dependencies: [.product(name: "SingularLearning", package: "SingularLearning")]),
    .executableTarget(
      name: "polynomial-benchmark",
      dependencies: [.product(name: "SingularLearning", package: "SingularLearning")]),
    .executableTarget(
      name: "groebner-benchmark",
      dependencies: [.product(name: "SingularLearning", package: "SingularLearning")]),
  ],
  swiftLanguageModes: [.v6]
)

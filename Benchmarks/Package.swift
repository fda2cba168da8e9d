// swift-tools-version: 6.2
import PackageDescription

let library: Target.Dependency = .product(name: "SingularLearning", package: "SingularLearning")

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "SingularLearning", path: "..")],
  targets: [
    .executableTarget(name: "rank-benchmark", dependencies: [library]),
    .executableTarget(name: "exact-rank-benchmark", dependencies: [library]),
    .executableTarget(name: "dimension-benchmark", dependencies: [library]),
    .executableTarget(name: "polynomial-benchmark", dependencies: [library]),
    .executableTarget(name: "groebner-benchmark", dependencies: [library]),
    .executableTarget(name: "minimal-primes-benchmark", dependencies: [library]),
    .executableTarget(name: "locus-benchmark", dependencies: [library]),
    .executableTarget(name: "training-benchmark", dependencies: [library]),
  ],
  swiftLanguageModes: [.v6]
)

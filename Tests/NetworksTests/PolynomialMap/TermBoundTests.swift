import SingularLearning
import Testing

@Suite struct TermBoundTests {
  @Test(
    arguments: [
      ([3, 2], []), ([2, 3, 1], [4]), ([3, 4, 2], [5]), ([3, 3, 3, 1], [2, 2]),
      ([2, 3, 2, 1], [3, 3]), ([1, 3, 2, 2], [4, 3]), ([4, 2, 3, 1], [1, 4]),
      ([2, 2, 2, 1], [6, 5]),
    ] as [([Int], [Int])], [false, true])
  func isExactForTwoHiddenLayers(shape: ([Int], [Int]), hasBias: Bool) throws {
    let architecture = try Architecture(widths: shape.0, degrees: shape.1, hasBias: hasBias)
    let map = try architecture.polynomialMap()
    #expect(map.termCount == Int(architecture.polynomialMapTermBound))
  }

  @Test(arguments: [
    try! Architecture(widths: [2, 2, 2, 2, 1], degree: 3),
    try! Architecture(widths: [2, 2, 2, 2, 2], degrees: [2, 3, 2], hasBias: true),
    try! Architecture(
      widths: [2, 3, 2, 1], activations: [.hermite(degree: 3), .hermite(degree: 4)]),
    try! Architecture(
      widths: [2, 3, 1], activations: [.polynomial(coefficients: [1, 0, 0, 1, 0, 0, 2])],
      hasBias: true),
  ])
  func boundsTheRest(architecture: Architecture) throws {
    let count = try architecture.polynomialMap().termCount
    #expect(Double(count) <= architecture.polynomialMapTermBound)
  }

  static let cases: [(Architecture, String)] = [
    (
      try! Architecture(widths: [2, 2, 2, 1], degree: 40),
      "the number of terms of the polynomial map would be 34243282, more than the limit of 10000000"
    ),
    (
      try! Architecture(widths: [3, 5, 5, 5, 1], degree: 4),
      "the number of terms of the polynomial map would be up to about 3.4*10^24, "
        + "more than the limit of 10000000"
    ),
    (
      try! Architecture(widths: [10, 20, 20, 20, 20, 20, 1], degree: 5),
      "the number of terms of the polynomial map would be up to 10^308 or more, "
        + "more than the limit of 10000000"
    ),
    (
      try! Architecture(widths: [3000, 5000, 1], degree: 1),
      "the number of terms of the polynomial map would be 15000000, more than the limit of 10000000"
    ),
    (
      try! Architecture(widths: [1, 1, 1], degree: 1 << 40),
      "the degree of the network would be 1099511627776, more than the limit of 2147483647"
    ),
    (
      try! Architecture(widths: [1, 1, 1, 1], degrees: [1, 1 << 30]),
      "the number of powers to expand would be 1073741825, more than the limit of 10000000"
    ),
    (
      try! Architecture(widths: [2, 2, 2, 1], degrees: [1 << 12, 1 << 13]),
      "the number of terms of the polynomial map would be about 3.1*10^18, "
        + "more than the limit of 10000000"
    ),
  ]

  /// Must be refused before any work, so the whole test is instantaneous.
  @Test(arguments: cases)
  func tooLargeMapsAreRefused(architecture: Architecture, message: String) {
    let error = #expect(throws: ComputationStopped.self) { _ = try architecture.polynomialMap() }
    #expect(error?.description == message)
  }

  @Test func largeLimitsOfTheCallerHold() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    #expect(throws: ComputationStopped.self) { try architecture.polynomialMap(maximumTerms: 11) }
    let map = try architecture.polynomialMap(maximumTerms: 12)
    #expect(map.termCount == 12)
    let error = #expect(throws: ComputationStopped.self) { try map.jacobian(maximumTerms: 29) }
    #expect(
      error?.description
        == "the number of terms of the Jacobian would be 30, more than the limit of 29")
    let entries = #expect(throws: ComputationStopped.self) { try map.jacobian(maximumTerms: 35) }
    #expect(
      entries?.description
        == "the number of entries of the Jacobian would be 4 * 9, more than the limit of 35")
  }

  @Test func cancellationStopsTheExpansion() throws {
    let control = ComputationControl()
    control.cancel()
    let architecture = try Architecture(widths: [2, 3, 3, 1], degree: 3)
    #expect(throws: ComputationStopped.cancelled) {
      try architecture.polynomialMap(control: control)
    }
  }
}

import SingularLearning
import Testing

@Suite struct ArchitectureTests {
  @Test func parameterOrderIsLayerRowColumn() throws {
    let plain = try Architecture(widths: [2, 2, 1], degree: 3)
    #expect(
      plain.parameterNames == ["w1_1_1", "w1_1_2", "w1_2_1", "w1_2_2", "w2_1_1", "w2_1_2"])
    #expect(plain.inputNames == ["x1", "x2"])
    let affine = try Architecture(widths: [2, 2, 1], degree: 3, hasBias: true)
    #expect(
      affine.parameterNames == [
        "w1_1_1", "w1_1_2", "b1_1", "w1_2_1", "w1_2_2", "b1_2", "w2_1_1", "w2_1_2", "b2_1",
      ])
  }

  @Test(arguments: [false, true])
  func indicesAgreeWithNames(hasBias: Bool) throws {
    let architecture = try Architecture(widths: [3, 1, 4, 2], degrees: [2, 5], hasBias: hasBias)
    let names = architecture.parameterNames
    #expect(names.count == architecture.parameterCount)
    for layer in 1...3 {
      for row in 1...architecture.widths[layer] {
        for column in 1...architecture.widths[layer - 1] {
          let index = architecture.parameterIndex(layer: layer, row: row, column: column)
          #expect(names[index] == "w\(layer)_\(row)_\(column)")
          #expect(architecture.parameterRange(ofLayer: layer).contains(index))
        }
        if hasBias {
          #expect(names[architecture.biasIndex(layer: layer, row: row)] == "b\(layer)_\(row)")
        }
      }
    }
  }

  @Test func derivedNumbers() throws {
    let cubic = try Architecture(widths: [2, 3, 1], degree: 3)
    #expect(cubic.parameterCount == 9)
    #expect(cubic.inputDegree == 3)
    #expect(cubic.layerCount == 2)
    #expect(cubic.isHomogeneous)
    #expect(cubic.ambientDimension == 4)
    let deep = try Architecture(widths: [3, 3, 3, 2], degrees: [2, 3])
    #expect(deep.inputDegree == 6)
    #expect(deep.ambientDimension == 56)
    #expect(try Architecture(widths: [3, 3, 2], degree: 2, hasBias: true).ambientDimension == 20)
    let linear = try Architecture(widths: [4, 3], degree: 7)
    #expect(linear.inputDegree == 1)
    #expect(linear.ambientDimension == 12)
    let scaled = try Architecture(
      widths: [2, 2, 1], activations: [.polynomial(coefficients: [0, 0, 5])])
    #expect(scaled.isHomogeneous)
    #expect(try !Architecture(widths: [2, 2, 1], activations: [.hermite(degree: 2)]).isHomogeneous)
  }

  /// C(n, k) by Pascal's rule, independently of products.
  @Test func ambientDimensionIsBinomial() throws {
    var pascal: [[Integer]] = [[1]]
    for n in 1...40 {
      let last = pascal[n - 1]
      pascal.append((0...n).map { k in (k > 0 ? last[k - 1] : 0) + (k < n ? last[k] : 0) })
    }
    for inputs in 1...12 {
      for degree in 1...20 {
        let architecture = try Architecture(widths: [inputs, 2, 1], degree: degree)
        #expect(architecture.ambientDimension == pascal[degree + inputs - 1][inputs - 1])
      }
    }
  }

  @Test func ambientDimensionExceedsMachineWords() throws {
    let architecture = try Architecture(widths: [40, 2, 2, 1], degrees: [1000, 1000])
    #expect(architecture.ambientDimension.description.count > 150)
  }

  @Test func trailingZerosDoNotDistinguish() throws {
    #expect(
      try Architecture(widths: [2, 2, 1], activations: [.polynomial(coefficients: [0, 1, 1, 0])])
        == Architecture(widths: [2, 2, 1], activations: [.polynomial(coefficients: [0, 1, 1])]))
  }

  @Test func descriptions() throws {
    #expect(try Architecture(widths: [2, 3, 1], degree: 3).description == "(2,3,1), degrees 3")
    #expect(
      try Architecture(widths: [2, 3, 3, 1], degrees: [3, 2], hasBias: true).description
        == "(2,3,3,1), degrees 3,2, with biases")
  }
}

@Suite struct ArchitectureErrorTests {
  static let huge = 1 << 40
  static let cases: [([Int], [Activation], String)] = [
    ([], [], "a network needs at least 2 widths (inputs and outputs), but there are 0"),
    ([3], [], "a network needs at least 2 widths (inputs and outputs), but there is 1"),
    (
      [2, 0, 1], [.monomial(degree: 2)],
      "every width must be at least 1, but the width of layer 1 is 0"
    ),
    ([-2, 1], [], "every width must be at least 1, but the width of layer 0 is -2"),
    ([2, 3, 1], [], "there is 1 hidden layer, but 0 activations are given"),
    (
      [2, 3, 3, 1], [.monomial(degree: 2)],
      "there are 2 hidden layers, but 1 activation is given"
    ),
    ([2, 1], [.monomial(degree: 2)], "there are 0 hidden layers, but 1 activation is given"),
    (
      [2, 3, 1], [.monomial(degree: 0)],
      "the activation of layer 1 has degree 0, but it must be at least 1"
    ),
    (
      [2, 3, 3, 1], [.monomial(degree: 1), .hermite(degree: 0)],
      "the activation of layer 2 has degree 0, but it must be at least 1"
    ),
    (
      [2, 3, 1], [.polynomial(coefficients: [7, 0])],
      "the activation of layer 1 has degree 0, but it must be at least 1"
    ),
    (
      [2, 3, 1], [.polynomial(coefficients: [0, 0])],
      "the activation of layer 1 is zero, but its degree must be at least 1"
    ),
    (
      [2, 3, 1], [.hermite(degree: 1001)],
      "the Hermite activation of layer 1 has degree 1001, more than the limit of 1000"
    ),
    (
      [huge, huge, 1], [.monomial(degree: 2)],
      "the widths 1099511627776,1099511627776,1 give more parameters than a 64-bit number counts"
    ),
    (
      [1, 1, 1, 1, 1], Array(repeating: .monomial(degree: 1 << 30), count: 3),
      "the degrees 1073741824,1073741824,1073741824 multiply to more than a 64-bit number holds"
    ),
    (
      [2, 3_000_000_000, 1], [.monomial(degree: 2)],
      "the widths 2,3000000000,1 give 12000000001 parameters, more than the limit of 1073741824"
    ),
    (
      [2, 2, 2, 1], [.monomial(degree: 1 << 30), .monomial(degree: 1 << 29)],
      "the degrees 1073741824,536870912 multiply to 576460752303423488, "
        + "more than the limit of 288230376151711744"
    ),
    (
      [40_000, 1, 1], [.monomial(degree: 50_000)],
      "the polynomials of degree 50000 in 40000 inputs form a space whose dimension is too large; "
        + "one of the two numbers may be at most 32768"
    ),
    (
      [Int.max, 1], [],
      "the widths 9223372036854775807,1 give more parameters than a 64-bit number counts"
    ),
  ]

  @Test func tooManyLayers() {
    let error = #expect(throws: ArchitectureError.self) {
      _ = try Architecture(widths: Array(repeating: 1, count: 10_002), degree: 1)
    }
    #expect(
      error?.description == "the network has 10001 layers, more than the limit of 10000")
  }

  @Test(arguments: cases)
  func message(widths: [Int], activations: [Activation], expected: String) {
    let error = #expect(throws: ArchitectureError.self) {
      _ = try Architecture(widths: widths, activations: activations, hasBias: true)
    }
    #expect(error?.description == expected)
  }
}

import SingularLearning
import Testing

/// A label names one component.
@Suite struct ComponentLabelTests {
  @Test("two strata of (2,2,2,1), r = 3, that differ in the rank of J only")
  func ranksTellApart() throws {
    let strata = try rankStratification(of: Architecture(widths: [2, 2, 2, 1], degree: 3))
    let labels = strata.components.map(\.label)
    #expect(Set(labels).count == labels.count)
    let common =
      "redundant(1;1,2) & redundant(2;1,2) & rank W1 <= 1 & rank W2 <= 1 & codimension 3"
    #expect(labels.filter { $0.hasPrefix(common) } == [0, 1].map { "\(common) & rank J = \($0)" })
    // All others are as they were.
    #expect(labels.contains("inactive-out(2;2) & codimension 2"))
    #expect(labels.contains("redundant(2;1,2) & rank W2 <= 1 & codimension 2"))
  }

  @Test(
    "labels of a list are different, also those of all images, and none is 'exotic'",
    arguments: [
      ([2, 3, 2, 1], [Rational(0), 0, 0, 1], false), ([2, 3, 2, 2], [0, 0, 1], false),
      ([3, 4, 2], [0, 0, 1], false), ([2, 2, 3, 1], [0, 0, 0, 1], false),
      ([1, 2, 1], [0, 0, 1, 0, 1], true), ([1, 2, 1], [0, 1, 0, 0, 0, 1], false),
    ])
  func distinct(widths: [Int], coefficients: [Rational], bias: Bool) throws {
    let activation = Activation.polynomial(coefficients: coefficients)
    let architecture = try Architecture(
      widths: widths, activations: Array(repeating: activation, count: widths.count - 2),
      hasBias: bias)
    let locus = try criticalLocus(of: architecture)
    let labels = locus.components.map(\.label)
    #expect(Set(labels).count == labels.count, "\(labels)")
    #expect(!labels.contains { $0.contains("exotic") }, "\(labels)")
    var images: [CriticalComponent] = []
    for component in locus.components { images += try component.images(of: architecture) }
    #expect(Set(images.map(\.label)).count == images.count)
  }

  @Test("the label of an image names the neurons of the image")
  func images() throws {
    let architecture = try Architecture(widths: [3, 3, 2], degree: 2)
    let locus = try criticalLocus(of: architecture)
    let component = try #require(
      locus.components.first { $0.label == "outgoing columns (1;1),(1;3) proportional" })
    let images = try component.images(of: architecture)
    #expect(images.count == 3)
    for image in images {
      let pair = try #require(
        [[1, 2], [1, 3], [2, 3]].first {
          image.label == "outgoing columns (1;\($0[0])),(1;\($0[1])) proportional"
        }, "\(image.label)")
      let witness = try #require(image.witness)
      let (a, b) = (pair[0], pair[1])
      #expect(witness[2, 1, a] * witness[2, 2, b] == witness[2, 2, a] * witness[2, 1, b])
    }
    #expect(Set(images.map(\.label)).count == 3)
  }
}

import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Complete Jacobians against those of other programs.
@Suite struct JacobianReferenceTests {
  struct Reference: Decodable {
    struct Network: Decodable {
      let name: String
      let widths: [Int]
      let activations: [[String]]
      let bias: Bool
      let rows: [Label]
      let columns: [String]
      let jacobian: [[String]]
    }

    struct Label: Decodable {
      let output: Int
      let exponents: [Int]

      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        output = try container.decode(Int.self)
        exponents = try container.decode([Int].self)
      }
    }

    let networks: [Network]
  }

  static let networks: [Reference.Network] = {
    let data = try! Data(contentsOf: referenceDataURL("jacobians_sympy.json"))
    return try! JSONDecoder().decode(Reference.self, from: data).networks
  }()

  @Test(arguments: 0..<9)
  func equalsSymPy(index: Int) throws {
    let reference = Self.networks[index]
    let architecture = try Architecture(
      widths: reference.widths,
      activations: reference.activations.map {
        .polynomial(coefficients: $0.map { Rational($0)! })
      },
      hasBias: reference.bias)
    let jacobian = try architecture.jacobian()
    #expect(jacobian.columns == reference.columns)
    var expected: [String: [String]] = [:]
    for (label, entries) in zip(reference.rows, reference.jacobian) {
      expected["\(label.output) \(label.exponents)"] = entries
    }
    for (row, entries) in zip(jacobian.rows, jacobian.entries) {
      guard let texts = expected.removeValue(forKey: "\(row.output) \(row.exponents)") else {
        #expect(!entries.contains { !$0.isZero }, "\(reference.name): row \(row)")
        continue
      }
      let theirs = try texts.map { try jacobian.ring.parse($0) }
      #expect(entries == theirs, "\(reference.name) \(row)")
    }
    #expect(expected.isEmpty)
  }

  @Test(
    .enabled(if: ExternalProgram.singular != nil),
    arguments: [([2, 2, 2, 1], 3), ([3, 3, 1], 6)])
  func equalsSingular(widths: [Int], degree: Int) throws {
    let architecture = try Architecture(widths: widths, degree: degree)
    let jacobian = try architecture.jacobian()
    let entries = try singularJacobian(architecture, degree: degree)
    // The same ring up to the names.
    let ring = try PolynomialRing(
      coefficients: RationalField(),
      variables: (1...architecture.parameterCount).map { "p\($0)" })
    for (row, ours) in zip(jacobian.rows, jacobian.entries) {
      let theirs = try #require(entries[row.exponents])
      for (f, text) in zip(ours, theirs) {
        let g = try ring.parse(text)
        #expect(f.coefficients == g.coefficients)
        #expect(f.terms.map(\.exponents) == g.terms.map(\.exponents))
      }
    }
    #expect(entries.count == jacobian.rows.count)
  }

  /// By input exponents the derivatives of each coefficient, as Singular prints them.
  private func singularJacobian(
    _ architecture: Architecture, degree: Int
  ) throws -> [[Int]: [String]] {
    let count = architecture.parameterCount
    var values = architecture.inputNames
    for layer in 1...architecture.layerCount {
      values = (1...architecture.widths[layer]).map { row in
        let sum = values.indices.map { column in
          let index = architecture.parameterIndex(layer: layer, row: row, column: column + 1)
          return "p\(index + 1)*(\(values[column]))"
        }.joined(separator: "+")
        return layer == architecture.layerCount ? sum : "(\(sum))^\(degree)"
      }
    }
    let inputs = architecture.inputNames
    let script = """
      ring R=0,(\(inputs.joined(separator: ",")),p1\((2...count).map { ",p\($0)" }.joined())),dp;
      poly f=\(values[0]);
      matrix m=coef(f,\(inputs.joined(separator: "*")));
      int i,j; short=0;
      for(i=1;i<=ncols(m);i++) { print("M "+string(leadexp(m[1,i])));
        for(j=1;j<=\(count);j++) { print("E "+string(diff(m[2,i],var(\(inputs.count)+j)))); } }
      quit;
      """
    let output = try #require(ExternalProgram.singular).run(script)
    var entries: [[Int]: [String]] = [:]
    var key: [Int] = []
    for line in output.split(separator: "\n") {
      if line.hasPrefix("M ") {
        key = line.dropFirst(2).split(separator: ",").prefix(inputs.count).compactMap { Int($0) }
      } else if line.hasPrefix("E ") {
        entries[key, default: []].append(String(line.dropFirst(2)))
      }
    }
    return entries
  }
}

import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import Ideals
import Networks
import Polynomials

/// Why an ideal cannot be read: one line that names the file and the culprit.
public struct IdealSpecificationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// File, place, what was found and what was expected.
  public let description: String
  /// The limit that stopped reading, if that is the reason.
  public var stop: ComputationStopped?

  package init(description: String, stop: ComputationStopped? = nil) {
    self.description = description
    self.stop = stop
  }
}

/// An ideal as a file gives it: variables, monomial order, characteristic and generators.
///
/// Either JSON,
///
///     {"variables": ["x", "y"], "order": "degrevlex", "characteristic": 0, "generators": ["x*y - 1"]}
///
/// where only `generators` is required, or a plain list of polynomials separated by commas, semicolons
/// or line ends, with comments after `#` or `//` and optional lines `variables: x, y`, `order: lex` and
/// `characteristic: 7`. Without a list of variables these are the names that occur, in the order of
/// their first occurrence; `x[1]` is read as `x_1`. Orders are `lex`, `deglex` and `degrevlex`. A file whose
/// first two lines are names and a number, without a word, has the format of msolve: variables,
/// characteristic, and polynomials separated by commas.
public struct IdealSpecification: Hashable, Sendable {
  /// The names of the variables.
  public private(set) var variables: [String]
  /// The monomial order.
  public private(set) var order: MonomialOrder
  /// 0 or a prime.
  public private(set) var characteristic: UInt64
  /// The texts of the generators.
  public private(set) var generators: [String]
  private let name: String

  /// Reads the text of a file that messages call `name`; JSON when it starts with a brace.
  ///
  /// - Throws: what is wrong with the text, or the limit of `control` that stopped reading.
  public init(
    text: String, name: String, control: ComputationControl = ComputationControl()
  ) throws(IdealSpecificationError) {
    var reader = IdealSpecificationReader(name: name, control: control)
    if text.first(where: { !$0.isWhitespace }) == "{" {
      try reader.readJSON(text)
    } else {
      try reader.readLines(text)
    }
    self.name = name
    generators = reader.generators
    order = reader.order ?? .degreeReverseLexicographic
    characteristic = reader.characteristic ?? 0
    if let named = reader.variables { variables = named } else { variables = try reader.names() }
    if generators.isEmpty { throw reader.failure("expected at least one polynomial") }
  }

  /// The ideal over a field of the right characteristic.
  ///
  /// - Throws: what is wrong with a polynomial, or the limit of `control` that stopped reading.
  public func ideal<C: GroebnerField>(
    over field: C, limits: ParseLimits = ParseLimits(),
    control: ComputationControl = ComputationControl()
  ) throws(IdealSpecificationError) -> Ideal<C> {
    let ring: PolynomialRing<C>
    do {
      ring = try PolynomialRing(coefficients: field, variables: variables, order: order)
    } catch {
      throw IdealSpecificationError(description: "\(name): \(error)")
    }
    var polynomials: [Polynomial<C>] = []
    for (index, text) in generators.enumerated() {
      do {
        polynomials.append(try ring.parse(text, limits: limits, control: control))
      } catch {
        if case .stopped(let stop) = error.reason {
          throw IdealSpecificationError(description: "\(stop)", stop: stop)
        }
        throw IdealSpecificationError(description: "\(name): generator \(index + 1): \(error)")
      }
    }
    return Ideal(ring: ring, generators: polynomials)
  }
}

import AlgebraicStructures
import Computation
import Synchronization

/// A ring whose operations on variables are recorded, so that derivatives can be taken by reverse mode.
///
/// Elements are values with the position of the operation that made them. One ring records one evaluation.
struct RecordingRing<R: Ring>: Ring {
  /// A value, and the operation that made it; −1 for constants.
  struct Element: Hashable, Sendable {
    let value: R.Element
    let node: Int
  }

  /// The derivatives of one operation by its arguments; a missing argument has the position −1.
  private struct Operation: Sendable {
    let first: Int
    let firstSlope: R.Element
    let second: Int
    let secondSlope: R.Element
  }

  private final class Tape: Sendable {
    let operations = Mutex<[Operation]>([])
  }

  let base: R
  private let tape = Tape()

  init(_ base: R) { self.base = base }

  static func == (a: RecordingRing, b: RecordingRing) -> Bool { a.tape === b.tape }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(tape)) }

  var zero: Element { constant(base.zero) }
  var one: Element { constant(base.one) }
  var characteristic: UInt64 { base.characteristic }

  func constant(_ value: R.Element) -> Element { Element(value: value, node: -1) }

  func variable(_ value: R.Element) -> Element {
    record(value, -1, base.zero, -1, base.zero)
  }

  private func record(
    _ value: R.Element, _ first: Int, _ firstSlope: R.Element, _ second: Int,
    _ secondSlope: R.Element
  ) -> Element {
    let node = tape.operations.withLock { operations in
      operations.append(
        Operation(first: first, firstSlope: firstSlope, second: second, secondSlope: secondSlope))
      return operations.count - 1
    }
    return Element(value: value, node: node)
  }

  func add(_ a: Element, _ b: Element) -> Element {
    let sum = base.add(a.value, b.value)
    if a.node < 0 && b.node < 0 { return constant(sum) }
    return record(sum, a.node, base.one, b.node, base.one)
  }

  func negate(_ a: Element) -> Element {
    let value = base.negate(a.value)
    return a.node < 0
      ? constant(value) : record(value, a.node, base.negate(base.one), -1, base.zero)
  }

  func multiply(_ a: Element, _ b: Element) -> Element {
    let product = base.multiply(a.value, b.value)
    if a.node < 0 && b.node < 0 { return constant(product) }
    return record(product, a.node, b.value, b.node, a.value)
  }

  /// A variable is not zero, whatever its value is: its derivatives count.
  func isZero(_ a: Element) -> Bool { a.node < 0 && base.isZero(a.value) }

  func callAsFunction(_ n: Int) -> Element { constant(base(n)) }

  /// Only constants are divided by constants.
  func dividedExactly(_ a: Element, by b: Element) -> Element? {
    a.node < 0 && b.node < 0 ? base.dividedExactly(a.value, by: b.value).map(constant) : nil
  }

  /// The inverse of a value, whose derivative is −1/a².
  func inverse(_ a: Element) -> Element? {
    guard let value = base.inverse(a.value) else { return nil }
    if a.node < 0 { return constant(value) }
    return record(value, a.node, base.negate(base.multiply(value, value)), -1, base.zero)
  }

  /// The derivatives of an element by variables.
  func derivatives(of element: Element, by variables: [Element]) -> [R.Element] {
    derivatives(of: [(element, base.one)], by: variables)
  }

  /// The derivatives of Σ c·e over pairs (e, c) of elements and coefficients by variables.
  func derivatives(
    of combination: some Sequence<(Element, R.Element)>, by variables: [Element]
  ) -> [R.Element] {
    tape.operations.withLock { operations in
      let pairs = combination.filter { $0.0.node >= 0 }
      let count = (pairs.map(\.0.node).max() ?? -1) + 1
      var cotangents = [R.Element](repeating: base.zero, count: count)
      for (element, coefficient) in pairs {
        cotangents[element.node] = base.add(cotangents[element.node], coefficient)
      }
      for node in cotangents.indices.reversed() where !base.isZero(cotangents[node]) {
        let (operation, cotangent) = (operations[node], cotangents[node])
        if operation.first >= 0 {
          base.addProduct(cotangent, operation.firstSlope, to: &cotangents[operation.first])
        }
        if operation.second >= 0 {
          base.addProduct(cotangent, operation.secondSlope, to: &cotangents[operation.second])
        }
      }
      return variables.map { $0.node < cotangents.count ? cotangents[$0.node] : base.zero }
    }
  }
}

import AlgebraicStructures
import CGMP
import Computation

extension Integer: SignedNumeric {
  /// The integer with the given literal, of any size.
  @inlinable
  public init(integerLiteral value: StaticBigInt) {
    if value.bitWidth <= Int.bitWidth {
      self.init(Int(bitPattern: value[0]))
    } else {
      self.init(wide: value)
    }
  }

  /// The integer `n`; never `nil`.
  public init?(exactly n: some BinaryInteger) { self.init(n) }

  /// The absolute value.
  @inlinable
  public var magnitude: Integer { isNegative ? -self : self }

  /// The sum.
  @inlinable
  public static func + (x: Integer, y: Integer) -> Integer {
    if case .small(let a) = x.storage, case .small(let b) = y.storage {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return Integer(sum) }
    }
    return addSlowly(x, y)
  }

  /// The difference.
  @inlinable
  public static func - (x: Integer, y: Integer) -> Integer {
    if case .small(let a) = x.storage, case .small(let b) = y.storage {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow { return Integer(difference) }
    }
    return subtractSlowly(x, y)
  }

  /// The product.
  @inlinable
  public static func * (x: Integer, y: Integer) -> Integer {
    if case .small(let a) = x.storage, case .small(let b) = y.storage {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow { return Integer(product) }
    }
    return multiplySlowly(x, y)
  }

  /// The additive inverse.
  @inlinable
  public static prefix func - (x: Integer) -> Integer {
    if case .small(let a) = x.storage, a != .min { return Integer(-a) }
    return subtractSlowly(.zero, x)
  }

  /// Adds in place; a large unshared value keeps its memory.
  @inlinable
  public static func += (x: inout Integer, y: Integer) {
    if case .small(let a) = x.storage, case .small(let b) = y.storage {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow {
        x = Integer(sum)
        return
      }
    }
    x.formSumSlowly(y)
  }

  /// Subtracts in place; a large unshared value keeps its memory.
  @inlinable
  public static func -= (x: inout Integer, y: Integer) {
    if case .small(let a) = x.storage, case .small(let b) = y.storage {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow {
        x = Integer(difference)
        return
      }
    }
    x.formDifferenceSlowly(y)
  }

  /// Multiplies in place; a large unshared value keeps its memory.
  @inlinable
  public static func *= (x: inout Integer, y: Integer) {
    if case .small(let a) = x.storage, case .small(let b) = y.storage {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow {
        x = Integer(product)
        return
      }
    }
    x.formProductSlowly(y)
  }

  /// Adds a · b in place, without a temporary for the product when this value is large and unshared.
  @inlinable
  public mutating func addProduct(_ a: Integer, _ b: Integer) {
    if case .small(let t) = storage, case .small(let x) = a.storage, case .small(let y) = b.storage
    {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow {
        let (sum, overflow) = t.addingReportingOverflow(product)
        if !overflow {
          self = Integer(sum)
          return
        }
      }
    }
    addProductSlowly(a, b)
  }

  /// Subtracts a · b in place, without a temporary for the product when this value is large and
  /// unshared.
  @inlinable
  public mutating func subtractProduct(_ a: Integer, _ b: Integer) {
    if case .small(let t) = storage, case .small(let x) = a.storage, case .small(let y) = b.storage
    {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow {
        let (difference, overflow) = t.subtractingReportingOverflow(product)
        if !overflow {
          self = Integer(difference)
          return
        }
      }
    }
    subtractProductSlowly(a, b)
  }
}

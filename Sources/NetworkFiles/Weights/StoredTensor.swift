import Computation
import Networks

/// An array of numbers as a weight file holds it.
public struct StoredTensor: Hashable, Sendable {
  /// The name in the file; empty in a `.npy` file, which holds a single array.
  public let name: String
  /// The extents; empty for a single number.
  public let shape: [Int]
  /// The type of the numbers in the file.
  public let type: FloatingPointType
  /// The numbers, last index fastest, whatever order the file had.
  public let values: [Double]
  /// Whether the file has integers or truth values here, which are exact; `type` is then `float64`.
  public let holdsIntegers: Bool

  /// A tensor; traps unless the number of values is the product of the shape, of at most 64 extents.
  public init(
    name: String, shape: [Int], type: FloatingPointType, values: [Double],
    holdsIntegers: Bool = false
  ) {
    require(
      elementCount(shape) == values.count,
      "a tensor of shape \(shape) with \(values.count) values")
    self.name = name
    self.shape = shape
    self.type = type
    self.values = values
    self.holdsIntegers = holdsIntegers
  }
}

/// An entry of a weight file whose numbers cannot be weights: of another type, or not all finite.
///
/// It does no harm in a file of which other entries are read.
public struct UnusableTensor: Hashable, Sendable {
  /// The name in the file.
  public let name: String
  /// The extents; `nil` if not even these are known.
  public let shape: [Int]?
  /// Why it cannot be read.
  public let problem: SpecificationError
}

/// The product of the extents, or `nil` if it overflows, one is negative, or there are more than 64, the
/// limit of NumPy.
func elementCount(_ shape: [Int]) -> Int? {
  guard shape.count <= 64 else { return nil }
  var count = 1
  for extent in shape {
    let (product, overflows) = count.multipliedReportingOverflow(by: extent)
    if extent < 0 || overflows { return nil }
    count = product
  }
  return count
}

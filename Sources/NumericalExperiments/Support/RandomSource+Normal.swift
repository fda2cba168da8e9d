import ExactArithmetic
import Foundation

extension RandomSource {
  /// A uniform number in [0, 1) with 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A standard normal number, by the polar method of Marsaglia.
  ///
  /// The second number of each pair is dropped, so that the source has no hidden state.
  public mutating func normal() -> Double {
    while true {
      let (u, v) = (2 * uniform() - 1, 2 * uniform() - 1)
      let s = u * u + v * v
      if s < 1 && s > 0 { return u * (-2 * log(s) / s).squareRoot() }
    }
  }

  /// `count` standard normal numbers times `scale`.
  public mutating func normals(_ count: Int, scale: Double = 1) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for i in result.indices { result[i] = scale * normal() }
    return result
  }
}

import CKernels

/// A modulus as the floating-point kernels see it: how factors are split and how many products may
/// be summed before a reduction.
///
/// Centred residues have absolute value at most h = p/2 + 2 (the 2 allows for the rounding of the
/// quotient). A sum of k products is exact in a double while it stays below 2⁵³. For p up to about
/// 2²⁴ that leaves k ≥ 128; for larger p one factor is split as high · 2¹⁵ + low, which costs two
/// matrix products instead of one and allows k ≥ 255 for every p < 2³¹.
struct ModularArithmeticBounds {
  let kernel: slt_modulus
  /// The number of products that may be summed; at least 128.
  let productsPerReduction: Int

  var splits: Bool { kernel.high_unit != 0 }

  init(modulus: UInt32) {
    let p = Double(modulus)
    let h = p / 2 + 2
    let unit = 32768.0
    let limit = 0x1p53 - 2 * p - unit * h - h
    let plain = limit / (h * h)
    let splits = plain < 128
    let high = h / unit + 1
    let low = unit / 2
    productsPerReduction = Int(min(splits ? limit / (h * max(high, low)) : plain, 65_536))
    kernel = slt_modulus(p: p, reciprocal: 1 / p, high_unit: splits ? unit : 0)
  }
}

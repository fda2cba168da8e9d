import CKernels

/// The instruction sets for which the modular kernels are compiled.
///
/// Results do not depend on it.
public enum InstructionSet: Int32, CaseIterable, Comparable, Hashable, Sendable {
  /// What every processor of the architecture has.
  case baseline = 0
  /// x86-64 with AVX2 and FMA.
  case avx2 = 1
  /// x86-64 with the AVX-512 F, BW, DQ and VL extensions.
  case avx512 = 2

  /// The best one of this processor; the environment variable `SLT_ISA` (0, 1 or 2, read once)
  /// lowers it.
  public static let available = InstructionSet(rawValue: slt_isa_available()) ?? .baseline

  /// Order by capability.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// A computer algebra system, or LaTeX, that the Jacobian of a network can be written for.
public enum ExportSystem: String, CaseIterable, Hashable, Sendable {
  /// Singular 4.
  case singular
  /// Macaulay2; variables become indexed, `w_(1,2,1)`, because names must not contain underscores.
  case macaulay2
  /// SageMath, as a `.sage` script.
  case sage
  /// OSCAR, in Julia.
  case oscar
  /// Magma.
  case magma
  /// LaTeX with amsmath: a fragment, not a whole document.
  case latex
  /// SymPy, as a Python script.
  case sympy
}

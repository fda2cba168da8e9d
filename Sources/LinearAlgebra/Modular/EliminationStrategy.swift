/// How a modular elimination is carried out.
///
/// Every strategy gives the same ranks and the same pivot columns; only the time and the memory
/// differ.
///
/// A different kernel is added as a further case here and chosen in `tuned`.
public struct EliminationStrategy: Hashable, Sendable {
  /// Columns eliminated at a time; the rest of the matrix is updated once per panel.
  public var panelWidth: Int
  /// Columns below which a panel is eliminated by simple loops instead of recursion; 1 to 64.
  public var baseWidth: Int
  /// The instruction set of the loops; lowered to what the processor has.
  public var instructionSet: InstructionSet

  /// A strategy with all its parameters.
  public init(panelWidth: Int, baseWidth: Int, instructionSet: InstructionSet = .available) {
    self.panelWidth = max(panelWidth, 1)
    self.baseWidth = min(max(baseWidth, 1), 64)
    self.instructionSet = min(instructionSet, .available)
  }

  /// The dispatch: the fastest known strategy for a matrix of this shape.
  ///
  /// Tuned on an AMD EPYC (Zen 4 class, AVX-512) with OpenBLAS 0.3.21.
  public static func tuned(rowCount: Int, columnCount: Int) -> Self {
    let width = min(rowCount, columnCount)
    return Self(panelWidth: width <= 400 ? max(columnCount, 1) : 256, baseWidth: 8)
  }
}

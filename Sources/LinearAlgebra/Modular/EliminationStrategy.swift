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
  /// Wide panels make the updates efficient, narrow ones keep the elimination within a panel cheap.
  /// A matrix much wider than high usually has its rank in the first columns; one panel of these
  /// then spares the update of all others. Tuned in November 2026 on an AMD EPYC (Zen 4 class,
  /// AVX-512) with OpenBLAS 0.3.21.
  public static func tuned(rowCount: Int, columnCount: Int) -> Self {
    let size = min(rowCount, columnCount)
    let panelWidth =
      switch size {
      case ...60: max(size, 1)
      case ...500 where columnCount >= 2 * rowCount: rowCount + 16
      case ...500: 32
      case ...1200: 64
      case ...2500: 128
      default: 256
      }
    return Self(panelWidth: panelWidth, baseWidth: 8)
  }
}

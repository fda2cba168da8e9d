import CriticalLoci
import ExactArithmetic
import Networks
import NumericalExperiments

/// A network to be drawn: its neurons in layers, with the inactive and redundant ones marked.
struct NetworkDrawing {
  /// The shape.
  let architecture: Architecture
  /// What the drawing shows, as a short name.
  let title: String
  /// What is marked.
  let operations: [SubnetworkOperation]
  /// The marks of the neurons of the hidden layers.
  private(set) var marks: [[Mark]]
  /// Whether the weight of an edge is zero; layers, rows and columns from 0.
  private var isZero: [[[Bool]]]

  /// A general network on which the operations hold.
  init(_ architecture: Architecture, operations: [SubnetworkOperation] = [], title: String) {
    self.architecture = architecture
    self.title = title
    self.operations = operations
    marks = architecture.widths.dropFirst().dropLast().map { Array(repeating: .active, count: $0) }
    isZero = (1...architecture.layerCount).map { layer in
      Array(
        repeating: Array(repeating: false, count: architecture.widths[layer - 1]),
        count: architecture.widths[layer])
    }
    for operation in operations {
      for neuron in operation.neurons { apply(operation, layer: operation.layer, neuron: neuron) }
    }
  }

  /// A network at given weights.
  init(_ diagnosis: Diagnosis, title: String) {
    let network = diagnosis.network
    self.init(network.architecture, operations: diagnosis.conditions, title: title)
    isZero = network.matrices.map { $0.map { $0.map(\.isZero) } }
  }

  /// A network at floating-point weights, with the neurons that are inactive or redundant at a tolerance.
  init(_ diagnosis: NumericalDiagnosis, title: String) {
    self.init(
      diagnosis.network.architecture, operations: diagnosis.conditions, title: title)
  }

  private mutating func apply(_ operation: SubnetworkOperation, layer: Int, neuron: Int) {
    switch operation {
    case .redundant, .mixed:
      if marks[layer - 1][neuron - 1] == .active { marks[layer - 1][neuron - 1] = .redundant }
    case .inactiveIn:
      marks[layer - 1][neuron - 1] = .inactive
      isZero[layer - 1][neuron - 1] = isZero[layer - 1][neuron - 1].map { _ in true }
    case .inactiveOut:
      marks[layer - 1][neuron - 1] = .inactive
      for row in isZero[layer].indices { isZero[layer][row][neuron - 1] = true }
    }
  }

  /// Whether the weight from neuron `column` of the layer before to neuron `row` of layer `layer` is zero;
  /// all counted from 1.
  func hasZeroWeight(layer: Int, row: Int, column: Int) -> Bool {
    isZero[layer - 1][row - 1][column - 1]
  }

  /// The style of a figure with this drawing, so that shallow networks are not drawn too large.
  var figureClass: String { architecture.layerCount <= 2 ? "drawing small" : "drawing" }

  /// The mark of a neuron of any layer; inputs and outputs are active.
  func mark(layer: Int, neuron: Int) -> Mark {
    layer >= 1 && layer < architecture.layerCount ? marks[layer - 1][neuron - 1] : .active
  }
}

import AlgebraicStructures
import Computation
import ExactArithmetic

/// The neurons of one hidden layer as functions σ(l_i + c_i) of what the layer before computes: linear
/// forms l_i and numbers c_i.
///
/// c_i is the bias. Without biases it is what constant neurons of the layer before contribute, if σ(0) ≠ 0
/// there: such neurons act as biases.
struct LayerFunctions<F: WeightField> {
  let field: F
  let symmetry: ActivationSymmetry
  let hasBias: Bool
  /// The weights from inputs that are not constant; those from constant inputs are zero here.
  let forms: [[F.Element]]
  let offsets: [F.Element]
  /// Whether some outgoing weight is not zero.
  let isUsed: [Bool]
  /// The values of the neurons with l_i = 0.
  let constants: [F.Element?]

  /// The functions of a layer.
  ///
  /// - Parameter inputConstants: Values of the neurons before, where they are constant, not zero, and the
  ///   network has no biases; `nil` for others.
  init(
    rows: [[F.Element]], biases: [F.Element]?, next: [[F.Element]], activation: Activation,
    inputConstants: [F.Element?], over field: F
  ) {
    self.field = field
    symmetry = ActivationSymmetry(activation)
    hasBias = biases != nil
    isUsed = rows.indices.map { i in next.contains { !$0[i].isZero } }
    if inputConstants.contains(where: { $0 != nil }) {
      forms = rows.map { row in zip(row, inputConstants).map { $1 == nil ? $0 : field.zero } }
      offsets = rows.map { row in
        zip(row, inputConstants).reduce(field.zero) { sum, item in
          item.1.map { field.add(sum, field.multiply(item.0, $0)) } ?? sum
        }
      }
    } else {
      forms = rows
      offsets = biases ?? rows.map { _ in field.zero }
    }
    constants = zip(forms, offsets).map { form, offset in
      form.allSatisfy(\.isZero) ? activation.value(at: offset, over: field) : nil
    }
  }

  /// The center of the activation.
  var center: F.Element { field.constant(symmetry.center) }

  /// The values of constant neurons that act as biases of the next layer.
  var outputConstants: [F.Element?] {
    constants.map { value in hasBias ? nil : value.flatMap { $0.isZero ? nil : $0 } }
  }

  /// The neurons in use whose constant values can take further constants, in networks without biases.
  var constantNeurons: [Int] {
    outputConstants.indices.filter { isUsed[$0] && outputConstants[$0] != nil }
  }

  /// Whether a constant function can be added to what the next layer sees.
  var takesConstants: Bool { hasBias || !constantNeurons.isEmpty }

  /// For each neuron whether it is constant and the constant can go elsewhere: it is zero, there are biases,
  /// or another neuron is constant.
  var isRemovableConstant: [Bool] {
    let takers = constantNeurons
    return constants.indices.map { i in
      guard let value = constants[i] else { return false }
      return value.isZero || hasBias || takers.contains { $0 != i }
    }
  }

  /// The neurons that are neither unused nor removable constants.
  var activeNeurons: [Int] {
    let removable = isRemovableConstant
    return forms.indices.filter { isUsed[$0] && !removable[$0] }
  }
}

extension LayerFunctions {
  /// A set of neurons that compute the same function up to factors and constants that can go elsewhere.
  struct RedundancyClass {
    /// At least two, increasing.
    var members: [Int]
    /// For each member s with l = s·l₀, c − κ = s·(c₀ − κ) for a common l₀, c₀.
    var scales: [F.Element]
  }

  /// The classes among the neurons that are used and not constant.
  var redundancyClasses: [RedundancyClass] {
    let relation = symmetry.relation(takesConstants: takesConstants)
    // The value of a linear function of neurons can be taken whatever its offset is.
    let ignoresOffsets = symmetry.kind == .linear && takesConstants
    var positions: [[F.Element]: Int] = [:]
    var classes: [RedundancyClass] = []
    for i in forms.indices where isUsed[i] {
      guard let leading = forms[i].first(where: { !$0.isZero }) else { continue }
      let scale: F.Element =
        switch relation {
        case .proportional: leading
        case .opposite: field.orientation(of: leading) < 0 ? field.negate(field.one) : field.one
        case .equal: field.one
        }
      let row = forms[i] + (ignoresOffsets ? [] : [field.subtract(offsets[i], center)])
      let key = scale.isOne ? row : row.map { field.quotient($0, scale) }
      if let position = positions[key] {
        classes[position].members.append(i)
        classes[position].scales.append(scale)
      } else {
        positions[key] = classes.count
        classes.append(RedundancyClass(members: [i], scales: [scale]))
      }
    }
    return classes.filter { $0.members.count > 1 }
  }

  /// a and b in (function of neuron k) = a·(function of neuron i) + b, for neurons of one class where row k is
  /// `factor` times row i.
  func relation(of k: Int, to i: Int, factor: F.Element) -> (factor: F.Element, constant: F.Element)
  {
    guard symmetry.kind == .linear else {
      return (
        symmetry.outputFactor(factor, over: field), symmetry.outputConstant(factor, over: field)
      )
    }
    let slope = field.constant(symmetry.activation.coefficients[1])
    let (u, v) = (field.subtract(offsets[i], center), field.subtract(offsets[k], center))
    return (factor, field.multiply(slope, field.subtract(v, field.multiply(factor, u))))
  }
}

import AlgebraicStructures
import Computation

/// A convolution over one or two dimensions, as a cross-correlation: output channel c at position p is
/// Σ k[c, d, j]·x[d, sp + j] over input channels d and places j of the kernel, s being the stride.
///
/// A vector is a line with one channel.
public struct ConvolutionLayer: ModelLayer {
  /// What happens at the ends.
  public enum Padding: String, Hashable, Sendable, CaseIterable {
    /// Only places where the whole kernel fits.
    case valid
    /// Zeros on both sides, so that stride 1 keeps the length; one more behind where they do not halve.
    case same
    /// Positions are taken modulo the length, and the kernel begins at its own.
    case circular
  }

  /// The number of output channels.
  public let channels: Int
  /// The extent of the kernel: one or two numbers; one number is a square kernel over two dimensions.
  public let kernel: [Int]
  /// The step from one position to the next, in each direction.
  public let stride: Int
  /// What happens at the ends.
  public let padding: Padding
  /// Whether each output channel has a bias.
  public let hasBias: Bool
  /// The layer whose kernels are used.
  public let sharing: LayerSharing?

  /// A convolution.
  public init(
    channels: Int = 1, kernel: [Int], stride: Int = 1, padding: Padding = .valid,
    hasBias: Bool = false, sharing: LayerSharing? = nil
  ) {
    self.channels = channels
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.hasBias = hasBias
    self.sharing = sharing
  }

  /// `convolution`.
  public var kind: String { "convolution" }
  /// For example `convolution, kernel 3, 2 channels, stride 2, same padding`.
  public var title: String {
    "convolution, kernel \(kernel.map(String.init).joined(separator: " x ")), "
      + counted(channels, "channel", "channels") + (stride == 1 ? "" : ", stride \(stride)")
      + (padding == .valid ? "" : ", \(padding.rawValue) padding") + (hasBias ? ", biases" : "")
      + (sharing.map { ", kernels of layer \($0.layer)" } ?? "")
  }

  /// The input as height × width with channels, a line having height 1.
  private struct Rectangle {
    let height: Int
    let width: Int
    let channels: Int
    let isLine: Bool
  }

  private func rectangle(_ input: LayerShape) -> Rectangle? {
    switch input {
    case .vector(let count): Rectangle(height: 1, width: count, channels: 1, isLine: true)
    case .sequence(let length, let channels):
      Rectangle(height: 1, width: length, channels: channels, isLine: true)
    case .grid(let height, let width, let channels):
      Rectangle(height: height, width: width, channels: channels, isLine: false)
    case .tokens: nil
    }
  }

  /// The kernel over both dimensions of the input.
  private func extents(isLine: Bool) -> (height: Int, width: Int) {
    isLine ? (1, kernel[0]) : kernel.count == 1 ? (kernel[0], kernel[0]) : (kernel[0], kernel[1])
  }

  private func outputLength(_ length: Int, kernel: Int) -> Int {
    padding == .valid ? (length - kernel) / stride + 1 : (length - 1) / stride + 1
  }

  /// The shape behind the layer.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    guard let rectangle = rectangle(input) else {
      throw LayerMismatch("", expected: "a line or a rectangle of values", found: "\(input)")
    }
    guard channels >= 1 else {
      throw LayerMismatch("channels", expected: "at least 1", found: "\(channels)")
    }
    guard stride >= 1 else {
      throw LayerMismatch("stride", expected: "at least 1", found: "\(stride)")
    }
    guard kernel.count == 1 || (kernel.count == 2 && !rectangle.isLine) else {
      throw LayerMismatch(
        "kernel", expected: rectangle.isLine ? "one number" : "one or two numbers",
        found: "\(kernel.count)")
    }
    let (height, width) = extents(isLine: rectangle.isLine)
    for (extent, length) in [(height, rectangle.height), (width, rectangle.width)]
    where extent < 1 || extent > length {
      throw LayerMismatch(
        "kernel", expected: "an extent from 1 to \(length)", found: "\(extent)")
    }
    if hasBias, sharing != nil {
      throw LayerMismatch("bias", expected: "no biases in a tied convolution", found: "some")
    }
    let rows = outputLength(rectangle.height, kernel: height)
    let columns = outputLength(rectangle.width, kernel: width)
    return rectangle.isLine
      ? .sequence(length: columns, channels: channels)
      : .grid(height: rows, width: columns, channels: channels)
  }

  private func kernelSize(_ rectangle: Rectangle) -> Int {
    let (height, width) = extents(isLine: rectangle.isLine)
    return Saturating.product(Saturating.product(height, width), rectangle.channels)
  }

  /// The number of entries of its matrices, kernels or coefficients.
  public func parameterCount(for input: LayerShape) -> Int {
    guard let rectangle = rectangle(input) else { return 0 }
    return Saturating.product(channels, Saturating.sum(kernelSize(rectangle), hasBias ? 1 : 0))
  }

  /// `k1_2_1_3`: output channel 2, input channel 1, place 3 of the kernel, over two dimensions row and column; `b1_2`: the
  /// bias of channel 2, after its kernels.
  public func parameterNames(for input: LayerShape, number: Int) -> [String] {
    guard let rectangle = rectangle(input) else { return [] }
    let (height, width) = extents(isLine: rectangle.isLine)
    return (1...channels).flatMap { output in
      (1...rectangle.channels).flatMap { channel in
        (1...height).flatMap { row in
          (1...width).map { column in
            "k\(number)_\(output)_\(channel)" + (rectangle.isLine ? "" : "_\(row)") + "_\(column)"
          }
        }
      } + (hasBias ? ["b\(number)_\(output)"] : [])
    }
  }

  /// For each output position the places of the kernel with the positions of the input they meet.
  private func meetings(_ rectangle: Rectangle) -> [[(place: Int, position: Int)]] {
    let (height, width) = extents(isLine: rectangle.isLine)
    let vertical = steps(rectangle.height, kernel: height)
    let horizontal = steps(rectangle.width, kernel: width)
    return vertical.flatMap { rows in
      horizontal.map { columns in
        rows.flatMap { row in
          columns.map { column in
            (row.place * width + column.place, row.position * rectangle.width + column.position)
          }
        }
      }
    }
  }

  /// The same over one dimension.
  private func steps(_ length: Int, kernel: Int) -> [[(place: Int, position: Int)]] {
    let count = outputLength(length, kernel: kernel)
    let missing = padding == .same ? max((count - 1) * stride + kernel - length, 0) : 0
    return (0..<count).map { step in
      (0..<kernel).compactMap { place in
        let position = step * stride + place - missing / 2
        if padding == .circular { return (place, position % length) }
        return (0..<length).contains(position) ? (place, position) : nil
      }
    }
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    guard let rectangle = rectangle(input) else { return nil }
    let meetings = meetings(rectangle)
    let area = rectangle.height * rectangle.width
    let size = kernelSize(rectangle)
    let places = size / rectangle.channels
    var result: [R.Element] = []
    result.reserveCapacity(channels * meetings.count)
    for output in 0..<channels {
      let start = output * (size + (hasBias ? 1 : 0))
      for meeting in meetings {
        var sum = hasBias ? parameters[start + size] : ring.zero
        for channel in 0..<rectangle.channels {
          for (place, position) in meeting {
            ring.addProduct(
              parameters[start + channel * places + place], values[channel * area + position],
              to: &sum)
          }
        }
        result.append(sum)
      }
    }
    return result
  }

  /// The products with the transposed derivative, without recording.
  public func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    guard let rectangle = rectangle(input) else { return nil }
    let meetings = meetings(rectangle)
    let area = rectangle.height * rectangle.width
    let size = kernelSize(rectangle)
    let places = size / rectangle.channels
    return cotangents.map { cotangent in
      var inputs = [R.Element](repeating: ring.zero, count: values.count)
      var gradient = [R.Element](repeating: ring.zero, count: parameters.count)
      for output in 0..<channels {
        let start = output * (size + (hasBias ? 1 : 0))
        for (index, meeting) in meetings.enumerated() {
          let factor = cotangent[output * meetings.count + index]
          if ring.isZero(factor) { continue }
          if hasBias { gradient[start + size] = ring.add(gradient[start + size], factor) }
          for channel in 0..<rectangle.channels {
            for (place, position) in meeting {
              let weight = start + channel * places + place
              let value = channel * area + position
              ring.addProduct(factor, values[value], to: &gradient[weight])
              ring.addProduct(factor, parameters[weight], to: &inputs[value])
            }
          }
        }
      }
      return LayerCotangent(input: inputs, parameters: gradient)
    }
  }

  /// The kernels of a channel make it, and take up changes of the input channels.
  public func symmetries(for input: LayerShape) -> LayerSymmetries {
    var result = LayerSymmetries()
    guard let rectangle = rectangle(input) else { return result }
    let size = kernelSize(rectangle)
    let places = size / rectangle.channels
    let stride = size + (hasBias ? 1 : 0)
    result.produced = (0..<channels).map { Array($0 * stride..<($0 + 1) * stride) }
    result.mixable = [0..<channels]
    if hasBias { result.shifted = (0..<channels).map { $0 * stride + size } }
    // Zeros around the input are not raised with it.
    if hasBias, padding != .same || places == 1 {
      result.absorbed = (0..<rectangle.channels).map { channel in
        (0..<channels).flatMap { output in
          (0..<places).map {
            .init(
              target: output * stride + size, source: output * stride + channel * places + $0,
              coefficient: -1)
          }
        }
      }
    }
    result.consumed = (0..<rectangle.channels).map { channel in
      (0..<channels).flatMap { output in
        (0..<places).map { output * stride + channel * places + $0 }
      }
    }
    if case .vector(let count) = input, count > 1 {
      // The values of the vector are not channels of the convolution.
      result.takenJointly = result.consumed[0].map { ($0, -1) }
      result.consumed = []
      result.absorbedJointly = result.absorbed.first ?? []
      result.absorbed = []
    }
    return result
  }

  /// With other channels, if the kernels are its own.
  public func withOutputChannels(_ count: Int) -> (any ModelLayer)? {
    sharing == nil
      ? ConvolutionLayer(
        channels: count, kernel: kernel, stride: stride, padding: padding, hasBias: hasBias) : nil
  }
}

import Computation
import Networks

private let numpyMagic: [UInt8] = [0x93] + Array("NUMPY".utf8)

/// Reads a `.npy` array; one that is whole but of another type is unusable.
func readNumpyArray(
  _ bytes: ArraySlice<UInt8>, name: String, at place: FilePlace
) throws(SpecificationError) -> WeightFileEntry {
  var reader = ByteReader(bytes)
  guard let magic = reader.take(6), Array(magic) == numpyMagic,
    let version = reader.unsigned(bytes: 1), reader.take(1) != nil
  else { throw place.failure("a NumPy array", "bytes that do not start like one") }
  guard (1...3).contains(version) else {
    throw place.failure("version 1, 2 or 3 of the NumPy format", "version \(version)")
  }
  guard let length = reader.length(bytes: version == 1 ? 2 : 4),
    let text = reader.take(length)
  else { throw place.failure("a whole NumPy header", "the end of the file") }
  func unusable(_ shape: [Int]?, _ problem: SpecificationError) -> WeightFileEntry {
    .unusable(UnusableTensor(name: name, shape: shape, problem: problem))
  }
  // Types with several fields have headers of another form.
  guard let header = NumpyHeader(text) else {
    return unusable(
      nil,
      place.failure(
        "a NumPy header with 'descr' (a simple type), 'fortran_order' and 'shape'",
        "'\(printed(String(decoding: text.prefix(200), as: UTF8.self)))'"))
  }
  guard let (type, isBigEndian) = numberType(header.descriptor) else {
    return unusable(
      header.shape,
      place.failure(
        "floating-point numbers or integers ('<f2', '<f4', '<f8', '<i8')",
        "'\(printed(header.descriptor))'"))
  }
  guard let count = elementCount(header.shape), count <= WeightFile.maximumBytes / type.byteCount
  else {
    throw place.failure(
      "an array of at most \(WeightFile.maximumBytes >> 20) MiB", "shape \(shapeText(header.shape))"
    )
  }
  guard reader.remaining == count * type.byteCount, let data = reader.take(reader.remaining)
  else {
    throw place.failure(
      "\(count * type.byteCount) bytes for \(count) numbers of shape \(shapeText(header.shape))",
      "\(reader.remaining)")
  }
  let entry: WeightFileEntry
  switch type {
  case .floating(let type):
    entry = WeightFileEntry(
      StoredTensor(
        name: name, shape: header.shape, type: type,
        values: decodeNumbers(data, as: type, bigEndian: isBigEndian)), at: place)
  case .integers(let type):
    entry = WeightFileEntry(
      name: name, shape: header.shape, integers: data, as: type, bigEndian: isBigEndian, at: place)
  }
  guard header.isFortranOrder, case .tensor(let tensor) = entry else { return entry }
  return .tensor(
    StoredTensor(
      name: name, shape: tensor.shape, type: tensor.type,
      values: rowMajor(tensor.values, shape: tensor.shape), holdsIntegers: tensor.holdsIntegers))
}

/// Reads a `.npy` array of integers or truth values; `nil` for one of another type, or in another form.
///
/// - Throws: For an array of integers that is not whole, or not all below 2⁶³.
func readNumpyIntegers(
  _ bytes: ArraySlice<UInt8>, at place: FilePlace
) throws(SpecificationError) -> (values: [Int], shape: [Int])? {
  var reader = ByteReader(bytes)
  guard reader.take(6).map({ Array($0) == numpyMagic }) ?? false,
    let version = reader.unsigned(bytes: 1), reader.take(1) != nil,
    let length = reader.length(bytes: version == 1 ? 2 : 4), let text = reader.take(length),
    let header = NumpyHeader(text),
    case (.integers(let type), let isBigEndian)? = numberType(header.descriptor)
  else { return nil }
  guard let count = elementCount(header.shape), count <= WeightFile.maximumBytes / type.byteCount,
    reader.remaining == count * type.byteCount, let data = reader.take(reader.remaining)
  else {
    throw place.failure(
      "the numbers of shape \(shapeText(header.shape))", "\(reader.remaining) bytes")
  }
  let (values, tooLarge) = decodeIntegers(data, as: type, bigEndian: isBigEndian)
  if let tooLarge { throw place.failure("numbers below 2^63", "\(tooLarge)") }
  return (header.isFortranOrder ? rowMajor(values, shape: header.shape) : values, header.shape)
}

/// How an array stores its numbers.
private enum NumpyNumbers {
  case floating(FloatingPointType)
  case integers(IntegerType)

  var byteCount: Int {
    switch self {
    case .floating(let type): type.byteCount
    case .integers(let type): type.byteCount
    }
  }
}

private func numberType(
  _ descriptor: String
) -> (type: NumpyNumbers, isBigEndian: Bool)? {
  let types: [String: FloatingPointType] = ["f2": .float16, "f4": .float32, "f8": .float64]
  // A single byte has no order.
  guard let order = descriptor.first, "<>=|".contains(order) else { return nil }
  let kind = descriptor.dropFirst()
  if let type = types[String(kind)], order != "|" { return (.floating(type), order == ">") }
  return IntegerType(numpy: kind).map { (.integers($0), order == ">") }
}

/// The values of an array whose first index runs fastest, reordered so that the last one does.
private func rowMajor<Number>(_ values: [Number], shape: [Int]) -> [Number] {
  guard shape.count > 1, !values.isEmpty else { return values }
  var strides = [1]
  for extent in shape.dropLast() { strides.append(strides[strides.count - 1] * extent) }
  var index = [Int](repeating: 0, count: shape.count)
  var position = 0
  var result: [Number] = []
  result.reserveCapacity(values.count)
  while result.count < values.count {
    result.append(values[position])
    for axis in shape.indices.reversed() {
      index[axis] += 1
      position += strides[axis]
      if index[axis] < shape[axis] { break }
      position -= strides[axis] * shape[axis]
      index[axis] = 0
    }
  }
  return result
}

/// A `.npy` file of version 1 with one array: little-endian, C order.
func numpyArrayBytes(_ tensor: StoredTensor) -> [UInt8] {
  let type = tensor.type.writtenType
  let extents = tensor.shape.map(String.init).joined(separator: ", ")
  let shape = tensor.shape.count == 1 ? "(\(extents),)" : "(\(extents))"
  var header =
    "{'descr': '<f\(type.byteCount)', 'fortran_order': False, 'shape': \(shape), }"
  // Ten bytes come before; the numbers start at a multiple of 64.
  let padding = 63 - (10 + header.utf8.count) % 64
  header += String(repeating: " ", count: padding) + "\n"
  var bytes = numpyMagic + [1, 0]
  bytes.append(UInt64(header.utf8.count), count: 2)
  return bytes + Array(header.utf8) + encodeNumbers(tensor.values, as: type)
}

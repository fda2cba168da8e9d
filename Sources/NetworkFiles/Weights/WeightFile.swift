import AlgebraicStructures
import Computation
import Networks

/// What a weight file holds: tensors in the order of the file.
///
/// Read are
/// - `.npy`, versions 1 to 3: float16, float32, float64; both byte orders, C and Fortran order;
/// - `.npz`: such arrays in a zip archive, stored or deflated;
/// - `.safetensors`: `F16`, `BF16`, `F32`, `F64`.
///
/// A file that is cut off or contradicts itself is refused with a `SpecificationError` that names the file
/// and the entry. Entries of other types, or with numbers that are not finite, are kept apart (`unusable`):
/// a step counter beside the layers is no fault of the layers. Written are float32 and float64,
/// little-endian, in C order; archives without compression.
public struct WeightFile: Hashable, Sendable {
  /// The format.
  public let format: WeightFileFormat
  /// The tensors in the order of the file.
  public let tensors: [StoredTensor]
  /// The entries that cannot be weights, in the order of the file; none in a `.npy` file.
  public let unusable: [UnusableTensor]
  /// The free texts of a `.safetensors` file, kept when it is written.
  public let metadata: [String: String]

  /// The most bytes that are read, before and after unpacking.
  public static let maximumBytes = 64 << 20

  /// The file with these tensors.
  public init(
    _ format: WeightFileFormat, tensors: [StoredTensor], metadata: [String: String] = [:]
  ) {
    self.init(format, entries: tensors.map { .tensor($0) }, metadata: metadata)
  }

  init(
    _ format: WeightFileFormat, entries: [WeightFileEntry], metadata: [String: String]
  ) {
    self.format = format
    self.metadata = metadata
    tensors = entries.compactMap(\.tensor)
    unusable = entries.compactMap(\.unusable)
  }

  /// Decodes a file from its bytes; `file` is its name in messages.
  ///
  /// - Throws: `SpecificationError` with the entry and what was expected; for the only array of a `.npy`
  ///   file also where other files keep it as `unusable`.
  public init(
    _ format: WeightFileFormat, bytes: [UInt8], file: String
  ) throws(SpecificationError) {
    let place = FilePlace(file: file, entry: "")
    switch format {
    case .npy:
      let entry = try readNumpyArray(bytes[...], name: "", at: place)
      if let problem = entry.unusable?.problem { throw problem }
      self.init(format, entries: [entry], metadata: [:])
    case .npz:
      self.init(format, entries: try readNumpyArchive(bytes, at: place), metadata: [:])
    case .safetensors:
      let (entries, metadata) = try readSafetensors(bytes, at: place)
      self.init(format, entries: entries, metadata: metadata)
    }
  }

  /// Reads the file at `path`, whose ending tells the format.
  ///
  /// - Throws: `SpecificationError`; also for another ending, and when the file cannot be read or has
  ///   more than `maximumBytes`.
  public init(contentsOf path: String) throws(SpecificationError) {
    guard let format = WeightFileFormat(path: path) else {
      throw FilePlace(file: path, entry: "")
        .failure("a file name ending in .npy, .npz or .safetensors", "another ending")
    }
    let bytes = try fileContents(atPath: path, maximumBytes: WeightFile.maximumBytes)
    try self.init(format, bytes: bytes, file: path)
  }

  /// The bytes of the file; tensors of half precision are written as float32.
  ///
  /// A `.npy` file holds one array: traps for another number of tensors.
  public var bytes: [UInt8] {
    switch format {
    case .npy: numpyArrayBytes(onlyTensor)
    case .npz:
      storedZipArchive(tensors.map { ($0.name + ".npy", numpyArrayBytes($0)) })
    case .safetensors: safetensorsBytes(tensors, metadata: metadata)
    }
  }
}

extension WeightFile {
  private var onlyTensor: StoredTensor {
    require(tensors.count == 1, "a .npy file holds one array, not \(tensors.count)")
    return tensors[0]
  }
}

/// What a reader finds under one name.
enum WeightFileEntry {
  case tensor(StoredTensor)
  case unusable(UnusableTensor)

  var tensor: StoredTensor? { if case .tensor(let tensor) = self { tensor } else { nil } }
  var unusable: UnusableTensor? { if case .unusable(let other) = self { other } else { nil } }

  /// A tensor with finite numbers, else an unusable one.
  init(_ tensor: StoredTensor, at place: FilePlace) {
    guard let index = tensor.values.firstIndex(where: { !$0.isFinite }) else {
      self = .tensor(tensor)
      return
    }
    self = .unusable(
      UnusableTensor(
        name: tensor.name, shape: tensor.shape,
        problem: place.failure(
          "finite numbers", "\(tensor.values[index]) at position \(index)")))
  }
}

/// Extents as messages print them: `[3, 2]`, at most eight of them.
func shapeText(_ shape: [Int]) -> String {
  let shown = shape.prefix(8).map(String.init).joined(separator: ", ")
  return shape.count > 8 ? "[\(shown), … (\(shape.count))]" : "[\(shown)]"
}

/// A file, and an entry in it, for messages.
struct FilePlace {
  let file: String
  let entry: String

  /// The same file with another entry.
  func entry(_ name: String) -> FilePlace { FilePlace(file: file, entry: printed(name)) }

  func failure(_ expected: String, _ found: String) -> SpecificationError {
    SpecificationError(
      file: file, line: nil, column: nil, path: entry, expected: expected, found: found)
  }
}

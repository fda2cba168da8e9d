import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct WeightFormatTests {
  static let matrix: [Double] = [1, -0.5, 0.25, 3, -2, 0.125]

  func file(_ name: String) throws -> WeightFile {
    try WeightFile(contentsOf: TrainedNetwork.path("formats/\(name)"))
  }

  @Test(
    "NumPy arrays of both byte orders, both index orders and all precisions",
    arguments: ["little", "big"], ["f2", "f4", "f8"])
  func numpyVariants(order: String, type: String) throws {
    for indices in ["C", "F"] {
      let tensor = try file("\(order)-\(type)-\(indices).npy").tensors[0]
      #expect(tensor.shape == [3, 2] && tensor.values == Self.matrix)
      #expect(tensor.type.byteCount == Int(type.dropFirst()))
    }
  }

  @Test func numpyVersionsTwoAndThree() throws {
    for version in [2, 3] {
      let tensor = try file("version\(version).npy").tensors[0]
      #expect(tensor.shape == [3, 2] && tensor.values == Self.matrix && tensor.type == .float64)
    }
  }

  @Test func deflatedAndStoredArchives() throws {
    let compressed = try file("compressed.npz")
    #expect(compressed.tensors.map(\.name) == ["W1", "W2"])
    #expect(compressed.tensors[0].values == Self.matrix)
    #expect(compressed.tensors[1].values == [Double](repeating: 0, count: 120))
    let stored = try file("unnamed.npz")
    #expect(stored.tensors.map(\.name) == ["arr_0", "arr_1"])
    #expect(stored.tensors.map(\.type) == [.float64, .float32])
    #expect(stored.tensors[1].values == [1, 1, 1])
  }

  @Test func allFloatTypesOfSafetensors() throws {
    let file = try file("types.safetensors")
    #expect(Set(file.tensors.map(\.name)) == Set(file.tensors.map(\.type.rawValue)))
    #expect(file.tensors.count == 4)
    #expect(file.tensors.allSatisfy { $0.values == Self.matrix && $0.shape == [3, 2] })
    #expect(file.metadata == ["made by": "formats.py, \"quoted\""])
  }

  @Test("half precision includes subnormal, infinite and undefined numbers")
  func halfPrecision() throws {
    let header = "{'descr': '<f2', 'fortran_order': False, 'shape': (4,), }\n"
    func read(_ words: [UInt16]) throws -> [Double] {
      var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
      bytes += Array(header.utf8)
      for word in words { bytes += [UInt8(word & 0xff), UInt8(word >> 8)] }
      return try WeightFile(.npy, bytes: bytes, file: "half").tensors[0].values
    }
    #expect(
      try read([0x0001, 0x83ff, 0x0400, 0x7bff]) == [0x1p-24, -1023 * 0x1p-24, 0x1p-14, 65504])
    #expect(throws: SpecificationError.self) { try read([0, 0x7c00, 0, 0]) }
    #expect(throws: SpecificationError.self) { try read([0, 0, 0x7c01, 0]) }
  }

  @Test("what is written reads back equal", arguments: WeightFileFormat.allCases)
  func roundTrip(format: WeightFileFormat) throws {
    var random = RandomSource(seed: 11)
    for type in [FloatingPointType.float32, .float64] {
      for count in [1, 3] {
        let tensors = (0..<(format == .npy ? 1 : count)).map { index in
          let shape = index == 2 ? [] : [1 + index, 5]
          let values = (0..<shape.reduce(1, *)).map { _ in
            Double(Float(random.integer(in: -1000...1000)) / 7)
          }
          return StoredTensor(
            name: format == .npy ? "" : "layer \"\(index)\"/é", shape: shape, type: type,
            values: values)
        }
        let metadata = format == .safetensors ? ["a": "b\n\"c\""] : [:]
        let file = WeightFile(format, tensors: tensors, metadata: metadata)
        #expect(try WeightFile(format, bytes: file.bytes, file: "copy") == file)
        #expect(file.bytes == file.bytes)
      }
    }
  }

  /// Writes the trained network in a format and lets Python compare it with `affine.npz`.
  func readByPython(_ format: WeightFileFormat, _ program: ExternalProgram, _ body: String) throws {
    let scratch = try ScratchFolder()
    let copy = scratch.path("copy.\(format.rawValue)")
    try Data(try TrainedNetwork("affine").network().file(format).bytes)
      .write(to: URL(filePath: copy))
    func quoted(_ text: String) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
    let script = """
      import numpy
      copy = \(try quoted(copy))
      old = numpy.load(\(try quoted(TrainedNetwork.path("affine.npz"))))
      \(body)
      assert set(new) == set(old.files), (list(new), old.files)
      assert all((old[k] == new[k]).all() and old[k].dtype == new[k].dtype for k in old.files)
      print("same")
      """
    #expect(try program.run(script) == "same\n")
  }

  @Test(.enabled(if: ExternalProgram.numpy != nil)) func numpyReadsArchives() throws {
    try readByPython(.npz, try #require(ExternalProgram.numpy), "new = dict(numpy.load(copy))")
  }

  @Test(.enabled(if: ExternalProgram.numpy != nil)) func numpyReadsArrays() throws {
    let body = """
      vector = numpy.load(copy)
      assert vector.shape == (38,) and vector.dtype == "float32"
      new, start = {}, 0
      for k in old.files:
          new[k] = vector[start:start + old[k].size].reshape(old[k].shape)
          start += old[k].size
      """
    try readByPython(.npy, try #require(ExternalProgram.numpy), body)
  }

  @Test(.enabled(if: ExternalProgram.safetensors != nil)) func safetensorsReadsTensors() throws {
    try readByPython(
      .safetensors, try #require(ExternalProgram.safetensors),
      "from safetensors.numpy import load_file; new = load_file(copy)")
  }
}

import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// A `.npy` file of version 1 with the given type and little-endian bytes.
private func numpy(_ type: String, shape: String, _ data: [UInt8]) -> [UInt8] {
  let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
  return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8) + data
}

@Suite struct DataSpecificationTests {
  private let usual = "widths: [2, 2, 2]\nactivation: {monomial: 2}\n"

  private func data(_ text: String, file: String = "net.yaml") throws -> Dataset {
    try #require(try NetworkSpecification(text: usual + "data: " + text, file: file).data)
  }

  @Test("lists, one-hot grids and modular addition")
  func exactData() throws {
    let lists = try data("{inputs: [[1, 0.1], [\"3/4\", -2]], targets: [[1, 2], [3, 4]]}")
    #expect(lists.inputs == .exact([[1, Rational(1, 10)], [Rational(3, 4), -2]]))
    #expect(lists.targets == .exact([[1, 2], [3, 4]]))
    #expect(lists.loss == .squared && lists.isExact && lists.count == 2)
    let categorical = try data("{inputs: {one-hot: [2]}, loss: categorical}")
    #expect(categorical.inputs == .exact([[1, 0], [0, 1]]))
    #expect(categorical.targets == nil && categorical.loss == .categorical)
    let addition = try NetworkSpecification(
      text: """
        widths: [4, 1, 2]
        activation: {monomial: 2}
        data: {inputs: {one-hot: [2, 2]}, targets: {modular-addition: 2}}
        """)
    #expect(
      addition.data?.inputs
        == .exact([[1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 0, 1]]))
    #expect(addition.data?.targets == .exact([[1, 0], [0, 1], [0, 1], [1, 0]]))
    #expect(try NetworkSpecification(text: addition.yaml) == addition)
  }

  @Test("files: decimals and integers are exact, floating-point numbers only where that is said")
  func files() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.file("x.csv", "a, b\n1, 0.1\n\n3/4,-2\n")
    try Data(numpy("<i2", shape: "(2, 2)", [1, 0, 0xff, 0xff, 3, 0, 0, 1]))
      .write(to: URL(filePath: scratch.path("x.npy")))
    let half = (0.5).bitPattern
    try Data(
      numpy(
        "<f8", shape: "(1, 2)",
        (0..<2).flatMap { _ in (0..<8).map { UInt8(truncatingIfNeeded: half >> (8 * $0)) } })
    ).write(to: URL(filePath: scratch.path("f.npy")))
    let spec = scratch.path("net.yaml")
    #expect(
      try data("{inputs: {file: x.csv}}", file: spec).inputs
        == .exact([[1, Rational(1, 10)], [Rational(3, 4), -2]]))
    #expect(
      try data("{inputs: {file: x.npy}}", file: spec).inputs == .exact([[1, -1], [3, 256]]))
    _ = try scratch.file("quoted.csv", "\"1\",\"1/2\"\r\n\"3\",4\r\n")
    #expect(
      try data("{inputs: {file: quoted.csv}}", file: spec).inputs
        == .exact([[1, Rational(1, 2)], [3, 4]]))
    let floating = try data("{inputs: {file: f.npy}}", file: spec)
    #expect(floating.inputs == .floating([[0.5, 0.5]]) && !floating.isExact)
    #expect(
      try data("{inputs: {file: f.npy, exact: true}}", file: spec).inputs
        == .exact([[Rational(1, 2), Rational(1, 2)]]))
    _ = try scratch.file("teacher.yaml", usual + "weights: [[[1, 0], [0, 1]], [[1, 0], [1, 1]]]\n")
    let taught = try data(
      "{inputs: [[2, 3]], targets: {teacher: teacher.yaml}}", file: spec)
    #expect(taught.targets == .exact([[4, 13]]))
    // A table with inputs and targets, in place of a spec.
    let table = try scratch.file("xy.csv", "1,2,3,4\n5,6,7,8\n")
    let both = try Dataset(contentsOf: table, inputCount: 2, outputCount: 2)
    #expect(
      both.inputs == .exact([[1, 2], [5, 6]]) && both.targets == .exact([[3, 4], [7, 8]]))
    for (name, content, message) in [
      ("nan.csv", "1,nan\n", "column 2: expected a number such as 3, 3/4 or 0.1, found 'nan'"),
      ("ragged.csv", "1,2\n3\n", "expected 2 numbers as in the first row, found 1"),
      ("empty.csv", "\n", "expected rows of numbers, found none"),
      // A first line that is nearly numbers is no head.
      (
        "semicolons.csv", "1;2\n3,4\n",
        "column 1: expected a number such as 3, 3/4 or 0.1, found '1;2'"
      ),
      ("blanks.csv", ",\n3,4\n", "column 1: expected a number such as 3, 3/4 or 0.1, found ''"),
    ] {
      let path = try scratch.file(name, content)
      let error = #expect(throws: SpecificationError.self) {
        _ = try Dataset(contentsOf: path, inputCount: 2, outputCount: 1)
      }
      #expect(error?.description.hasSuffix(message) == true, "\(error?.description ?? "")")
    }
  }

  @Test("a teacher may have layers of any kind")
  func layeredTeacher() throws {
    let scratch = try ScratchFolder()
    let spec = scratch.path("net.yaml")
    _ = try scratch.file(
      "teacher.yaml",
      "inputs: 2\nlayers: [dense: 4, product: 2]\nweights: [[[1, 0], [0, 1], [1, 1], [1, 2]]]\n")
    // x(x + y) and y(x + 2y) at (2, 3).
    #expect(
      try data("{inputs: [[2, 3]], targets: {teacher: teacher.yaml}}", file: spec).targets
        == .exact([[10, 24]]))
    _ = try scratch.file(
      "quotient.yaml",
      """
      inputs: 2
      layers: [dense: 2, activation: {rational: {numerator: [1], denominator: [0, 1]}}]
      weights: [[1, 0, 0, 1]]
      """)
    #expect(
      try data("{inputs: [[2, 3]], targets: {teacher: quotient.yaml}}", file: spec).targets
        == .exact([[Rational(1, 2), Rational(1, 3)]]))
    let error = #expect(throws: SpecificationError.self) {
      _ = try data("{inputs: [[1, 1], [2, 0]], targets: {teacher: quotient.yaml}}", file: spec)
    }
    #expect(
      error?.description.hasSuffix(
        "data.targets.teacher: expected a teacher with a value at each input, found a denominator "
          + "that vanishes at input 2") == true)
  }

  @Test("layers with data, read as a network where they are one")
  func layers() throws {
    let data = "data: {inputs: [[1, 0], [0, 1]], targets: [[3], [8]]}"
    let gates = try ModelSpecification(
      text: "inputs: 2\nlayers: [dense: 2, product: 2]\n\(data)")
    guard case .layered(let layered) = gates else {
      Issue.record("not layered")
      return
    }
    #expect(layered.data?.targets == .exact([[3], [8]]))
    #expect(layered.dataModel?.outputCount == 2)
    #expect(layered.replacingData(nil).data == nil)
    guard
      case .network(let network) = try ModelSpecification(
        text: "inputs: 2\nlayers: [dense: 1]\n\(data)")
    else {
      Issue.record("not dense")
      return
    }
    #expect(network.data == layered.data)
    let reciprocal =
      "layers: [dense: 2, activation: {rational: {numerator: [1], denominator: [0, 1]}}]\n"
    let defined = try ModelSpecification(text: "inputs: 1\n\(reciprocal)data: {inputs: [[1]]}")
    #expect(defined.data?.count == 1)
    for data in ["{inputs: [[0]]}", "{inputs: [[1]], loss: categorical}"] {
      #expect(throws: SpecificationError.self) {
        _ = try ModelSpecification(text: "inputs: 1\n\(reciprocal)data: \(data)")
      }
    }
  }

  @Test(
    "what is wrong is named",
    arguments: [
      (
        "7", "net.yaml:3:7: data: expected a mapping with the keys inputs, targets, loss, found '7'"
      ),
      (
        "{input: [[1, 2]]}",
        "net.yaml:3:8: data: expected one of the keys inputs, targets, loss, found the unknown key 'input'"
      ),
      (
        "{loss: squared}",
        "net.yaml:3:7: data.inputs: expected a list of inputs, {one-hot: [3, 3]} or {file: x.npy}, found no such key"
      ),
      ("{inputs: [[1]]}", "net.yaml:3:16: data.inputs: expected inputs of 2 numbers, found 1"),
      (
        "{inputs: [[1, 2], [3]]}",
        "net.yaml:3:25: data.inputs[1]: expected 2 numbers, found a list of 1 entry"
      ),
      (
        "{inputs: [[1, .nan]]}",
        "net.yaml:3:21: data.inputs[0][1]: expected a number such as 3, \"3/4\" or 0.1, found '.nan'"
      ),
      (
        "{inputs: [[1, 2]], targets: [[1, 2], [3, 4]]}",
        "net.yaml:3:35: data.targets: expected 1 target, found 2"
      ),
      (
        "{inputs: [[1, 2]], targets: [[1]]}",
        "net.yaml:3:35: data.targets: expected targets of 2 numbers, found 1"
      ),
      (
        "{inputs: [[1, 2]], targets: {modular-addition: 2}}",
        "net.yaml:3:54: data.targets.modular-addition: expected inputs {one-hot: [2, 2]}, found other inputs"
      ),
      (
        "{inputs: [[1, 2]], loss: absolute}",
        "net.yaml:3:32: data.loss: expected squared or categorical, found 'absolute'"
      ),
      (
        "{inputs: {file: nowhere.csv}}",
        "nowhere.csv: expected a readable file, found no such file"
      ),
      (
        "{inputs: {one-hot: [2000, 2000]}}",
        "net.yaml:3:26: data.inputs.one-hot: expected sizes with at most 4194304 numbers in all vectors, found more"
      ),
    ])
  func errors(text: String, message: String) {
    let error = #expect(throws: SpecificationError.self) { _ = try data(text) }
    #expect(error?.description == message)
  }

  @Test("one output has no categorical loss")
  func singleOutput() {
    let error = #expect(throws: SpecificationError.self) {
      _ = try NetworkSpecification(
        text: "widths: [1, 1]\ndata: {inputs: [[1]], loss: categorical}", file: "f")
    }
    #expect(
      error?.description
        == "f:2:29: data.loss: expected at least 2 outputs for a categorical loss, found 1")
  }
}

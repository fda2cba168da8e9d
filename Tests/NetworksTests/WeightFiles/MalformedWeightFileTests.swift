import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct MalformedWeightFileTests {
  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: TrainedNetwork.path(name))))
  }

  /// Why the file or its first unusable entry is refused.
  func message(_ format: WeightFileFormat, _ bytes: [UInt8]) -> String? {
    do throws(SpecificationError) {
      return try WeightFile(format, bytes: bytes, file: "x").unusable.first?.problem.description
    } catch {
      return error.description
    }
  }

  @Test(
    "every truncated file is refused with one line that names it",
    arguments: [
      "plateau.npy", "plateau.npz", "plateau.safetensors", "formats/compressed.npz",
      "formats/version2.npy",
    ])
  func truncated(name: String) throws {
    let format = try #require(WeightFileFormat(path: name))
    let whole = try bytes(name)
    #expect(message(format, whole) == nil)
    for count in 0..<whole.count {
      let text = try #require(
        message(format, Array(whole[..<count])), "\(name) cut to \(count) bytes is accepted")
      #expect(text.hasPrefix("x: ") && !text.contains("\n"))
    }
    #expect(message(format, whole + [0]) != nil || format == .npz)
  }

  @Test(
    "random damage is refused or gives a whole file, and never more",
    arguments: [
      "plateau.npy", "plateau.npz", "affine.safetensors", "formats/compressed.npz",
      "formats/types.safetensors",
    ])
  func damaged(name: String) throws {
    let format = try #require(WeightFileFormat(path: name))
    let whole = try bytes(name)
    var random = RandomSource(seed: 5)
    var refused = 0
    for _ in 0..<3_000 {
      var copy = whole
      for _ in 0..<random.integer(in: 1...4) {
        let position = random.integer(in: 0...copy.count - 1)
        switch random.integer(in: 0...3) {
        case 0: copy[position] = UInt8(random.integer(in: 0...255))
        case 1: copy[position] ^= 1 << UInt8(random.integer(in: 0...7))
        case 2: copy[position] = random.integer(in: 0...1) == 0 ? 0 : 255
        default: if copy.count > 1 { copy.remove(at: position) }
        }
      }
      do throws(SpecificationError) {
        let file = try WeightFile(format, bytes: copy, file: "x")
        #expect(file.tensors.allSatisfy { $0.values.count == $0.shape.reduce(1, *) })
        #expect(file.tensors.allSatisfy { $0.values.allSatisfy { $0.isFinite } })
      } catch {
        refused += 1
        #expect(!error.description.contains("\n"))
      }
    }
    #expect(refused > 500)
  }

  func numpy(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + data
  }

  @Test(
    "messages name what was expected",
    arguments: [
      ("{'descr': '<c8', 'fortran_order': False, 'shape': (0,), }", "found '<c8'"),
      ("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (0,), }", "a simple type"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", "24 bytes for 3 numbers"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }", "at most 64 MiB"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807, 9), }", "64 MiB"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }", "header"),
      ("{'descr': '<f8', 'fortran_order': False, }", "a NumPy header"),
      ("{'descr': '<f8', 'descr': '<f8', 'shape': (1,), }", "a NumPy header"),
      ("", "a NumPy header"),
    ])
  func numpyHeaders(header: String, expected: String) {
    let text = message(.npy, numpy(header)) ?? "accepted"
    #expect(text.contains(expected), "\(text)")
  }

  @Test func numbersThatAreNotFinite() {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"
    let text = message(.npy, numpy(header, [0, 0, 0, 0, 0, 0, 0x80, 0x7f]))
    #expect(text == "x: expected finite numbers, found inf at position 1")
  }

  func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    let count = header.utf8.count
    return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array(header.utf8) + data
  }

  @Test(
    "damaged safetensors headers are refused",
    arguments: [
      (
        "{\"w\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "w: expected dtype F32, F64 or an integer one"
      ),
      (
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "w: expected as many bytes"
      ),
      (
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[1,9]}}",
        "w: expected data from byte 0"
      ),
      ("{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0]}}", "offsets [0]"),
      ("{\"w\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}}", "as many bytes"),
      (
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}",
        "as many"
      ),
      ("{\"w\":{\"dtype\":\"F64\",\"shape\":[1]}}", "a safetensors header"),
      ("[]", "a safetensors header"),
      ("{}", "0 bytes of data"),
    ])
  func safetensorsHeaders(header: String, expected: String) {
    let text = message(.safetensors, safetensors(header, [UInt8](repeating: 0, count: 8))) ?? "ok"
    #expect(text.contains(expected), "\(text)")
  }

  @Test("an archive that claims a huge entry is refused before anything is allocated")
  func falseSize() throws {
    var archive = try bytes("formats/compressed.npz")
    // The uncompressed size in the first directory entry.
    let signature: [UInt8] = [0x50, 0x4b, 1, 2]
    let start = try #require(
      archive.indices.first { archive[$0...].starts(with: signature) })
    archive.replaceSubrange(start + 24..<start + 28, with: [0, 0, 0, 2])
    #expect(message(.npz, archive)?.contains("a claim of 33554432 bytes") == true)
  }

  @Test("entries that share their bytes do not multiply what is unpacked")
  func sharedEntries() throws {
    let count = WeightFile.maximumBytes / 2 / 8
    let tensor = StoredTensor(
      name: "a", shape: [count], type: .float64, values: [Double](repeating: 0, count: count))
    var archive = WeightFile(.npz, tensors: [tensor]).bytes
    // The end record: counts of entries, size and offset of the directory.
    let end = archive.count - 22
    let start = (0..<4).reduce(0) { $0 | Int(archive[end + 16 + $1]) << (8 * $1) }
    let entry = Array(archive[start..<end])
    var copy = entry
    // The name comes last: a.npy.
    copy[copy.count - 5] = UInt8(ascii: "b")
    archive.insert(contentsOf: copy, at: end)
    let last = archive.count - 22
    (archive[last + 8], archive[last + 10]) = (2, 2)
    for k in 0..<4 { archive[last + 12 + k] = UInt8(2 * entry.count >> (8 * k) & 255) }
    #expect(
      message(.npz, archive) == "x: b.npy: expected arrays of at most 64 MiB in all, found more")
  }

  @Test("lengths that no file has, deep nesting and control characters")
  func hostileHeaders() {
    let length = [UInt8](repeating: 0xff, count: 7)
    for top: UInt8 in [0, 0x7f, 0xff] {
      let text = message(.safetensors, length + [top, 0x7b, 0x7d]) ?? "accepted"
      #expect(text.contains("a length that does not fit the file"))
    }
    let nested = String(repeating: "{\"a\":", count: 100_000)
    #expect(message(.safetensors, safetensors(nested))?.contains("a safetensors header") == true)
    let brackets = "{\"w\":" + String(repeating: "[", count: 100_000)
    #expect(message(.safetensors, safetensors(brackets))?.contains("a safetensors header") == true)
    let shape = [String](repeating: "1", count: 1_000).joined(separator: ",")
    let many = "{\"w\":{\"dtype\":\"F64\",\"shape\":[\(shape)],\"data_offsets\":[0,8]}}"
    let text = message(.safetensors, safetensors(many, [UInt8](repeating: 0, count: 8))) ?? ""
    #expect(text.contains("shape [1, 1, 1, 1, 1, 1, 1, 1, … (1000)]"), "\(text)")
    let escape = "{\"\\u001b[2J\\n\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]}}"
    let shown = message(.safetensors, safetensors(escape, [UInt8](repeating: 0, count: 8))) ?? ""
    #expect(shown.hasPrefix("x: \u{fffd}[2J\u{fffd}: expected dtype"), "\(shown)")
  }

  @Test("names are only names, whatever path they look like")
  func pathNames() throws {
    let tensors = ["../../W1", "/etc/W2"].map {
      StoredTensor(name: $0, shape: [1, 1], type: .float32, values: [1])
    }
    let file = WeightFile(.npz, tensors: tensors)
    #expect(try WeightFile(.npz, bytes: file.bytes, file: "x") == file)
  }
}

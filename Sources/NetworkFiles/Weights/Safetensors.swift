import AlgebraicStructures
import Computation
import Foundation
import Networks

/// The JSON header of a `.safetensors` file.
///
/// Source: the format description of github.com/huggingface/safetensors.
private struct SafetensorsHeader: Decodable {
  struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype
      case shape
      case offsets = "data_offsets"
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  var entries: [(name: String, entry: Entry)] = []
  var metadata: [String: String] = [:]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys {
      if key.stringValue == "__metadata__" {
        metadata = try container.decode([String: String].self, forKey: key)
      } else {
        entries.append((key.stringValue, try container.decode(Entry.self, forKey: key)))
      }
    }
  }
}

/// The largest header that the format allows.
private let largestSafetensorsHeader = 100_000_000

private let floatingPointTypes: [String: FloatingPointType] = [
  "F16": .float16, "BF16": .bfloat16, "F32": .float32, "F64": .float64,
]

/// The bytes of a number of the other types.
private let otherTypes = ["F8_E5M2": 1, "F8_E4M3": 1, "F8_E8M0": 1, "C64": 8]

/// Reads the tensors of a `.safetensors` file in the order of their data.
func readSafetensors(
  _ bytes: [UInt8], at place: FilePlace
) throws(SpecificationError) -> (entries: [WeightFileEntry], metadata: [String: String]) {
  var reader = ByteReader(bytes[...])
  guard let length = reader.length(bytes: 8), length <= largestSafetensorsHeader,
    let text = reader.take(length)
  else { throw place.failure("a safetensors header", "a length that does not fit the file") }
  if let key = repeatedKey(inJSON: text) {
    throw place.failure("every key of the header only once", "the key '\(printed(key))' twice")
  }
  let header: SafetensorsHeader
  do {
    guard text.first == UInt8(ascii: "{") else { throw CocoaError(.coderReadCorrupt) }
    header = try JSONDecoder().decode(SafetensorsHeader.self, from: Data(text))
  } catch {
    throw place.failure(
      "a safetensors header: for every tensor dtype, shape and data_offsets", "other JSON or none")
  }
  let data = bytes[reader.position...]
  var entries: [WeightFileEntry] = []
  var end = 0
  let order = header.entries.sorted {
    ($0.entry.offsets.first ?? 0, $0.entry.offsets.last ?? 0, $0.name)
      < ($1.entry.offsets.first ?? 0, $1.entry.offsets.last ?? 0, $1.name)
  }
  for (name, entry) in order {
    let tensorPlace = place.entry(name)
    let offsets = entry.offsets
    guard offsets.count == 2, offsets[0] == end, offsets[1] >= end, offsets[1] <= data.count
    else {
      throw tensorPlace.failure(
        "data from byte \(end) on and inside the file's \(data.count)",
        "offsets \(shapeText(offsets))")
    }
    let type = floatingPointTypes[entry.dtype]
    let size = offsets[1] - end
    // Packed types, and those of later versions, have sizes that are not known here.
    let integers = IntegerType(safetensors: entry.dtype)
    let bytes = type?.byteCount ?? integers?.byteCount ?? otherTypes[entry.dtype]
    guard let count = elementCount(entry.shape), count <= 8 * max(data.count, 1),
      bytes.map({ count * $0 == size }) ?? true
    else {
      throw tensorPlace.failure(
        "as many bytes as shape \(shapeText(entry.shape)) and \(entry.dtype) need",
        "\(size)")
    }
    let part = data[data.startIndex + end..<data.startIndex + offsets[1]]
    end = offsets[1]
    if let integers {
      entries.append(
        WeightFileEntry(
          name: name, shape: entry.shape, integers: part, as: integers, at: tensorPlace))
      continue
    }
    guard let type else {
      entries.append(
        .unusable(
          UnusableTensor(
            name: name, shape: entry.shape,
            problem: tensorPlace.failure(
              "dtype F32, F64 or an integer one", "'\(printed(entry.dtype))'"))))
      continue
    }
    entries.append(
      WeightFileEntry(
        StoredTensor(
          name: name, shape: entry.shape, type: type, values: decodeNumbers(part, as: type)),
        at: tensorPlace))
  }
  guard end == data.count else {
    throw place.failure("\(end) bytes of data behind the header", "\(data.count)")
  }
  return (entries, header.metadata)
}

/// A `.safetensors` file with these tensors in this order.
func safetensorsBytes(_ tensors: [StoredTensor], metadata: [String: String]) -> [UInt8] {
  var members: [String] = []
  if !metadata.isEmpty {
    let texts = metadata.sorted { $0.key < $1.key }
      .map { "\(jsonString($0.key)):\(jsonString($0.value))" }
    members.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
  }
  var data: [UInt8] = []
  for tensor in tensors {
    let type = tensor.type.writtenType
    let start = data.count
    data += encodeNumbers(tensor.values, as: type)
    let shape = tensor.shape.map(String.init).joined(separator: ",")
    members.append(
      "\(jsonString(tensor.name)):{\"dtype\":\"\(type == .float64 ? "F64" : "F32")\","
        + "\"shape\":[\(shape)],\"data_offsets\":[\(start),\(data.count)]}")
  }
  var header = Array("{\(members.joined(separator: ","))}".utf8)
  while header.count % 8 != 0 { header.append(0x20) }
  var bytes: [UInt8] = []
  bytes.append(UInt64(header.count), count: 8)
  return bytes + header + data
}

/// A JSON string.
private func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\" + String(scalar)
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

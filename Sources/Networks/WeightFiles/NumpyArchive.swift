/// Reads the arrays of a `.npz` file in the order of its directory.
func readNumpyArchive(
  _ bytes: [UInt8], at place: FilePlace
) throws(SpecificationError) -> [StoredTensor] {
  var tensors: [StoredTensor] = []
  var names: Set<String> = []
  // Entries may share their packed bytes, so the file does not bound what they unpack to.
  var left = WeightFile.maximumBytes
  for entry in try zipDirectory(bytes, at: place) {
    let entryPlace = place.entry(entry.name)
    guard entry.name.hasSuffix(".npy") else {
      throw entryPlace.failure("only entries ending in .npy", "this one")
    }
    let name = String(entry.name.dropLast(4))
    guard names.insert(name).inserted else {
      throw entryPlace.failure("every entry only once", "it twice")
    }
    left -= min(entry.count, left + 1)
    guard left >= 0 else {
      throw entryPlace.failure(
        "arrays of at most \(WeightFile.maximumBytes >> 20) MiB in all", "more")
    }
    let content = try unpack(entry, from: bytes, at: entryPlace)
    tensors.append(try readNumpyArray(content, name: name, at: entryPlace))
  }
  return tensors
}

import Networks

/// Reads the arrays of a `.npz` file in the order of its directory.
func readNumpyArchive(
  _ bytes: [UInt8], at place: FilePlace
) throws(SpecificationError) -> [WeightFileEntry] {
  var entries: [WeightFileEntry] = []
  var names: Set<String> = []
  // Entries may share their packed bytes, so the file does not bound what they unpack to.
  var left = WeightFile.maximumBytes
  for entry in try zipDirectory(bytes, at: place) {
    let entryPlace = place.entry(entry.name)
    let isArray = entry.name.hasSuffix(".npy")
    let name = isArray ? String(entry.name.dropLast(4)) : entry.name
    guard names.insert(name).inserted else {
      throw entryPlace.failure("every entry only once", "it twice")
    }
    left -= min(entry.count, left + 1)
    guard left >= 0 else {
      throw entryPlace.failure(
        "arrays of at most \(WeightFile.maximumBytes >> 20) MiB in all", "more")
    }
    guard isArray else {
      entries.append(
        .unusable(
          UnusableTensor(
            name: name, shape: nil,
            problem: entryPlace.failure("an entry ending in .npy", "this one"))))
      continue
    }
    let content = try unpack(entry, from: bytes, at: entryPlace)
    entries.append(try readNumpyArray(content, name: name, at: entryPlace))
  }
  return entries
}

import Networks

/// An entry in the directory of a zip archive.
///
/// Source: PKWARE, *APPNOTE.TXT, .ZIP File Format Specification*, version 6.3.
struct ZipEntry: Hashable {
  var name: String
  /// 0: stored, 8: deflated.
  var method: Int
  var isEncrypted: Bool
  var checksum: UInt32
  var packedCount: Int
  var count: Int
  /// Where its local header starts.
  var offset: Int
}

private enum ZipSignature {
  static let localHeader: UInt64 = 0x0403_4b50
  static let directoryEntry: UInt64 = 0x0201_4b50
  static let directoryEnd: UInt64 = 0x0605_4b50
  /// The size of the end of the directory without its comment.
  static let endSize = 22
}

/// The directory of an archive; an archive beyond 4 GiB or in several parts is refused.
func zipDirectory(_ bytes: [UInt8], at place: FilePlace) throws(SpecificationError) -> [ZipEntry] {
  guard var end = directoryEnd(bytes) else {
    throw place.failure("a zip archive", "no zip directory at the end of the file")
  }
  let isDamaged = place.failure("a whole zip directory", "a damaged one")
  guard end.take(8) != nil, end.take(2) != nil, let count = end.length(bytes: 2),
    let size = end.length(bytes: 4), let offset = end.length(bytes: 4)
  else { throw isDamaged }
  guard count != 0xffff, size != 0xffff_ffff, offset != 0xffff_ffff else {
    throw place.failure("a zip archive below 4 GiB", "a Zip64 directory")
  }
  guard offset + size <= bytes.count else { throw isDamaged }
  var reader = ByteReader(bytes[offset..<offset + size])
  var entries: [ZipEntry] = []
  for _ in 0..<count {
    guard let entry = directoryEntry(&reader) else { throw isDamaged }
    entries.append(entry)
  }
  return entries
}

/// The end record: searched from the end of the file, as a comment may follow it.
private func directoryEnd(_ bytes: [UInt8]) -> ByteReader? {
  let last = bytes.count - ZipSignature.endSize
  guard last >= 0 else { return nil }
  for start in stride(from: last, through: max(0, last - 0xffff), by: -1)
  where littleEndian(bytes[start..<start + 4]) == ZipSignature.directoryEnd {
    return ByteReader(bytes[start...])
  }
  return nil
}

private func directoryEntry(_ reader: inout ByteReader) -> ZipEntry? {
  guard reader.unsigned(bytes: 4) == ZipSignature.directoryEntry, reader.take(4) != nil,
    let flags = reader.unsigned(bytes: 2), let method = reader.length(bytes: 2),
    reader.take(4) != nil, let checksum = reader.unsigned(bytes: 4),
    let packedCount = reader.length(bytes: 4), let count = reader.length(bytes: 4),
    let nameCount = reader.length(bytes: 2), let extraCount = reader.length(bytes: 2),
    let commentCount = reader.length(bytes: 2), reader.take(8) != nil,
    let offset = reader.length(bytes: 4), let nameBytes = reader.take(nameCount),
    reader.take(extraCount) != nil, reader.take(commentCount) != nil,
    let name = String(validating: nameBytes, as: UTF8.self)
  else { return nil }
  return ZipEntry(
    name: name, method: method, isEncrypted: flags & 1 == 1,
    checksum: UInt32(checksum), packedCount: packedCount, count: count, offset: offset)
}

/// The content of an entry, its length and checksum verified.
func unpack(
  _ entry: ZipEntry, from bytes: [UInt8], at place: FilePlace
) throws(SpecificationError) -> ArraySlice<UInt8> {
  guard !entry.isEncrypted, entry.method == 0 || entry.method == 8 else {
    throw place.failure(
      "a stored or deflated entry",
      entry.isEncrypted ? "an encrypted one" : "method \(entry.method)")
  }
  guard entry.count != 0xffff_ffff, entry.packedCount != 0xffff_ffff else {
    throw place.failure("an entry below 4 GiB", "a Zip64 entry")
  }
  guard entry.offset <= bytes.count else {
    throw place.failure("an entry inside the file", "one that starts behind its end")
  }
  var reader = ByteReader(bytes[entry.offset...])
  guard reader.unsigned(bytes: 4) == ZipSignature.localHeader, reader.take(22) != nil,
    let nameCount = reader.length(bytes: 2), let extraCount = reader.length(bytes: 2),
    reader.take(nameCount) != nil, reader.take(extraCount) != nil,
    let packed = reader.take(entry.packedCount)
  else { throw place.failure("a whole zip entry", "the end of the file") }
  // Deflate never packs more than 1032 to 1: a larger claim is false, and nothing is allocated.
  guard entry.count <= WeightFile.maximumBytes, entry.count / 1032 <= packed.count else {
    throw place.failure("an entry of a plausible size", "a claim of \(entry.count) bytes")
  }
  guard let content = entry.method == 0 ? packed : inflated(packed, count: entry.count)?[...],
    content.count == entry.count
  else { throw place.failure("\(entry.count) bytes of content", "damaged content") }
  guard zipChecksum(content) == entry.checksum else {
    throw place.failure("content with the checksum in the directory", "another checksum")
  }
  return content
}

/// An archive of these entries, not compressed, dated 1980-01-01 so that equal content gives equal
/// bytes.
func storedZipArchive(_ entries: [(name: String, content: [UInt8])]) -> [UInt8] {
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  for (name, content) in entries {
    // Common to both headers: version 2.0, UTF-8 names, stored, the date, checksum and sizes.
    var common: [UInt8] = []
    for field: UInt64 in [20, 0x0800, 0, 0, 0x0021] { common.append(field, count: 2) }
    common.append(UInt64(zipChecksum(content[...])), count: 4)
    common.append(UInt64(content.count), count: 4)
    common.append(UInt64(content.count), count: 4)
    common.append(UInt64(name.utf8.count), count: 2)
    common.append(0, count: 2)
    directory.append(ZipSignature.directoryEntry, count: 4)
    directory.append(20, count: 2)
    directory += common
    directory.append(0, count: 2 + 2 + 2)
    directory.append(0, count: 4)
    directory.append(UInt64(archive.count), count: 4)
    directory += Array(name.utf8)
    archive.append(ZipSignature.localHeader, count: 4)
    archive += common + Array(name.utf8) + content
  }
  let offset = archive.count
  archive += directory
  archive.append(ZipSignature.directoryEnd, count: 4)
  archive.append(0, count: 4)
  for _ in 0..<2 { archive.append(UInt64(entries.count), count: 2) }
  archive.append(UInt64(directory.count), count: 4)
  archive.append(UInt64(offset), count: 4)
  archive.append(0, count: 2)
  return archive
}

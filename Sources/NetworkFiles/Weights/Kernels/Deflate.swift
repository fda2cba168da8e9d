import CZlib

/// Unpacks raw deflate data that must give exactly `count` bytes; `nil` if it does not.
///
/// Never writes beyond `count` bytes, whatever the data.
func inflated(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
  guard packed.count <= Int(UInt32.max), count < Int(UInt32.max) else { return nil }
  var stream = z_stream()
  // Negative window bits: no zlib header, as in zip archives.
  guard
    inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return nil }
  defer { inflateEnd(&stream) }
  var isComplete = false
  // One spare byte shows content that is too long, and gives an empty entry an address to write to.
  var output = [UInt8](unsafeUninitializedCapacity: count + 1) { target, written in
    packed.withUnsafeBufferPointer { source in
      // zlib does not write through its source pointer.
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(count + 1)
      isComplete = inflate(&stream, Z_FINISH) == Z_STREAM_END
    }
    written = count + 1 - Int(stream.avail_out)
  }
  guard isComplete, output.count == count else { return nil }
  output.reserveCapacity(count)
  return output
}

/// The CRC-32 of a zip entry.
func zipChecksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  bytes.withUnsafeBufferPointer { buffer in
    UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
  }
}

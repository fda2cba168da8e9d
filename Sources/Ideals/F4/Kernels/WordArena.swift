/// Buffers of 32-bit words that live until the arena goes.
final class WordArena {
  private var chunks: [UnsafeMutablePointer<UInt32>] = []
  private var used = 0
  private var chunkSize = 0
  /// The words in all chunks.
  private(set) var capacity = 0

  deinit { for chunk in chunks { chunk.deallocate() } }

  /// An uninitialised buffer, aligned to 4 bytes.
  func allocate(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    if used + count > chunkSize || chunks.isEmpty {
      chunkSize = max(count, min(max(1 << 12, capacity), 1 << 20))
      chunks.append(.allocate(capacity: chunkSize))
      capacity += chunkSize
      used = 0
    }
    defer { used += count }
    return chunks[chunks.count - 1] + used
  }
}

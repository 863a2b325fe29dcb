/// Storage for the strings that one row makes: a bump allocator that keeps its blocks from row to row.
///
/// After the first rows no memory is allocated any more. Call `reset()` between rows; all texts made from the scratch end then.
/// Not safe to share between threads.
public final class Scratch {
  private struct Block {
    let base: UnsafeMutablePointer<UInt8>
    let capacity: Int
  }

  private var blocks: [Block] = []
  private var block = 0
  private var used = 0

  /// An empty scratch; the first text allocates.
  public init() {}

  deinit {
    for block in blocks { block.base.deallocate() }
  }

  /// Forgets every text, keeps the memory.
  public func reset() {
    block = 0
    used = 0
  }

  /// `count` bytes, uninitialised, that live until `reset()`.
  public func bytes(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    while block < blocks.count {
      if blocks[block].capacity - used >= count {
        let start = blocks[block].base + used
        used += count
        return start
      }
      block += 1
      used = 0
    }
    let capacity = count > 4096 ? count : 4096
    blocks.append(Block(base: UnsafeMutablePointer<UInt8>.allocate(capacity: capacity), capacity: capacity))
    used = count
    return blocks[block].base
  }

  /// A copy of `bytes` that lives until `reset()`.
  public func text(copying bytes: UnsafeBufferPointer<UInt8>) -> Text {
    let start = self.bytes(bytes.count)
    if let base = bytes.baseAddress { start.update(from: base, count: bytes.count) }
    return Text(base: start, count: bytes.count)
  }

  /// The texts one after the other, as one text.
  public func joined(_ a: Text, _ b: Text, _ c: Text = Text("")) -> Text {
    let start = bytes(a.count + b.count + c.count)
    for i in 0..<a.count { start[i] = a.base[i] }
    for i in 0..<b.count { start[a.count + i] = b.base[i] }
    for i in 0..<c.count { start[a.count + b.count + i] = c.base[i] }
    return Text(base: start, count: a.count + b.count + c.count)
  }
}

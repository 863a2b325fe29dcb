/// A list of texts in a row's scratch: what `split` gives.
public struct TextList: @unchecked Sendable {
  /// The first text; valid for `count`.
  public let base: UnsafePointer<Text>
  /// How many texts there are.
  public let count: Int

  /// The `count` texts at `base`.
  public init(base: UnsafePointer<Text>, count: Int) {
    self.base = base
    self.count = count
  }

  /// Python's `list[index]`, `nil` where Python raises and pandas' `str[index]` gives missing.
  public subscript(index: Int) -> Text? {
    let i = index < 0 ? index &+ count : index
    return i >= 0 && i < count ? base[i] : nil
  }

  /// Python's `separator.join(list)`.
  public func joined(by separator: Text, _ scratch: Scratch) -> Text {
    guard count > 0 else { return Text("") }
    var length = separator.count &* (count &- 1)
    for i in 0..<count { length &+= base[i].count }
    let out = scratch.bytes(length)
    var n = 0
    for i in 0..<count {
      if i > 0 { n &+= copy(separator, out + n) }
      n &+= copy(base[i], out + n)
    }
    return Text(base: out, count: n)
  }

  /// Python's `text in list`.
  public func contains(_ text: Text) -> Bool {
    for i in 0..<count where base[i] == text { return true }
    return false
  }
}

extension Scratch {
  /// Room for `count` texts that live until `reset()`.
  public func texts(_ count: Int) -> UnsafeMutablePointer<Text> {
    values(Text.self, count)
  }

  /// Room for `count` values of a trivial type that live until `reset()`.
  public func values<T: BitwiseCopyable>(_ type: T.Type, _ count: Int) -> UnsafeMutablePointer<T> {
    let alignment = MemoryLayout<T>.alignment
    let raw = UnsafeMutableRawPointer(bytes(count &* MemoryLayout<T>.stride &+ alignment))
    return raw.alignedUp(toMultipleOf: alignment).bindMemory(to: T.self, capacity: count)
  }
}

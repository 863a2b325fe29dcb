import Kernels

extension Context {
  /// Methods of strings that need no list of arguments; false where the ordinary way must be taken.
  func performOnString(_ shortcut: Shortcut, _ base: Slot, _ count: Int, into target: Slot) -> Bool {
    let text = base.memory.assumingMemoryBound(to: [UInt8].self)
    let first = Slot(base.memory + Slot.stride)
    switch (shortcut, count) {
    case (.startsWith, 1), (.endsWith, 1):
      guard first.isString else { return false }
      let part = first.memory.assumingMemoryBound(to: [UInt8].self)
      target.set(
        shortcut == .startsWith
          ? text.pointee.starts(with: part.pointee)
          : text.pointee.suffix(part.pointee.count).elementsEqual(part.pointee))
    case (.isDigit, 0), (.isAlpha, 0), (.isSpace, 0):
      let bytes = ItemsMemory(base.reference)
      if bytes.count == 1 {
        target.set(shortcut.includes(bytes.memory.load(fromByteOffset: Layout.firstItem, as: UInt8.self)))
        return true
      }
      guard characters.isASCII(text.pointee) else { return false }
      target.set(!text.pointee.isEmpty && text.pointee.allSatisfy { shortcut.includes($0) })
    case (.lower, 0), (.upper, 0):
      guard characters.isASCII(text.pointee) else { return false }
      let first: UInt8 = shortcut == .lower ? 0x41 : 0x61
      let source = ItemsMemory(base.reference)
      if source.count == 0 { return false }
      let result = NewArray.ofBytes(source.count)
      for i in Layout.firstItem..<(Layout.firstItem &+ source.count) {
        let byte = source.memory.load(fromByteOffset: i, as: UInt8.self)
        result.memory.storeBytes(of: byte &- first < 26 ? byte ^ 0x20 : byte, toByteOffset: i, as: UInt8.self)
      }
      target.store(string: result)
    case (.strip, 0):
      guard characters.isASCII(text.pointee) else { return false }
      guard let start = text.pointee.firstIndex(where: { !Shortcut.isSpace.includes($0) }),
        let end = text.pointee.lastIndex(where: { !Shortcut.isSpace.includes($0) })
      else { return false }
      if end - start + 1 == text.pointee.count {
        target.copy(base)
      } else {
        target.store(.string(PythonString(bytes: text.pointee.part(start..<(end + 1)))))
      }
    case (.split, 1):
      guard first.isString, ItemsMemory(first.reference).count == 1 else { return false }
      let separator = first.reference.load(fromByteOffset: 32, as: UInt8.self)
      target.store(.list(parts(of: text.pointee, separator)))
    case (.replace, 2):
      return replace(text.pointee, first, Slot(first.memory + Slot.stride), into: target)
    case (.join, 1): return join(text.pointee, first, into: target)
    default: return false
    }
    return true
  }

  /// The parts between separators of one byte.
  private func parts(of text: [UInt8], _ separator: UInt8) -> [Value] {
    var positions: [Int] = []
    for (i, byte) in text.enumerated() where byte == separator { positions.append(i) }
    var start = 0
    return .filled(positions.count + 1) { i, place in
      let end = i < positions.count ? positions[i] : text.count
      place.store(.string(PythonString(bytes: text.part(start..<end))))
      start = end + 1
    }
  }

  private func replace(_ text: [UInt8], _ old: Slot, _ new: Slot, into target: Slot) -> Bool {
    guard old.isString, new.isString, ItemsMemory(old.reference).count == 1 else { return false }
    let wanted = old.reference.load(fromByteOffset: 32, as: UInt8.self)
    let replacement = new.memory.assumingMemoryBound(to: [UInt8].self).pointee
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 8)
    for byte in text { if byte == wanted { result += replacement } else { result.append(byte) } }
    target.store(.string(PythonString(bytes: result)))
    return true
  }

  private func join(_ separator: [UInt8], _ list: Slot, into target: Slot) -> Bool {
    guard let object = list.soundObject, object.type == known.list || object.type == known.tuple else { return false }
    let items = object.items
    var size = separator.count * max(0, items.count - 1)
    for i in 0..<items.count {
      guard items[i].isString else { return false }
      size += ItemsMemory(items[i].reference).count
    }
    if size == 0 { return false }
    let result = NewArray.ofBytes(size)
    var end = result.memory + Layout.firstItem
    for i in 0..<items.count {
      if i > 0, !separator.isEmpty {
        separator.withUnsafeBytes { source in
          if let base = source.baseAddress { end.copyMemory(from: base, byteCount: source.count) }
        }
        end += separator.count
      }
      let part = ItemsMemory(items[i].reference)
      end.copyMemory(from: part.memory + Layout.firstItem, byteCount: part.count)
      end += part.count
    }
    target.store(string: result)
    return true
  }
}

extension Shortcut {
  /// Whether an ASCII character is of the kind that a test asks for.
  @inline(__always)
  func includes(_ byte: UInt8) -> Bool {
    switch self {
    case .isDigit: byte &- 0x30 < 10
    case .isAlpha: (byte | 0x20) &- 0x61 < 26
    default: byte == 0x20 || byte &- 0x09 < 5 || byte &- 0x1C < 4
    }
  }
}

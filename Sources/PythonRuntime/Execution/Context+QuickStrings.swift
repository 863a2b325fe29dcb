import Kernels

extension Context {
  /// Methods of strings that need no list of arguments; false where the ordinary way must be taken.
  func performOnString(_ shortcut: Shortcut, _ base: Slot, _ count: Int, into target: Slot) -> Bool {
    let (text, first) = (ItemsMemory(base.reference), Slot(base.memory + Slot.stride))
    switch (shortcut, count) {
    case (.startsWith, 1), (.endsWith, 1):
      guard first.isString else { return false }
      let part = ItemsMemory(first.reference)
      target.set(text.hasBytes(of: part, at: shortcut == .startsWith ? 0 : text.count &- part.count))
    case (.isDigit, 0), (.isAlpha, 0), (.isSpace, 0):
      guard isASCII(base) else { return false }
      target.set(text.count > 0 && !text.hasByte { !shortcut.includes($0) })
    case (.lower, 0), (.upper, 0):
      guard text.count > 0, isASCII(base) else { return false }
      let first: UInt8 = shortcut == .lower ? 0x41 : 0x61
      let result = NewArray.ofBytes(text.count)
      for i in 0..<text.count {
        let byte = text.byte(i)
        result.setByte(i, byte &- first < 26 ? byte ^ 0x20 : byte)
      }
      target.store(string: result)
    case (.strip, 0):
      guard isASCII(base) else { return false }
      return strip(text, base, into: target)
    case (.split, 1):
      guard first.isString, ItemsMemory(first.reference).count == 1 else { return false }
      target.store(list: text.parts(between: ItemsMemory(first.reference).byte(0)))
    case (.replace, 2):
      return replace(base, first, Slot(first.memory + Slot.stride), into: target)
    case (.join, 1):
      return join(base.memory.assumingMemoryBound(to: [UInt8].self).pointee, first, into: target)
    default: return false
    }
    return true
  }

  /// Whether every character of the string in a register is ASCII.
  @inline(__always)
  func isASCII(_ string: Slot) -> Bool {
    let bytes = ItemsMemory(string.reference)
    if bytes.count <= 64 { return bytes.isASCII }
    return characters.knowsAsASCII(bytes)
      || characters.isASCII(string.memory.assumingMemoryBound(to: [UInt8].self).pointee)
  }

  private func strip(_ text: ItemsMemory, _ base: Slot, into target: Slot) -> Bool {
    var (start, end) = (0, text.count)
    while start < end, Shortcut.isSpace.includes(text.byte(start)) { start &+= 1 }
    while start < end, Shortcut.isSpace.includes(text.byte(end &- 1)) { end &-= 1 }
    if start == end { return false }
    if end &- start == text.count {
      target.copy(base)
    } else {
      target.store(string: NewArray.copy(text.memory + Layout.firstItem + start, end &- start))
    }
    return true
  }

  private func replace(_ base: Slot, _ old: Slot, _ new: Slot, into target: Slot) -> Bool {
    guard old.isString, new.isString, ItemsMemory(old.reference).count == 1 else { return false }
    let (text, wanted) = (ItemsMemory(base.reference), ItemsMemory(old.reference).byte(0))
    let (replacement, found) = (ItemsMemory(new.reference), text.count(of: wanted))
    if found == 0 {
      target.copy(base)
      return true
    }
    let size = text.count &+ found &* (replacement.count &- 1)
    if size == 0 { return false }
    let result = NewArray.ofBytes(size)
    var end = 0
    for i in 0..<text.count {
      let byte = text.byte(i)
      if byte != wanted {
        result.setByte(end, byte)
        end &+= 1
      } else {
        (result.memory + Layout.firstItem + end)
          .copyMemory(from: replacement.memory + Layout.firstItem, byteCount: replacement.count)
        end &+= replacement.count
      }
    }
    target.store(string: result)
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

import CObjectCounts
import Kernels

/// Formatting of what lies in registers, in memory on the stack; `nil` sends to the general way.
extension QuickFormat {
  /// How long a text may get here.
  private static let room = 256

  /// `template % argument` with `%d`, `%i` and `%s` for integers and strings: the storage of the text.
  static func percent(_ template: ItemsMemory, _ argument: Slot) -> ItemsMemory? {
    var (first, count) = (argument, 1)
    if let object = argument.soundObject {
      guard object.type == c_known_class(Recycling.tupleType), object.items.count > 0 else { return nil }
      (first, count) = (object.items[0], object.items.count)
    }
    return withUnsafeTemporaryAllocation(byteCount: room, alignment: 8) { buffer in
      guard let output = buffer.baseAddress else { return nil }
      let text = template.memory + Layout.firstItem
      var (i, end, used) = (0, 0, 0)
      while i < template.count {
        let byte = text.load(fromByteOffset: i, as: UInt8.self)
        i &+= 1
        if byte != UInt8(ascii: "%") {
          guard end < room else { return nil }
          output.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
          end &+= 1
          continue
        }
        guard i < template.count, used < count,
          let length = put(
            Slot(first.memory + used &* Slot.stride), as: text.load(fromByteOffset: i, as: UInt8.self), output + end,
            room &- end)
        else { return nil }
        end &+= length
        i &+= 1
        used &+= 1
      }
      return used == count && end > 0 ? NewArray.copy(output, end) : nil
    }
  }

  /// Writes one argument; gives its length.
  private static func put(
    _ value: Slot, as letter: UInt8, _ output: UnsafeMutableRawPointer, _ room: Int
  ) -> Int? {
    if value.isInt {
      guard letter == UInt8(ascii: "d") || letter == UInt8(ascii: "i") || letter == UInt8(ascii: "s"), room >= 20 else {
        return nil
      }
      return IntegerDigits.write(value.int, to: output)
    }
    guard letter == UInt8(ascii: "s"), value.isString else { return nil }
    let part = ItemsMemory(value.reference)
    guard part.count <= room else { return nil }
    output.copyMemory(from: part.memory + Layout.firstItem, byteCount: part.count)
    return part.count
  }

  /// `format(value, specification)` for `[0][width][.precision][d|f]` and integers and floats: the storage of the text.
  static func formatted(_ value: Slot, _ specification: ItemsMemory) -> ItemsMemory? {
    guard let form = NumberForm(specification) else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: room, alignment: 8) { buffer in
      guard let output = buffer.baseAddress else { return nil }
      let isNegative: Bool
      var count: Int
      if value.isInt, form.letter == 0 || form.letter == UInt8(ascii: "d"), form.precision == nil {
        isNegative = value.int < 0
        count = IntegerDigits.write(value.int, to: output)
      } else if value.isFloat, form.letter == UInt8(ascii: "f"), Swift.abs(value.float) < 1e15 {
        isNegative = value.float.sign == .minus
        count = writeFixed(
          value.float, precision: form.precision ?? 6, alternate: false, output.assumingMemoryBound(to: UInt8.self))
      } else {
        return nil
      }
      let missing = form.width &- count
      if missing > 0 {
        // Zeros go behind the sign.
        let start = form.isZero && isNegative ? 1 : 0
        (output + start + missing).copyMemory(from: output + start, byteCount: count &- start)
        for i in start..<(start &+ missing) {
          output.storeBytes(of: form.isZero ? 0x30 : 0x20, toByteOffset: i, as: UInt8.self)
        }
        count &+= missing
      }
      return NewArray.copy(output, count)
    }
  }

  /// A specification of a number that says no more than this.
  private struct NumberForm {
    var isZero = false
    var width = 0
    var precision: Int?
    /// 0 for none.
    var letter: UInt8 = 0

    init?(_ specification: ItemsMemory) {
      let (text, count) = (specification.memory + Layout.firstItem, specification.count)
      var i = 0
      func byte() -> UInt8 { i < count ? text.load(fromByteOffset: i, as: UInt8.self) : 0 }
      func number() -> Int? {
        var result: Int?
        while byte() &- 0x30 < 10, (result ?? 0) < 10 {
          result = (result ?? 0) &* 10 &+ Int(byte() &- 0x30)
          i &+= 1
        }
        return result
      }
      if byte() == 0x30 {
        isZero = true
        i &+= 1
      }
      width = number() ?? 0
      if byte() == UInt8(ascii: ".") {
        i &+= 1
        guard let digits = number() else { return nil }
        precision = digits
      }
      if i < count {
        letter = byte()
        i &+= 1
      }
      guard i == count else { return nil }
    }
  }
}

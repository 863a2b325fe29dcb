import Columns
package import Kernels

/// The values of an array as numpy prints them: padded to the widest of those that are shown.
struct ArrayElements {
  private enum Form {
    case padded(Int)
    case float(FloatElements)
    case plain
  }

  private let array: ArrayText
  private let form: Form

  /// - Parameter shown: the positions that are printed, which decide the widths.
  init(_ array: ArrayText, _ shown: [Int]) {
    self.array = array
    switch array.dtype {
    case .float32, .float64:
      form = .float(
        FloatElements(shown.map { array.values[$0].double ?? .nan }, isFloat32: array.dtype == .float32, array.options))
    case .bool:
      form = .padded(array.shape.isEmpty ? 0 : shown.contains { array.values[$0] == .bool(true) } ? 5 : 0)
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
      let text = ScalarText(era: array.era, options: DisplayOptions())
      form = .padded(shown.map { text.str(array.values[$0], array.dtype) }.widest)
    case .datetime64, .timedelta64:
      form = .padded(shown.map { array.timeText($0) }.widest)
    default: form = .plain
    }
  }

  func text(_ position: Int) -> PythonString {
    switch form {
    case .float(let floats): return floats.text(array.values[position].double ?? .nan)
    case .padded(let width): return array.numberText(position).justified(.right, width)
    case .plain: return array.objectRepr(position)
    }
  }
}

extension ArrayText {
  fileprivate func numberText(_ position: Int) -> PythonString {
    switch dtype {
    case .datetime64, .timedelta64: return timeText(position)
    case .bool: return values[position] == .bool(true) ? (shape.isEmpty ? "True" : " True") : "False"
    default: return ScalarText(era: era, options: DisplayOptions()).str(values[position], dtype)
    }
  }

  fileprivate func timeText(_ position: Int) -> PythonString {
    guard case .int(let count) = values[position] else {
      if case .datetime64 = dtype { return "'NaT'" }
      return "'NaT'"
    }
    if case .datetime64(let unit) = dtype {
      let date = DateText(count, unit)
      let digits = unit == .second ? 0 : unit == .millisecond ? 3 : unit == .microsecond ? 6 : 9
      return "'" + PythonString(date.date + "T" + date.time + date.fraction(digits: digits)) + "'"
    }
    return PythonString(String(count))
  }

  /// `repr` of a value of an object or string array.
  fileprivate func objectRepr(_ position: Int) -> PythonString {
    switch values[position] {
    case .string(let text): return text.pythonRepr
    case .object(let object): return objectText(object, .repr)
    case let value: return ScalarText(era: era, options: DisplayOptions()).str(value)
    }
  }
}

extension PythonString {
  /// Python's `repr` of a string whose characters are all printable but ASCII controls.
  package var pythonRepr: PythonString {
    let apostrophe = UInt8(ascii: "'")
    let quote = UInt8(ascii: "\"")
    let mark = bytes.contains(apostrophe) && !bytes.contains(quote) ? quote : apostrophe
    var result = [mark]
    for byte in bytes {
      switch byte {
      case mark, UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 9: result += Array("\\t".utf8)
      case 10: result += Array("\\n".utf8)
      case 13: result += Array("\\r".utf8)
      case 0..<32, 127:
        let digits = Array("0123456789abcdef".utf8)
        result += Array("\\x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: result.append(byte)
      }
    }
    return PythonString(bytes: result + [mark])
  }
}

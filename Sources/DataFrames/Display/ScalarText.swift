import Columns
import Kernels

/// Text of single values, in one era and with one set of options.
struct ScalarText {
  let era: Era
  let options: DisplayOptions

  /// `str(value)` of a value of this dtype.
  func str(_ value: Scalar, _ dtype: DType? = nil) -> PythonString {
    switch value {
    case .missing: dtype?.nullable != nil ? "<NA>" : isTime(dtype) ? "NaT" : "nan"
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): integer(value, dtype)
    case .float(let value): float(value, dtype)
    case .string(let value): value
    case .object(let object): options.objectText(object, .str)
    }
  }

  /// pandas' `pprint_thing` with its escapes; `quoted` puts strings into apostrophes.
  func pprint(_ value: Scalar, _ dtype: DType? = nil, quoted: Bool = false) -> PythonString {
    switch value {
    case .string(let text):
      if case .interval = dtype { return text }
      return quoted ? "'" + text.escaped + "'" : text.escaped
    case .object(let object): return options.objectText(object, .pprint).escaped
    default: return str(value, dtype)
    }
  }

  /// A name of a series, a level or a row of columns; nothing for `None`.
  func name(_ name: Scalar?) -> PythonString {
    switch name {
    case nil, .some(.none): ""
    case .float(let value) where era == .modern && !value.isNaN:
      formatted(
        .floats([value]), .float64, ArrayStyle(era: era, options: options, leadingSpace: false)
      ).first ?? ""
    case .some(let value): pprint(value)
    }
  }

  func name(_ label: Label?) -> PythonString {
    switch label {
    case nil: ""
    case .single(let value): name(value)
    case .tuple(let parts): tuple(parts)
    }
  }

  /// `pprint_thing` of a tuple: its parts without quotes.
  func tuple(_ parts: [Scalar]) -> PythonString {
    let texts = parts.map { pprint($0) }
    return "(" + texts.joined(", ") + (parts.count == 1 ? ",)" : ")")
  }

  func integer(_ value: Int64, _ dtype: DType?) -> PythonString {
    if dtype == .uint64 { return PythonString(String(UInt64(bitPattern: value))) }
    if case .datetime64(let unit) = dtype { return PythonString(DateText(value, unit).full) }
    if case .timedelta64(let unit) = dtype { return PythonString(DurationText(value, unit).long) }
    var bytes: [UInt8] = []
    appendInteger(value, to: &bytes)
    return PythonString(bytes: bytes)
  }

  func float(_ value: Double, _ dtype: DType?) -> PythonString {
    var bytes: [UInt8] = []
    if dtype == .float32 { appendRepr(Float(value), to: &bytes) } else { appendRepr(value, to: &bytes) }
    return PythonString(bytes: bytes)
  }

  private func isTime(_ dtype: DType?) -> Bool {
    switch dtype {
    case .datetime64, .timedelta64: true
    default: false
    }
  }
}

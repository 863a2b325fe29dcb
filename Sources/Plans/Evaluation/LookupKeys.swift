import Columns
import Kernels

/// A column as the keys of a table.
enum KeyColumn {
  case texts(StringColumn, missing: [Bool]?)
  case integers([Int64], missing: [Bool]?)
  case floats([Double])

  init(_ column: Column, _ kind: ValueType.Base) {
    switch kind {
    case .string: self = .texts(column.texts, missing: column.missing)
    case .int64: self = .integers(column.int64s, missing: column.missing)
    default: self = .floats(column.float64s)
    }
  }

  func withKey<Result>(_ row: Int, _ body: (LookupKey) -> Result) -> Result {
    switch self {
    case .texts(let strings, let missing):
      if missing?[row] == true { return body(.missing) }
      return strings.withText(row) { body(.text($0)) }
    case .integers(let numbers, let missing): return body(missing?[row] == true ? .missing : key(numbers[row]))
    case .floats(let numbers): return body(key(numbers[row]))
    }
  }
}

typealias LookupKeys = (LookupKey, LookupKey, LookupKey, LookupKey)

/// Runs `body` over a row's keys; those that there are not are unused.
func withKeys<Result>(_ columns: [KeyColumn], _ row: Int, _ body: (LookupKeys) -> Result) -> Result {
  func part(_ index: Int, _ body: (LookupKey) -> Result) -> Result {
    index < columns.count ? columns[index].withKey(row, body) : body(.unused)
  }
  return part(0) { a in part(1) { b in part(2) { c in part(3) { d in body((a, b, c, d)) } } } }
}

extension Scalar {
  /// A table's value as one of a kind; bools are kept as integers there.
  init(_ value: LookupKey, _ kind: ValueType.Base) {
    switch (value, kind) {
    case (.int64(let number), .bool): self = .bool(number != 0)
    case (.int64(let number), .float64): self = .float(Double(number))
    case (.int64(let number), _): self = .int(number)
    case (.float64(let number), _): self = .float(number)
    case (.text(let text), _): self = .string(PythonString(text))
    case (.missing, _), (.unused, _): self = .missing
    }
  }

  /// The scalar as a table holds it.
  func cell(_ kind: ValueType.Base) -> LookupCell {
    switch (self, kind) {
    case (.string(let string), .string): .text(string)
    case (.int(let number), .int64): .int64(number)
    case (.bool(let flag), .int64), (.bool(let flag), .bool): .int64(flag ? 1 : 0)
    case (.int, .float64), (.bool, .float64), (.float, .float64): .float64(float64)
    case (.float(let number), .int64): Int64(exactly: number).map { .int64($0) } ?? .missing
    default: .missing
    }
  }
}

extension Text {
  /// A copy of a string in the scratch.
  init(_ string: String, _ scratch: Scratch) {
    self = Array(string.utf8).withUnsafeBufferPointer { scratch.text(copying: $0) }
  }
}

extension RowFailures {
  /// A kernel's message under an exception's class that is known at run time only.
  mutating func append(_ row: Int, _ error: RowError, type: String) {
    append(row: row, type: type, message: PythonString(error.message).description)
  }
}

package import Columns
import Kernels

extension Column {
  /// `value` in every one of `count` rows, stored as `type` says; missing where it is no value of that type.
  package init(_ value: Scalar, of type: ValueType, count: Int) {
    switch (type.base, value) {
    case (.bool, .bool(let flag)): self.init(.bool(Array(repeating: flag, count: count)))
    case (.int64, .int(let number)): self.init(.int64(Array(repeating: number, count: count)))
    case (.float32, .float(let number)): self.init(.float32(Array(repeating: Float(number), count: count)))
    case (.float64, .float(let number)): self.init(.float64(Array(repeating: number, count: count)))
    case (.float64, .int(let number)): self.init(.float64(Array(repeating: Double(number), count: count)))
    case (.string, .string(let string)): self.init(.string(StringColumn(repeatElement(string, count: count))))
    default: self.init(missing: type, count: count)
    }
  }

  /// `count` missing values of a type.
  package init(missing type: ValueType, count: Int) {
    let mask: [Bool]? = count == 0 ? nil : Array(repeating: true, count: count)
    switch type.base {
    case .bool: self.init(.bool(Array(repeating: false, count: count)), missing: mask)
    case .int64: self.init(.int64(Array(repeating: 0, count: count)), missing: mask)
    case .float32: self.init(.float32(Array(repeating: .nan, count: count)))
    case .float64, .vector: self.init(.float64(Array(repeating: .nan, count: count)))
    case .string, .list: self.init(.string(StringColumn(repeatElement("", count: count))), missing: mask)
    }
  }

  /// The type of the values, nullable where one is missing; `nil` for values of mixed kinds.
  package var valueType: ValueType? {
    switch storage {
    case .bool: ValueType(.bool, nullable: missing != nil)
    case .int64: ValueType(.int64, nullable: missing != nil)
    case .float32: .float32
    case .float64: .float64
    case .string: ValueType(.string, nullable: missing != nil)
    case .object: nil
    }
  }

  /// The values as float64, as numpy's `astype` gives them; a missing one is NaN.
  package var float64s: [Double] {
    var values: [Double]
    switch storage {
    case .float64(let numbers): return numbers
    case .float32(let numbers): return numbers.map { Double($0) }
    case .int64(let numbers): values = numbers.map { float64($0) }
    case .bool(let flags): values = flags.map { float64($0) }
    case .string, .object: return Array(repeating: .nan, count: count)
    }
    if let missing {
      for row in values.indices where missing[row] { values[row] = .nan }
    }
    return values
  }

  /// The values as float32; a missing one is NaN.
  var float32s: [Float] {
    switch storage {
    case .float32(let numbers): return numbers
    case .int64(let numbers):
      guard let missing else { return numbers.map { float32($0) } }
      return map(numbers, missing) { $1 ? .nan : float32($0) }
    default: return float64s.map { float32($0) }
    }
  }

  /// The values of an integer or bool column as int64; zero where `missing` says so.
  var int64s: [Int64] {
    switch storage {
    case .int64(let numbers): numbers
    case .bool(let flags): flags.map { int64($0) }
    default: Array(repeating: 0, count: count)
    }
  }

  /// The values of a bool column; false where `missing` says so, and for all other columns.
  var bools: [Bool] {
    if case .bool(let flags) = storage { flags } else { Array(repeating: false, count: count) }
  }

  /// The values of a string column.
  var texts: StringColumn {
    if case .string(let strings) = storage { strings } else { StringColumn(repeatElement("", count: count)) }
  }

  /// The same values with the given rows missing, in the one form that equal columns share: no mask when no row is
  /// missing, and a fixed value under the mask.
  func masked(_ mask: [Bool]?) -> Column {
    guard let mask, mask.contains(true) else { return Column(storage) }
    switch storage {
    case .bool(let flags): return Column(.bool(zip(flags, mask).map { $0 && !$1 }), missing: mask)
    case .int64(let numbers): return Column(.int64(zip(numbers, mask).map { $1 ? 0 : $0 }), missing: mask)
    case .float32(let numbers): return Column(.float32(zip(numbers, mask).map { $1 ? .nan : $0 }))
    case .float64(let numbers): return Column(.float64(zip(numbers, mask).map { $1 ? .nan : $0 }))
    case .object(let values): return Column(.object(zip(values, mask).map { $1 ? .missing : $0 }))
    case .string(let strings):
      var cleared = StringColumn()
      strings.forEachText { row, text in cleared.append(mask[row] ? Text("") : text) }
      return Column(.string(cleared), missing: mask)
    }
  }
}

/// The rows that are missing in one of two masks.
func union(_ a: [Bool]?, _ b: [Bool]?) -> [Bool]? {
  guard let a else { return b }
  guard let b else { return a }
  return zip(a, b).map { $0 || $1 }
}

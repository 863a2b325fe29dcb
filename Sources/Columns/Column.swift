import Kernels

/// A column of values of one kind: what row functions take and give.
///
/// Floats carry missing values as NaN, as numpy does; all other kinds have a mask. dtype, name and index are not here:
/// they belong to the frame.
package struct Column: Sendable, Hashable {
  /// The values; where `missing` says so, the value is unspecified but present.
  package enum Storage: Sendable, Hashable {
    case bool([Bool])
    case int64([Int64])
    case float32([Float])
    case float64([Double])
    case string(StringColumn)
    /// Values of mixed kinds: pandas' `object` where it is not all strings.
    case object([Scalar])
  }

  package var storage: Storage
  /// Which values are missing; `nil` when none is, and always `nil` for floats and objects.
  package var missing: [Bool]?

  package init(_ storage: Storage, missing: [Bool]? = nil) {
    self.storage = storage
    self.missing = missing
  }

  package static func bools(_ values: [Bool], missing: [Bool]? = nil) -> Column {
    Column(.bool(values), missing: missing)
  }
  package static func ints(_ values: [Int64], missing: [Bool]? = nil) -> Column {
    Column(.int64(values), missing: missing)
  }
  package static func floats(_ values: [Double]) -> Column { Column(.float64(values)) }
  package static func strings(_ values: StringColumn, missing: [Bool]? = nil) -> Column {
    Column(.string(values), missing: missing)
  }

  /// Number of values.
  package var count: Int {
    switch storage {
    case .bool(let values): values.count
    case .int64(let values): values.count
    case .float32(let values): values.count
    case .float64(let values): values.count
    case .string(let values): values.count
    case .object(let values): values.count
    }
  }

  /// Whether the value at `row` is missing: masked, NaN, or a missing scalar.
  package func isMissing(_ row: Int) -> Bool {
    switch storage {
    case .float32(let values): values[row].isNaN
    case .float64(let values): values[row].isNaN
    case .object(let values): values[row].isMissing
    default: missing?[row] ?? false
    }
  }

  /// Which rows are missing, whatever the storage; `nil` when none is.
  package var missingRows: [Bool]? {
    let mask: [Bool]
    switch storage {
    case .float64(let numbers): mask = numbers.map(\.isNaN)
    case .float32(let numbers): mask = numbers.map(\.isNaN)
    case .object(let values): mask = values.map(\.isMissing)
    case .bool, .int64, .string: return missing
    }
    return mask.contains(true) ? mask : nil
  }

  /// The value at `row`.
  package subscript(row: Int) -> Scalar {
    if let missing, missing[row] { return .missing }
    switch storage {
    case .bool(let values): return .bool(values[row])
    case .int64(let values): return .int(values[row])
    case .float32(let values): return .float(Double(values[row]))
    case .float64(let values): return .float(values[row])
    case .string(let values): return .string(values[row])
    case .object(let values): return values[row]
    }
  }

  /// The rows at `positions`, in that order.
  package func selecting(_ positions: [Int]) -> Column {
    let mask = missing.map { mask in positions.map { mask[$0] } }
    switch storage {
    case .bool(let values): return Column(.bool(positions.map { values[$0] }), missing: mask)
    case .int64(let values): return Column(.int64(positions.map { values[$0] }), missing: mask)
    case .float32(let values): return Column(.float32(positions.map { values[$0] }))
    case .float64(let values): return Column(.float64(positions.map { values[$0] }))
    case .string(let values): return Column(.string(values.selecting(positions)), missing: mask)
    case .object(let values): return Column(.object(positions.map { values[$0] }))
    }
  }
}

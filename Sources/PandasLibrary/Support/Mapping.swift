import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// The column's values looked up in a frozen table: `map` with a dictionary or series.
  ///
  /// - Parameter name: the column's, for the table's name.
  func lookedUp(
    _ column: TracedColumn, in entries: [(key: Scalar, value: Scalar)], absentIsKey: Bool = false, name: Label?,
    fitted: Plan.Fitted? = nil
  ) throws(Raised) -> TracedColumn {
    let values = Column(scalars: entries.map(\.value))
    guard let key = column.keyBase, !values.isObject else {
      return objectsLookedUp(column, entries, absentIsKey: absentIsKey)
    }
    let fitting = entries.filter { $0.key.fits(key) }
    let type: ValueType =
      entries.isEmpty ? .float64 : ValueType(values.tableBase, nullable: values.presentCount < values.count)
    let operation = Lookup(
      named: tableName(name), entries: fitting.map { ([$0.key], $0.value.as(type.base)) }, keys: [key], value: type,
      absent: absentIsKey ? .key : .missing)
    return try promotingMissing(applying(operation, to: column, fitted: fitted))
  }

  /// A file name for a frozen table.
  func tableName(_ label: Label?) -> String {
    let text = labelText(label ?? .single(.string("table")))
    let safe = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" }
    return String(safe) + ".bin"
  }

  private func objectsLookedUp(
    _ column: TracedColumn, _ entries: [(key: Scalar, value: Scalar)], absentIsKey: Bool
  ) -> TracedColumn {
    var table: [Scalar: Scalar] = [:]
    for entry in entries where table[entry.key.asKey] == nil { table[entry.key.asKey] = entry.value }
    let scalars = (0..<column.count).map { row in
      table[column.values[row].asKey] ?? (absentIsKey ? column.values[row] : .missing)
    }
    return opaqueColumn(Column(scalars: scalars), domain: column.domain, reason: "a table of values of mixed kinds")
  }
}

extension TracedColumn {
  /// The kind of key that a frozen table needs for the values.
  var keyBase: ValueType.Base? {
    switch values.storage {
    case .string: .string
    case .int64, .bool: .int64
    case .float64, .float32: .float64
    case .object: nil
    }
  }
}

extension Column {
  var isObject: Bool { if case .object = storage { true } else { false } }

  /// The kind in which a frozen table holds the values.
  var tableBase: ValueType.Base {
    switch storage {
    case .bool: .bool
    case .int64: .int64
    case .string: .string
    default: .float64
    }
  }
}

extension Scalar {
  /// Whether a key of this kind can equal values of a column.
  func fits(_ base: ValueType.Base) -> Bool {
    switch self {
    case .string: base == .string
    case .int, .bool: base != .string
    case .float(let number): number.isNaN || (base == .float64 || base == .int64 && Int64(exactly: number) != nil)
    case .missing, .none: true
    case .object: false
    }
  }

  /// A number as a float where a table holds floats.
  func `as`(_ base: ValueType.Base) -> Scalar {
    if base == .float64, case .int(let number) = self { return .float(Double(number)) }
    return self
  }
}

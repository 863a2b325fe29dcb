package import Columns
import Kernels

extension RowValues {
  /// The column, where there is one a row and not several.
  package var column: Column? {
    if case .column(let column) = self { column } else { nil }
  }

  /// The columns of a vector.
  package var vector: [Column]? {
    if case .vector(let columns) = self { columns } else { nil }
  }

  /// The rows at `positions`, in that order.
  package func selecting(_ positions: [Int]) -> RowValues {
    switch self {
    case .column(let column):
      let selected = column.selecting(positions)
      return .column(selected.masked(selected.missing))
    case .vector(let columns): return .vector(columns.map { $0.selecting(positions) })
    case .lists(let items, let starts, let missing):
      var chosen: [Int] = []
      var begins = [0]
      for row in positions {
        chosen.append(contentsOf: starts[row]..<starts[row + 1])
        begins.append(chosen.count)
      }
      let mask = missing.map { mask in positions.map { mask[$0] } }
      return .lists(
        items: items.selecting(chosen), starts: begins, missing: mask?.contains(true) == true ? mask : nil)
    }
  }

  /// `count` missing rows of a type.
  package init(missing type: ValueType, count: Int) {
    switch type.base {
    case .vector(let width):
      self = .vector(Array(repeating: Column(missing: .float64, count: count), count: width))
    case .list(let element):
      self = .lists(
        items: Column(missing: element, count: 0), starts: Array(repeating: 0, count: count + 1),
        missing: count == 0 ? nil : Array(repeating: true, count: count))
    default: self = .column(Column(missing: type, count: count))
    }
  }
}

/// Puts results for some of the rows together, in the order of the rows.
struct ScatteredRows {
  private let type: ValueType
  private let count: Int
  private var parts: [(rows: [Int], values: RowValues)] = []

  init(_ type: ValueType, count: Int) {
    self.type = type
    self.count = count
  }

  /// `values` belong to `rows`; rows that nothing names are missing.
  mutating func add(_ values: RowValues, at rows: [Int]) {
    if !rows.isEmpty { parts.append((rows, values)) }
  }

  var gathered: RowValues {
    if parts.count == 1, parts[0].rows == Array(0..<count) { return parts[0].values }
    switch type.base {
    case .vector(let width):
      return .vector((0..<width).map { index in column(.float64) { $0.vector.map { $0[index] } } })
    case .list: return RowValues(missing: type, count: count)
    default: return .column(column(type) { $0.column })
    }
  }

  private func column(_ type: ValueType, _ part: (RowValues) -> Column?) -> Column {
    let columns = parts.map { (rows: $0.rows, column: part($0.values)) }
    switch type.base {
    case .float64:
      var values = [Double](repeating: .nan, count: count)
      for (rows, column) in columns {
        let numbers = column?.float64s ?? []
        for (number, row) in zip(numbers, rows) { values[row] = number }
      }
      return .floats(values)
    case .int64:
      return scattered(columns, 0, { if case .int64(let values) = $0 { values } else { nil } }, { .int64($0) })
    case .bool:
      return scattered(columns, false, { if case .bool(let flags) = $0 { flags } else { nil } }, { .bool($0) })
    case .string: return scatteredTexts(columns)
    case .float32, .vector, .list: break
    }
    var scalars = [Scalar](repeating: .missing, count: count)
    for (rows, values) in parts {
      guard let column = part(values) else { continue }
      for (position, row) in rows.enumerated() { scalars[row] = column[position] }
    }
    return Column(scalars, of: type)
  }

  /// Values put to their rows; those of another kind, and rows that nothing names, are missing.
  private func scattered<Value>(
    _ columns: [(rows: [Int], column: Column?)], _ blank: Value, _ content: (Column.Storage) -> [Value]?,
    _ storage: ([Value]) -> Column.Storage
  ) -> Column {
    var result = [Value](repeating: blank, count: count)
    var mask = [Bool](repeating: true, count: count)
    for (rows, column) in columns {
      guard let column, let values = content(column.storage) else { continue }
      for (position, row) in rows.enumerated() {
        result[row] = values[position]
        mask[row] = column.missing?[position] ?? false
      }
    }
    return Column(storage(result)).masked(mask)
  }

  private func scatteredTexts(_ columns: [(rows: [Int], column: Column?)]) -> Column {
    var texts = StringColumn()
    var places = [Int](repeating: -1, count: count)
    for (rows, column) in columns {
      guard let column, case .string(let own) = column.storage else { continue }
      for (position, row) in rows.enumerated() where !(column.missing?[position] ?? false) {
        places[row] = texts.count + position
      }
      texts.append(own)
    }
    return Column(.string(texts.selectingOrEmpty(places))).masked(places.map { $0 < 0 })
  }
}

extension Column {
  /// The scalars stored as `type` says; one of another kind is missing.
  package init(_ scalars: [Scalar], of type: ValueType) {
    switch type.base {
    case .bool:
      self = Column(.bool(scalars.map { if case .bool(let flag) = $0 { flag } else { false } }))
        .masked(scalars.map { if case .bool = $0 { false } else { true } })
    case .int64:
      self = Column(.int64(scalars.map { if case .int(let number) = $0 { number } else { 0 } }))
        .masked(scalars.map { if case .int = $0 { false } else { true } })
    case .float32: self = Column(.float32(scalars.map { Float($0.float64) }))
    case .float64, .vector: self = Column(.float64(scalars.map(\.float64)))
    case .string, .list:
      self = Column(.string(StringColumn(scalars.map { if case .string(let string) = $0 { string } else { "" } })))
        .masked(scalars.map { if case .string = $0 { false } else { true } })
    }
  }
}

extension Scalar {
  /// The number as float64; NaN for what is none.
  package var float64: Double {
    switch self {
    case .float(let number): number
    case .int(let number): Double(number)
    case .bool(let flag): flag ? 1 : 0
    default: .nan
    }
  }
}

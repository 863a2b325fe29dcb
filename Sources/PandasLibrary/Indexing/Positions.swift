import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// The positions that a slice, a mask or integers choose among `count`.
  func positions(of key: Value, count: Int) throws(Raised) -> [Int] {
    if let slice = key.cast(to: SliceObject.self) { return Array(try slice.range(count: count, in: self)) }
    guard let column = try keyColumn(key) else {
      throw Raised.indexError(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
      )
    }
    if let mask = column.values.mask {
      guard mask.count == count else {
        throw Raised.indexError("Boolean index has wrong length: \(mask.count) instead of \(count)")
      }
      return mask.indices.filter { mask[$0] }
    }
    var result: [Int] = []
    for row in 0..<column.count {
      guard case .int(let number) = column.values[row] else {
        throw Raised.indexError("arrays used as indices must be of integer (or boolean) type")
      }
      let position = number < 0 ? Int(number) + count : Int(number)
      guard (0..<count).contains(position) else {
        throw Raised.indexError("positional indexers are out-of-bounds")
      }
      result.append(position)
    }
    return result
  }

  /// The values of a key that names several rows or columns; `nil` for a scalar.
  func keyColumn(_ key: Value) throws(Raised) -> TracedColumn? {
    guard case .object(let object) = key, !(object is TupleObject) else { return nil }
    if let index = object as? IndexObject { return index.column }
    if object is RangeObject || object is SetObject || object is DictObject || object is IteratorObject {
      return TracedColumn(values: Column(scalars: try items(of: key).map(Scalar.init)), dtype: .object)
    }
    if let list = object as? ListObject {
      for case .object(let item) in list.items { if let cause = item.poison { throw Raised.unsupported(cause) } }
      if list.items.contains(where: { $0.object is TupleObject }) {
        return TracedColumn(values: Column(.object(list.items.map(Scalar.init))), dtype: .object)
      }
    }
    return try NumPy.array(key, in: self)?.tracedColumns.first
  }

  /// The rows that a boolean key keeps; `nil` if the key is none. A series is aligned by its labels.
  func maskedPositions(_ key: Value, index: Index) throws(Raised) -> [Int]? {
    guard let column = try keyColumn(key), column.count > 0 || column.dtype == .bool, let mask = column.values.mask
    else { return nil }
    if column.count == index.count, (key.object as? SeriesObject)?.dtype.nullable == nil,
      column.values.missing?.contains(true) == true
    {
      throw Raised.valueError("Cannot mask with non-boolean array containing NA / NaN values")
    }
    if let series = key.cast(to: SeriesObject.self), !series.index.hasSameLabels(as: index) {
      let known = series.index.firstPositions
      var result: [Int] = []
      for (row, label) in index.labels.enumerated() {
        guard let position = known[label.asKey] else {
          throw Raised(
            Pandas.indexingError,
            "Unalignable boolean Series provided as indexer (index of the boolean Series and of the indexed object do not match)."
          )
        }
        if mask[position] { result.append(row) }
      }
      return result
    }
    guard mask.count == index.count else {
      if key.object is ListObject || key.object is ArrayObject || key.object is SeriesObject {
        throw Raised.valueError("Item wrong length \(mask.count) instead of \(index.count).")
      }
      return nil
    }
    return mask.indices.filter { mask[$0] }
  }

  /// How a mask chose rows, for the record of what the notebook trains on.
  func filter(_ description: String, kept: Int, of count: Int) -> Plan.TrainingFilter {
    Plan.TrainingFilter(description: description, origin: planOrigin, kept: kept, of: count)
  }
}

extension Column {
  /// The bools, false where missing; `nil` for a column of anything else.
  var mask: [Bool]? {
    switch storage {
    case .bool(let flags):
      guard let missing else { return flags }
      return zip(flags, missing).map { $0 && !$1 }
    case .object(let values) where !values.isEmpty:
      var result: [Bool] = []
      for value in values {
        guard case .bool(let flag) = value else { return nil }
        result.append(flag)
      }
      return result
    default: return nil
    }
  }
}

extension Pandas {
  nonisolated(unsafe) static let indexingError = Exceptions.make("IndexingError", module: "pandas.errors")
}

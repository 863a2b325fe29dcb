package import Columns
package import DataFrames
package import Kernels
package import PythonRuntime
package import Tracing

/// `pandas.Index` and its kin: labels as a value of their own. Constant: labels are no row functions.
package final class IndexObject: Object {
  package private(set) var index: Index
  /// Tells the frame or series that it labels of new names.
  private let renamed: (([Scalar?]) -> Void)?

  package init(_ index: Index, renamed: (([Scalar?]) -> Void)? = nil) {
    self.index = index
    self.renamed = renamed
    super.init(type: IndexObject.type(of: index))
  }

  /// Labels of one level.
  package convenience init(_ labels: TracedColumn, names: [Scalar?] = [nil]) {
    self.init(Index(.labels(labels.values, labels.dtype), names: names))
  }

  /// Gives the levels other names.
  package func rename(_ names: [Scalar?]) {
    index.names = names
    renamed?(names)
  }

  private static func type(of index: Index) -> TypeObject {
    switch index.storage {
    case .range: Pandas.rangeIndexType
    case .multi: Pandas.multiIndexType
    case .labels(_, .category): Pandas.categoricalIndexType
    case .labels(_, .datetime64): Pandas.datetimeIndexType
    case .labels(_, .timedelta64): Pandas.timedeltaIndexType
    case .labels: Pandas.indexType
    }
  }

  override package var isMutable: Bool { false }

  /// The labels as a constant column; tuples are objects.
  package var column: TracedColumn {
    if index.isMulti {
      let tuples = (0..<index.count).map { Scalar(index.value(at: $0)) }
      return TracedColumn(values: Column(.object(tuples)), dtype: .object)
    }
    let level = index.levels[0]
    return TracedColumn(values: level.labels, dtype: level.dtype)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if key.cast(to: SliceObject.self) == nil, let position = try context.indexIfInteger(key), !isMask(key) {
      let row = position < 0 ? position + index.count : position
      guard (0..<index.count).contains(row) else {
        throw Raised.indexError("index \(position) is out of bounds for axis 0 with size \(index.count)")
      }
      return context.element(of: index, row)
    }
    return .object(IndexObject(index.selecting(try context.positions(of: key, count: index.count))))
  }

  private func isMask(_ key: Value) -> Bool { if case .bool = key { true } else { false } }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    throw Raised.typeError("Index does not support mutable operations")
  }

  override package func length(in context: Context) throws(Raised) -> Int? { index.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator((0..<index.count).map(index.value(at:)))
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    let label = Label(value)
    if index.isMulti, label.parts.count < index.levelCount {
      return !index.positions(beginning: label.parts).isEmpty
    }
    return !index.positions(of: label).isEmpty
  }

  override package func truth(in context: Context) throws(Raised) -> Bool? {
    let name = index.className(context.era, context.displayOptions)
    throw Raised.valueError(
      "The truth value of a \(name) is ambiguous. Use a.empty, a.bool(), a.item(), a.any() or a.all().")
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    throw Raised.typeError("unhashable type: '\(index.className(context.era, context.displayOptions))'")
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    index.repr(context.era, context.displayOptions)
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard !index.isMulti, let operand = try context.elementwiseOperand(other, count: index.count) else { return nil }
    let result = try context.binary(operation, of: column, operand, reflected: reflected)
    return .object(IndexObject(Index(.labels(result.values, result.dtype), names: index.names)))
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard !index.isMulti, let operand = try context.elementwiseOperand(other, count: index.count) else { return nil }
    return context.array(try context.compare(operation, of: column, operand))
  }
}

extension Context {
  /// The label at a position as `index[i]` gives it.
  package func element(of index: Index, _ row: Int) -> Value {
    if case .labels(_, let dtype) = index.storage, case .single(let scalar) = index.label(at: row) {
      return pandasElement(scalar, dtype.categories?.dtype.value ?? dtype)
    }
    return index.value(at: row)
  }
}

import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// A function of one number that numpy applies to every element, in the dtype of the elements.
enum ElementwiseFunction: Sendable {
  case absolute, not, square

  func applied(to operand: Tracer.Operand, in context: Context) throws(Raised) -> TracedColumn {
    switch self {
    case .absolute: try context.traced(Absolute(), [operand], dtype: operand.dtype)
    case .not: try context.traced(Not(), [operand], dtype: .bool)
    case .square: try context.traced(Multiply(), [operand, operand], dtype: operand.dtype)
    }
  }
}

/// A row operation, by a name of its own: `Call` is another thing in `Plans`.
typealias RowMathematics = RowOperation

/// A function of two values that numpy applies pairwise.
enum PairwiseFunction: Sendable {
  case maximum, minimum
}

extension Context {
  /// `function(value)` of a scalar, an array, a list, or anything of columns, which keeps its kind.
  func mathematical(_ function: ElementwiseFunction, _ value: Value) throws(Raised) -> Value {
    try elementwise(value) { (operand) throws(Raised) in try function.applied(to: operand, in: self) }
  }

  /// An operation on float64 values; narrow floats stay narrow.
  func unary(_ operation: some RowOperation, _ value: Value) throws(Raised) -> Value {
    try elementwise(value) { (operand) throws(Raised) in
      guard operand.dtype == .float32, case .column(let column) = operand else {
        if case .column(let column) = operand, !column.dtype.isNumeric { throw self.notSupported(operation) }
        return try self.traced(operation, [operand])
      }
      let wide = try NumPy.cast(column, to: .float64, in: self)
      return try NumPy.cast(self.traced(operation, [.column(wide)]), to: .float32, in: self)
    }
  }

  private func notSupported(_ operation: some RowOperation) -> Raised {
    .typeError(
      "ufunc '\(type(of: operation).name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
    )
  }

  /// A function of one number that is no row function.
  func unary(
    _ name: String, _ value: Value, _ body: (Double) -> Double, integers: ((Int64) -> Int64)? = nil
  ) throws(Raised) -> Value {
    try elementwise(value) { (operand) throws(Raised) in
      let column = operand.asColumn
      if let integers, case .int64(let numbers) = column.values.storage, column.values.missing == nil {
        return self.untraced(
          .ints(numbers.map(integers)), column.dtype, like: column, reason: "'numpy.\(name)' has no row function")
      }
      let numbers = try self.numbers(column.values).map(body)
      let isNarrow = column.dtype == .float32
      return self.untraced(
        isNarrow ? Column(.float32(numbers.map(Float.init))) : .floats(numbers), isNarrow ? .float32 : .float64,
        like: column, reason: "'numpy.\(name)' has no row function")
    }
  }

  /// A test of every number; NaN is told by a row function.
  func tested(_ name: String, _ value: Value, _ body: (Double) -> Bool) throws(Raised) -> Value {
    try elementwise(value, castsObjects: false) { (operand) throws(Raised) in
      let column = operand.asColumn
      if column.values.holdsStrings || column.values.holdsObjects {
        throw .typeError(
          "ufunc '\(name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
        )
      }
      if name == "isnan" { return try self.traced(IsMissing(), [operand], dtype: .bool) }
      return self.untraced(
        .bools(try self.numbers(column.values).map(body)), .bool, like: column,
        reason: "'numpy.\(name)' has no row function")
    }
  }

  private func untraced(
    _ values: Column, _ dtype: DType, like column: TracedColumn, reason: String
  ) -> TracedColumn {
    var result = untraced(values, dtype, domain: column.domain, reason: reason)
    result.fitted = column.fitted
    return result
  }

  /// A function of two numbers that is no row function.
  func pairwise(
    _ name: String, _ a: Value, _ b: Value, _ body: (Double, Double) -> Double,
    integers: ((Int64, Int64) -> Int64)? = nil
  ) throws(Raised) -> Value {
    let table = (a.object as? any TracedTable) ?? (b.object as? any TracedTable)
    let (x, y) = (try dense(a), try dense(b))
    guard let shape = NumPy.broadcastShape([x.shape, y.shape]) else {
      throw .valueError(
        "operands could not be broadcast together with shapes \(NumPy.text(of: x.shape)) \(NumPy.text(of: y.shape)) ")
    }
    _ = try NumPy.elementCount(shape)
    let (left, right) = (x.broadcast(to: shape), y.broadcast(to: shape))
    var result: Dense
    if let integers, case .int64(let p) = left.values.storage, case .int64(let q) = right.values.storage {
      result = Dense(.ints(zip(p, q).map(integers)), shape: shape, dtype: NumPy.promoted(x.dtype, y.dtype))
    } else {
      result = Dense(zip(try numbers(left.values), try numbers(right.values)).map(body), shape: shape)
    }
    result.fitted = x.fitted ?? y.fitted
    let domain = table?.tracedColumns.first { $0.domain != nil }?.domain
    guard let table, domain != nil || !(table is ArrayObject),
      shape == [table.rowCount] || shape == [table.rowCount, table.tracedColumns.count]
    else { return value(result) }
    let columns = ArrayObject(result).tracedColumns.map { column in
      untraced(column.values, column.dtype, domain: domain, reason: "'numpy.\(name)' has no row function")
    }
    return table.replacing(columns)
  }

  /// A table as it is, anything else as an array.
  func arrayOrTable(_ value: Value) throws(Raised) -> Object {
    let value = try value.supported()
    if let table = value.object as? any TracedTable { return table }
    return try array(value)
  }

  /// `np.round`.
  func rounded(_ value: Value, digits: Int) throws(Raised) -> Value {
    try elementwise(value) { (operand) throws(Raised) in
      if operand.dtype == .bool { throw self.unsupportedNow("'round' of bools") }
      return try self.traced(Round(digits), [operand], dtype: operand.dtype)
    }
  }

  /// `np.clip`.
  func clipped(_ value: Value, _ lower: Value, _ upper: Value) throws(Raised) -> Value {
    for (bound, function) in [(lower, PairwiseFunction.maximum), (upper, .minimum)] {
      guard try NumPy.array(bound, in: self) != nil else { continue }
      // Bounds an element: one function after the other.
      let clipped = try pairwise(function, .object(arrayOrTable(value)), bound)
      return function == .maximum ? try self.clipped(clipped, .none, upper) : try self.clipped(clipped, lower, .none)
    }
    func bound(_ value: Value, _ dtype: DType?) throws(Raised) -> Scalar? {
      if value.isNone { return nil }
      guard case .constant(let scalar, _)? = Tracer.Operand(scalar: value) else {
        throw unsupportedNow("bounds of 'clip' that are no numbers")
      }
      return dtype?.isFloat == true ? scalar.converted(to: .float64) : scalar
    }
    return try elementwise(value) { (operand) throws(Raised) in
      if case .column(let column) = operand, column.dtype.isInteger {
        let bounds = [try bound(lower, nil), try bound(upper, nil)].compactMap { $0 }
        if bounds.contains(where: { if case .float = $0 { true } else { false } }) {
          let wide = Tracer.Operand.column(try NumPy.cast(column, to: .float64, in: self))
          let (low, high) = (try bound(lower, .float64), try bound(upper, .float64))
          return try self.traced(Clip(from: low, to: high), [wide])
        }
        return try self.traced(
          Clip(from: try bound(lower, nil), to: try bound(upper, nil)), [operand], dtype: column.dtype)
      }
      let clip = Clip(from: try bound(lower, operand.dtype), to: try bound(upper, operand.dtype))
      return try self.traced(clip, [operand])
    }
  }

  /// `np.maximum`, `np.minimum`.
  func pairwise(_ function: PairwiseFunction, _ a: Value, _ b: Value) throws(Raised) -> Value {
    func combined(_ x: Tracer.Operand, _ y: Tracer.Operand) throws(Raised) -> TracedColumn {
      function == .maximum ? try self.traced(Maximum(), [x, y]) : try self.traced(Minimum(), [x, y])
    }
    if let x = try side(a), let y = try side(b), x.dense.rank + y.dense.rank > 0 {
      return value(try extremes(function, x, y))
    }
    if let first = a.object as? any TracedTable { return try pairs(first, b, combined) }
    if let second = b.object as? any TracedTable {
      return try pairs(second, a) { (x, y) throws(Raised) in try combined(y, x) }
    }
    if let first = try NumPy.array(a, in: self) { return try pairs(first, b, combined) }
    if let second = try NumPy.array(b, in: self) {
      return try pairs(second, a) { (x, y) throws(Raised) in try combined(y, x) }
    }
    guard let x = Tracer.Operand(scalar: a), let y = Tracer.Operand(scalar: b) else {
      throw unsupportedNow("'\(function)' of such values")
    }
    return scalar(try combined(x, y))
  }

  /// The larger or smaller of two elements, NaN where either is.
  private func extremes(_ function: PairwiseFunction, _ a: DenseSide, _ b: DenseSide) throws(Raised) -> Dense {
    let shape = try broadcastShape(a, b)
    guard let dtype = try NumPy.common(a.side, b.side, in: self) else {
      throw unsupportedNow("'\(function)' of such arrays")
    }
    let (x, y) = (
      a.dense.broadcast(to: shape).values.stored(as: dtype), b.dense.broadcast(to: shape).values.stored(as: dtype)
    )
    let columns = [TracedColumn(values: x, dtype: dtype), TracedColumn(values: y, dtype: dtype)].map(
      Tracer.Operand.column)
    let result =
      try function == .maximum ? traced(Maximum(), columns, dtype: dtype) : traced(Minimum(), columns, dtype: dtype)
    return Dense(result.values, shape: shape, dtype: dtype, fitted: a.dense.fitted ?? b.dense.fitted)
  }

  private func pairs(
    _ table: any TracedTable, _ other: Value, _ body: (Tracer.Operand, Tracer.Operand) throws(Raised) -> TracedColumn
  ) throws(Raised) -> Value {
    let columns = table.tracedColumns
    var others: [Tracer.Operand]
    if let scalar = Tracer.Operand(scalar: other) {
      others = Array(repeating: scalar, count: columns.count)
    } else if let array = try NumPy.array(other, in: self), array.tracedColumns.count == columns.count {
      others = array.tracedColumns.map(Tracer.Operand.column)
    } else {
      throw unsupportedNow("such a broadcast of arrays")
    }
    var results: [TracedColumn] = []
    for (column, other) in zip(columns, others) { results.append(try body(.column(column), other)) }
    return table.replacing(results)
  }

  private func elementwise(
    _ value: Value, castsObjects: Bool = true, _ body: (Tracer.Operand) throws(Raised) -> TracedColumn
  ) throws(Raised) -> Value {
    let value = try value.supported()
    if let scalar = Tracer.Operand(scalar: value) { return self.scalar(try body(scalar)) }
    var table = value.object as? any TracedTable
    if table == nil { table = try NumPy.array(value, in: self) }
    guard let table else { throw unsupportedNow("a function of numpy on '\(value.typeName)'") }
    if let array = table as? ArrayObject, array.isStrided {
      var flat = TracedColumn(values: array.flattened, dtype: array.dtype, fitted: array.tracedFitted)
      if castsObjects, flat.values.holdsObjects { flat = try NumPy.cast(flat, to: .float64, in: self) }
      let result = try body(.column(flat))
      return self.value(Dense(result.values, shape: array.shape, dtype: result.dtype, fitted: result.fitted))
    }
    var columns: [TracedColumn] = []
    for column in table.tracedColumns {
      let input = castsObjects && column.values.holdsObjects ? try NumPy.cast(column, to: .float64, in: self) : column
      columns.append(try body(.column(input)))
    }
    return table.replacing(columns)
  }

  /// The only value of a column that was made of scalars.
  private func scalar(_ column: TracedColumn) -> Value {
    NumPy.element(column.values[0], column.dtype, fitted: column.fitted)
  }

  /// `np.where(condition, a, b)`: an array of the first where the condition holds, else of the second.
  func chosen(_ condition: Value, _ a: Value, _ b: Value) throws(Raised) -> Value {
    if let mask = try side(condition), let x = try side(a), let y = try side(b) {
      return .object(ArrayObject(try chosen(mask, x, y)))
    }
    guard let mask = try NumPy.array(condition, in: self) else {
      return try truth(condition) ? a : b
    }
    var results: [TracedColumn] = []
    let width = mask.tracedColumns.count
    let (first, second) = (try arms(a, width), try arms(b, width))
    for (index, column) in mask.tracedColumns.enumerated() {
      let test =
        column.dtype == .bool && !column.values.holdsObjects
        ? column : try NumPy.cast(column, to: .bool, in: self)
      var (x, y) = (first[index], second[index])
      guard !x.isObject, !y.isObject else { throw unsupportedNow("'where' of objects") }
      if x.isText != y.isText {
        if x.isText ? a.isTableOfText : b.isTableOfText {
          results.append(objects(chosenBy: test, x, y))
          continue
        }
        try checkPromotion(a, b)
        (x, y) = (try NumPy.cast(x, to: .str, in: self), try NumPy.cast(y, to: .str, in: self))
      }
      results.append(try traced(Choose(), [.column(test), x, y], dtype: Tracer.Operand.common(x, y)))
    }
    let isFixedText = !a.isTableOfText && !b.isTableOfText
    let dtype = results.first.map { $0.values.holdsStrings && isFixedText ? .str : NumPy.arrayDType(of: $0.dtype) }
    if mask.isOneDimensional, let only = results.first { return .object(ArrayObject(only, dtype: dtype)) }
    return .object(
      ArrayObject(
        columns: results, rows: mask.rowCount, dtype: dtype ?? .float64, isColumnMajor: mask.isColumnMajor))
  }

  /// Since numpy 2 fixed-width text has no common dtype with a number of Python's own.
  private func checkPromotion(_ a: Value, _ b: Value) throws(Raised) {
    guard era == .modern else { return }
    func dtype(_ value: Value) -> String? {
      switch value {
      case .int: "<class 'numpy.dtypes._PyLongDType'>"
      case .float: "<class 'numpy.dtypes._PyFloatDType'>"
      default: nil
      }
    }
    guard dtype(a) != nil || dtype(b) != nil else { return }
    let text = "<class 'numpy.dtypes.StrDType'>"
    let (first, second) = (dtype(a) ?? text, dtype(b) ?? text)
    throw Raised(
      NumPy.dtypePromotionError,
      PythonString(
        "The DType \(first) could not be promoted by \(second). This means that no common DType exists for the given "
          + "inputs. For example they cannot be stored in a single array unless the dtype is `object`. "
          + "The full list of DTypes is: (\(first), \(second))"))
  }

  /// Objects of mixed kinds, each as it is: no row function.
  private func objects(chosenBy test: TracedColumn, _ a: Tracer.Operand, _ b: Tracer.Operand) -> TracedColumn {
    let flags = test.values.flags ?? []
    func element(_ operand: Tracer.Operand, _ row: Int) -> Scalar {
      switch operand {
      case .column(let column): column.values[row]
      case .constant(let scalar, _): scalar
      }
    }
    let scalars = flags.indices.map { element(flags[$0] ? a : b, $0) }
    return untraced(
      Column(.object(scalars)), .object, domain: test.domain ?? a.asColumn.domain ?? b.asColumn.domain,
      reason: "'where' of text and numbers")
  }

  /// `np.where` of plain elements.
  private func chosen(_ mask: DenseSide, _ a: DenseSide, _ b: DenseSide) throws(Raised) -> Dense {
    guard let shape = NumPy.broadcastShape([mask.dense.shape, a.dense.shape, b.dense.shape]) else {
      let shapes = [mask, a, b].map { NumPy.text(of: $0.dense.shape) }.joined(separator: " ")
      throw .valueError("operands could not be broadcast together with shapes \(shapes) ")
    }
    let test = ArrayObject(mask.dense.broadcast(to: shape))
    let flags = try test.cast(to: .bool, in: self).flattened.flags ?? []
    var dtype = NumPy.joined([a.dense.dtype, b.dense.dtype])
    if dtype != .object, dtype != .str, dtype.isNumeric {
      dtype = try NumPy.common(a.side, b.side, in: self) ?? dtype
    }
    let (x, y) = (a.dense.broadcast(to: shape).values, b.dense.broadcast(to: shape).values)
    let scalars = flags.indices.map { flags[$0] ? x[$0] : y[$0] }
    return Dense(scalars, shape: shape, dtype: dtype, fitted: mask.dense.fitted ?? a.dense.fitted ?? b.dense.fitted)
  }

  private func arms(_ value: Value, _ count: Int) throws(Raised) -> [Tracer.Operand] {
    if let scalar = Tracer.Operand(scalar: value) { return Array(repeating: scalar, count: count) }
    guard let array = try NumPy.array(value, in: self), array.tracedColumns.count == count else {
      throw unsupportedNow("such a broadcast of arrays")
    }
    return array.tracedColumns.map(Tracer.Operand.column)
  }
}

extension Value {
  /// Whether this is a table whose text numpy keeps as objects.
  fileprivate var isTableOfText: Bool {
    guard let table = object as? any TracedTable else { return false }
    return (table as? ArrayObject)?.dtype != .str
  }
}

extension Tracer.Operand {
  /// The operand as a column; a scalar is a column of one.
  fileprivate var asColumn: TracedColumn {
    switch self {
    case .column(let column): return column
    case .constant(let scalar, let fitted):
      let values = Column(repeating: scalar, count: 1)
      return TracedColumn(values: values, dtype: DType(of: values), fitted: fitted)
    }
  }

  fileprivate var isObject: Bool {
    switch self {
    case .column(let column): column.values.holdsObjects
    case .constant(.object, _), .constant(.none, _): true
    case .constant: false
    }
  }

  /// The narrow integer dtype that both share; `nil` leaves it to the values.
  fileprivate static func common(_ a: Tracer.Operand, _ b: Tracer.Operand) -> DType? {
    guard let dtype = a.dtype ?? b.dtype, dtype.isInteger else { return nil }
    switch (a, b) {
    case (.column(let x), .column(let y)): return x.dtype == y.dtype ? dtype : nil
    case (.column, .constant(.int, _)), (.constant(.int, _), .column): return dtype
    default: return nil
    }
  }
}

import Columns
import DataFrames
import Plans
import PythonRuntime
import Tracing

/// What an index chooses along one axis.
enum AxisChoice {
  case one(Int)
  /// A slice: a view.
  case range([Int])
  /// An array of positions or a mask: a copy.
  case several([Int], isMask: Bool)
  /// `None`: a new axis.
  case newAxis

  var positions: [Int] {
    switch self {
    case .one(let position): [position]
    case .range(let positions), .several(let positions, _): positions
    case .newAxis: []
    }
  }

  var isNewAxis: Bool {
    if case .newAxis = self { true } else { false }
  }
}

extension ArrayObject {
  /// `self[key]`.
  func selected(_ key: Value, in context: Context) throws(Raised) -> Value {
    if isStrided { return try selectedElements(key, in: context) }
    if needsElements(key) { return try ArrayObject(dense).selectedElements(key, in: context) }
    if let mask = try wholeMask(key, in: context) { return .object(elements(where: mask)) }
    let choices = try choices(key, in: context)
    if choices.contains(where: \.isNewAxis) { return try withNewAxis(choices, in: context) }
    if isOneDimensional { return try selectedRows(choices[0], in: context) }
    return try selectedMatrix(choices[0], choices[1], in: context)
  }

  /// Whether a key chooses from traced columns in a way that leaves no rows.
  private func needsElements(_ key: Value) -> Bool {
    let keys = key.cast(to: TupleObject.self)?.items ?? [key]
    let added = keys.count { $0.isNone }
    if added > 0 { return shape.count + added > 2 || shape.count > 1 }
    return keys.contains { ($0.object as? any TracedTable)?.isOneDimensional == false } && keys.count > 1
      || keys.contains { ($0.object as? any TracedTable)?.isOneDimensional == false && isOneDimensional }
      || keys.contains { ($0.object as? ListObject)?.items.contains { $0.object is ListObject } == true }
  }

  /// What the key chooses along each axis.
  func choices(_ key: Value, in context: Context) throws(Raised) -> [AxisChoice] {
    var keys = key.cast(to: TupleObject.self)?.items ?? [key]
    let axes = shape.count
    let given = keys.count { !$0.isNone && !($0.object is EllipsisObject) }
    if given > axes {
      throw .indexError("too many indices for array: array is \(axes)-dimensional, but \(given) were indexed")
    }
    let all = Value.object(SliceObject(start: .none, stop: .none))
    let rest = Array(repeating: all, count: axes - given)
    if let ellipsis = keys.firstIndex(where: { $0.object is EllipsisObject }) {
      keys.replaceSubrange(ellipsis...ellipsis, with: rest)
    } else {
      keys += rest
    }
    var axis = 0
    var result: [AxisChoice] = []
    for key in keys {
      if key.isNone {
        result.append(.newAxis)
        continue
      }
      result.append(try choice(key, axis: axis, count: shape[axis], in: context))
      axis += 1
    }
    return result
  }

  private func choice(_ key: Value, axis: Int, count: Int, in context: Context) throws(Raised) -> AxisChoice {
    if let slice = key.cast(to: SliceObject.self) { return .range(Array(try slice.range(count: count, in: context))) }
    if case .bool = key { throw context.unsupportedNow("a bool as an index of an array") }
    if let index = try context.indexIfInteger(key) { return .one(try position(index, axis: axis, count: count)) }
    guard let array = try NumPy.array(key, in: context), array.isOneDimensional, let column = array.tracedColumns.first
    else {
      throw .indexError(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
      )
    }
    if column.count > 0, let flags = column.values.flags {
      guard flags.count == count else { throw wrongMask(flags.count, axis: axis, count: count, context) }
      return .several(flags.indices.filter { flags[$0] }, isMask: true)
    }
    guard let numbers = column.values.wholeNumbers else {
      throw .indexError("arrays used as indices must be of integer (or boolean) type")
    }
    var positions: [Int] = []
    for number in numbers { positions.append(try position(number, axis: axis, count: count)) }
    return .several(positions, isMask: false)
  }

  func position(_ index: Int, axis: Int, count: Int) throws(Raised) -> Int {
    let position = index < 0 ? index + count : index
    guard (0..<count).contains(position) else {
      throw .indexError("index \(index) is out of bounds for axis \(axis) with size \(count)")
    }
    return position
  }

  func wrongMask(_ given: Int, axis: Int, count: Int, _ context: Context) -> Raised {
    if context.era == .classic {
      return .indexError(
        "boolean index did not match indexed array along dimension \(axis); dimension is \(count) but corresponding "
          + "boolean dimension is \(given)")
    }
    return .indexError(
      "boolean index did not match indexed array along axis \(axis); size of axis is \(count) but size of corresponding "
        + "boolean axis is \(given)")
  }

  private func selectedRows(_ choice: AxisChoice, in context: Context) throws(Raised) -> Value {
    switch choice {
    case .one(let row): return entry(row)
    case .range(let positions): return .object(viewing(positions))
    case .several(let positions, let isMask):
      return selectingRows(positions, filter: isMask ? maskFilter(positions, in: context) : nil)
    case .newAxis: return .object(self)
    }
  }

  private func selectedMatrix(_ rows: AxisChoice, _ columns: AxisChoice, in context: Context) throws(Raised) -> Value {
    switch (rows, columns) {
    case (.one(let row), .one(let column)): return element(row, column)
    case (.several(let rows, _), .several(let columns, _)):
      return .object(try elements(rows, columns))
    default: break
    }
    let chosen = selectingColumns(columns)
    if case .one(let row) = rows { return .object(chosen.row(row)) }
    if case .range(let positions) = rows, positions == Array(0..<rowCount) { return .object(chosen) }
    return try chosen.selectedRows(rows, in: context)
  }

  /// The columns that are chosen; one column is a view, a vector.
  private func selectingColumns(_ choice: AxisChoice) -> ArrayObject {
    switch choice {
    case .one(let column): return ArrayObject(sharing: buffers[column], dtype: dtype)
    case .range(let positions):
      return ArrayObject(
        sharing: positions.map { buffers[$0] }, rows: rowCount, dtype: dtype, isColumnMajor: isColumnMajor)
    case .several(let positions, _):
      // numpy copies the chosen columns one after the other.
      return ArrayObject(
        columns: positions.map { buffers[$0].column }, rows: rowCount, dtype: dtype, isColumnMajor: true)
    case .newAxis: return self
    }
  }

  /// `self[rows, columns]` pairwise.
  private func elements(_ rows: [Int], _ columns: [Int]) throws(Raised) -> ArrayObject {
    guard rows.count == columns.count else {
      throw .indexError(
        "shape mismatch: indexing arrays could not be broadcast together with shapes (\(rows.count),) (\(columns.count),) "
      )
    }
    let scalars = zip(rows, columns).map { buffers[$1].column.values[$0] }
    return ArrayObject(TracedColumn(values: NumPy.column(scalars, dtype), dtype: dtype), dtype: dtype)
  }

  /// A mask over all elements of a matrix, row by row; `nil` for other keys.
  private func wholeMask(_ key: Value, in context: Context) throws(Raised) -> [[Bool]]? {
    guard !isOneDimensional, let array = key.object as? any TracedTable, !array.isOneDimensional else { return nil }
    let masks = array.tracedColumns.compactMap(\.values.flags)
    guard masks.count == buffers.count, array.rowCount == rowCount else { return nil }
    return masks
  }

  private func elements(where masks: [[Bool]]) -> ArrayObject {
    var scalars: [Scalar] = []
    for row in 0..<rowCount {
      for column in buffers.indices where masks[column][row] { scalars.append(buffers[column].column.values[row]) }
    }
    return ArrayObject(TracedColumn(values: NumPy.column(scalars, dtype), dtype: dtype), dtype: dtype)
  }

  private func withNewAxis(_ choices: [AxisChoice], in context: Context) throws(Raised) -> Value {
    guard isOneDimensional, choices.count == 2,
      let vector = try selectedRows(choices.first { !$0.isNewAxis } ?? .newAxis, in: context).cast(to: ArrayObject.self)
    else { throw context.unsupportedNow("an array of more than two dimensions") }
    return .object(
      try vector.reshaped(choices[0].isNewAxis ? [1, vector.rowCount] : [vector.rowCount, 1], in: context))
  }

  /// How a mask chose rows, for the record of what the notebook trains on.
  private func maskFilter(_ kept: [Int], in context: Context) -> Plan.TrainingFilter {
    Plan.TrainingFilter(description: "mask", origin: context.planOrigin, kept: kept.count, of: rowCount)
  }
}

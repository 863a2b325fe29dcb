import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// A column after `value` was stored into some of its rows.
  ///
  /// - Parameter mask: the key that chose the rows: a traced mask makes a choice between row functions, labels and positions
  ///   are no choice.
  func storing(
    _ value: Value, into column: TracedColumn, _ selection: AxisSelection, mask: Value, index: Index
  ) throws(Raised) -> TracedColumn {
    let positions: [Int] =
      switch selection {
      case .one(let position): [position]
      case .several(let positions, _): positions
      case .absent: []
      }
    let given = try storedColumn(value, positions: positions, count: column.count, index: index)
    let stored = column.holding(given)
    // A list of no labels stores nothing; a mask that holds nowhere is checked all the same.
    var isChecked = !positions.isEmpty
    if !isChecked { isChecked = try maskColumn(mask, index: index)?.count == column.count }
    if isChecked { try checkStored(stored, in: column) }
    if positions.count == column.count, column.count > 0, positions == Array(0..<column.count), case .column = stored {
      return try operandColumn(stored, like: column)
    }
    if let flags = try maskColumn(mask, index: index), flags.count == column.count {
      return try choosing(flags, stored, column)
    }
    let flags = [Bool](repeating: false, count: column.count)
    let chosen = positions.reduce(into: flags) { $0[$1] = true }
    var result = try choosing(TracedColumn(values: .bools(chosen), dtype: .bool), stored, untraced(column))
    result.domain = column.domain
    if column.domain != nil {
      result.function = opaque(result.dtype, "values stored to rows by label or position")
    }
    return result
  }

  /// Since pandas 3 a store does not change the dtype: TypeError for a scalar that the column does not hold.
  private func checkStored(_ stored: Tracer.Operand, in column: TracedColumn) throws(Raised) {
    guard era == .modern, case .constant(let scalar, _) = stored, !scalar.isMissing else { return }
    let fits: Bool
    switch column.dtype {
    case .bool: if case .bool = scalar { fits = true } else { fits = false }
    case .str: if case .string = scalar { fits = true } else { fits = false }
    case let dtype where dtype.isInteger:
      switch scalar {
      case .int: fits = true
      case .float(let number): fits = Int64(exactly: number) != nil
      default: fits = false
      }
    case let dtype where dtype.isFloat:
      switch scalar {
      case .int, .float: fits = true
      default: fits = false
      }
    default: fits = true
    }
    guard !fits else { return }
    let text = try str(scalar.pythonValue)
    guard column.dtype == .str else {
      throw Raised.typeError("Invalid value '\(text)' for dtype '\(column.dtype.name(era))'")
    }
    throw Raised.typeError(
      "Invalid value '\(text)' for dtype 'str'. Value should be a string or missing value, got '\(scalar.pythonValue.typeName)' instead."
    )
  }

  /// `mask ? stored : column`, in the dtype that holds both.
  func choosing(
    _ mask: TracedColumn, _ stored: Tracer.Operand, _ column: TracedColumn
  ) throws(Raised) -> TracedColumn {
    let isText = stored.isText
    if column.holdsNone(era) { return mixedChoice(mask, stored, column) }
    let mask = try presentFlags(mask, "Cannot mask with non-boolean array containing NA / NaN values", "ValueError")
    if case .constant(let scalar, _) = stored, scalar.isMissing {
      let keep = try unary(.invert, of: mask)
      // Integers that could be missing are floats, also where the mask leaves all of them alone.
      let column = column.dtype.isInteger ? try applying(Cast(to: .float64), to: column, dtype: .float64) : column
      return try promotingMissing(
        applying(KeepWhere(), to: [.column(keep), .column(column)], dtype: keptDType(column)))
    }
    let isBool = column.dtype == .bool && stored.dtype != .bool && !stored.isBool && !stored.isText
    guard isText == column.isText, !column.isObjects, !stored.isObjects, !isBool else {
      return mixedChoice(mask, stored, column)
    }
    let sameKind: DType? =
      column.dtype == stored.dtype || stored.dtype == nil && column.keepsDType(stored) ? column.dtype : nil
    return try applying(Choose(), to: [.column(mask), stored, .column(column)], dtype: sameKind)
  }

  private func keptDType(_ column: TracedColumn) -> DType? {
    column.dtype.isInteger || column.dtype == .bool ? nil : column.dtype
  }

  /// Strings among numbers: a column of objects, which is no row function.
  private func mixedChoice(_ mask: TracedColumn, _ stored: Tracer.Operand, _ column: TracedColumn) -> TracedColumn {
    let flags = mask.values.mask ?? []
    let old = column.shownValues(era)
    let scalars = flags.indices.map { row -> Scalar in
      guard flags[row] else { return old[row] }
      switch stored {
      case .column(let other): return other.values[row]
      case .constant(let scalar, _): return scalar
      }
    }
    let all = flags.allSatisfy { $0 }
    let isText = scalars.allSatisfy { if case .string = $0 { true } else { $0.isMissing } }
    let values = all && !isText ? Column(scalars: scalars) : Column(.object(scalars))
    return opaqueColumn(values, domain: column.domain ?? mask.domain, reason: "values of mixed kinds in one column")
  }

  /// The mask as a traced column, if the key is one with the same labels.
  private func maskColumn(_ key: Value, index: Index) throws(Raised) -> TracedColumn? {
    if let series = key.cast(to: SeriesObject.self), !series.index.hasSameLabels(as: index) { return nil }
    guard let column = try keyColumn(key), case .bool = column.values.storage, column.values.missing == nil else {
      return nil
    }
    return column
  }

  private func untraced(_ column: TracedColumn) -> TracedColumn {
    TracedColumn(values: column.values, dtype: column.dtype)
  }

  /// The stored value over all rows: a scalar, a column of all rows, or values for the chosen rows put in their places.
  private func storedColumn(
    _ value: Value, positions: [Int], count: Int, index: Index
  ) throws(Raised) -> Tracer.Operand {
    if let scalar = Tracer.Operand(scalar: value) { return scalar }
    if let series = value.cast(to: SeriesObject.self) {
      return .column(try reindexed(series.column, series.index, to: index, domain: nil))
    }
    guard let array = try NumPy.array(value, in: self), let column = array.tracedColumns.first else {
      return .constant(Scalar(value), nil)
    }
    if column.count == count, positions.count == count { return .column(column) }
    guard column.count == positions.count else {
      throw Raised.valueError("cannot set using a list-like indexer with a different length than the value")
    }
    var places = [Int](repeating: -1, count: count)
    for (place, position) in positions.enumerated() { places[position] = place }
    let field = column.values.selectingOrMissing(places)
    let rows = column.domain?.selectingOrSynthetic(places)
    // Values that the mask leaves out are never looked at, so the row function stays what it is.
    return .column(
      TracedColumn(
        values: field.unmasked, dtype: column.dtype, function: column.function,
        domain: rows.map { _ in
          column.domain ?? Domain(rows: [])
        }))
  }

  private func operandColumn(_ stored: Tracer.Operand, like column: TracedColumn) throws(Raised) -> TracedColumn {
    switch stored {
    case .column(let other): return adopted(other, by: column.domain)
    case .constant(let scalar, let fitted):
      return try constantColumn(scalar, fitted: fitted, count: column.count, domain: column.domain)
    }
  }
}

extension TracedColumn {
  /// What is stored as the column holds it: among integers a whole number that came as a float.
  fileprivate func holding(_ stored: Tracer.Operand) -> Tracer.Operand {
    guard dtype.isInteger, case .constant(.float(let number), let fitted) = stored, let whole = Int64(exactly: number),
      dtype.integerLimits?.contains(whole) ?? true
    else { return stored }
    return .constant(.int(whole), fitted)
  }

  /// Whether a scalar fits into the column as it is.
  func keepsDType(_ operand: Tracer.Operand) -> Bool {
    guard case .constant(let scalar, _) = operand else { return false }
    switch (scalar, dtype) {
    case (.int, _): return dtype.isInteger || dtype.isFloat
    case (.float, _): return dtype.isFloat
    case (.string, _): return isText
    case (.bool, .bool): return true
    default: return false
    }
  }
}

extension Column {
  /// Integers and bools without their mask; for places that are not looked at.
  var unmasked: Column {
    switch storage {
    case .int64, .bool: Column(storage)
    default: self
    }
  }
}

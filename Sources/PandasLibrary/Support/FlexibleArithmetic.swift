import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// An operator between columns: arithmetic or a comparison.
private enum Flexible {
  case binary(BinaryOperator, reflected: Bool)
  case comparison(ComparisonOperator)

  func callAsFunction(
    _ a: TracedColumn, _ b: Tracer.Operand, _ context: Context
  ) throws(Raised) -> TracedColumn {
    switch self {
    case .binary(let operation, let reflected): try context.binary(operation, of: a, b, reflected: reflected)
    case .comparison(let operation): try context.compare(operation, of: a, b)
    }
  }
}

extension Call {
  /// `add` and its kin: an operator that aligns labels, with a value for what one side lacks.
  func flexible(_ operation: BinaryOperator, reflected: Bool = false) throws(Raised) -> Value {
    try flexible(.binary(operation, reflected: reflected))
  }

  /// `eq` and its kin.
  func flexible(_ operation: ComparisonOperator) throws(Raised) -> Value { try flexible(.comparison(operation)) }

  private func flexible(_ operation: Flexible) throws(Raised) -> Value {
    if !isNone("level") { throw unsupported("argument 'level' of '\(signature.name)'", argument: "level") }
    var fill: Tracer.Operand?
    if signature.parameters.contains(where: { $0.name == "fill_value" }), !isNone("fill_value") {
      guard let scalar = Tracer.Operand(scalar: self["fill_value"]) else { throw unsupported("such a 'fill_value'") }
      fill = scalar
    }
    if let frame = receiver.cast(to: FrameObject.self) { return try flexible(operation, try self.frame, fill, frame) }
    let series = try series
    let other = self["other"]
    if let right = other.cast(to: SeriesObject.self) {
      let (a, b, index) = try context.aligned(series, right)
      let (left, second) = try context.filledWhereAlone(a, b, fill)
      let name = series.name == right.name ? series.name : nil
      return .object(SeriesObject(try operation(left, .column(second), context), index: index, name: name))
    }
    if other.object is FrameObject { throw unsupported("'\(signature.name)' of a series and a frame") }
    guard let operand = try context.elementwiseOperand(other, count: series.rowCount) else {
      throw unsupported("'\(signature.name)' with '\(other.typeName)'")
    }
    var column = series.column
    if case .constant(let scalar, _) = operand, scalar.isMissing {
    } else if let fill, case .constant(let value, _) = fill {
      column = try context.filled(column, with: value, fitted: fill.fitted)
    }
    return series.with(try operation(column, operand, context))
  }

  private func flexible(
    _ operation: Flexible, _ frame: FrameObject, _ fill: Tracer.Operand?, _: FrameObject
  ) throws(Raised) -> Value {
    let other = self["other"]
    if let right = other.cast(to: FrameObject.self) {
      return .object(
        try context.combined(frame, right, fill: fill) { (a, b) throws(Raised) in
          try operation(a, .column(b), context)
        })
    }
    if fill != nil, other.object is SeriesObject {
      throw Raised(named: "NotImplementedError", "fill_value 0 not supported.")
    }
    let isByRow = try axis() == 0
    return .object(
      try context.combined(frame, with: other, isByRow: isByRow) { (column, operand) throws(Raised) in
        var column = column
        if let fill, case .constant(let value, _) = fill {
          column = try context.filled(column, with: value, fitted: fill.fitted)
        }
        return try operation(column, operand, context)
      })
  }
}

extension Context {
  /// Two columns, each filled where it alone is missing.
  fileprivate func filledWhereAlone(
    _ a: TracedColumn, _ b: TracedColumn, _ fill: Tracer.Operand?
  ) throws(Raised) -> (TracedColumn, TracedColumn) {
    guard let fill else { return (a, b) }
    let lacksA = try isMissing(a)
    let lacksB = try isMissing(b)
    let onlyA = try binary(.and, of: lacksA, .column(unary(.invert, of: lacksB)))
    let onlyB = try binary(.and, of: lacksB, .column(unary(.invert, of: lacksA)))
    return (try choosing(onlyA, fill, a), try choosing(onlyB, fill, b))
  }

  /// Two frames over the union of their labels.
  func combined(
    _ a: FrameObject, _ b: FrameObject, fill: Tracer.Operand? = nil,
    _ operation: (TracedColumn, TracedColumn) throws(Raised) -> TracedColumn
  ) throws(Raised) -> FrameObject {
    let header = a.header.hasSameLabels(as: b.header) ? a.header : try union(a.header, b.header)
    let join = a.index.hasSameLabels(as: b.index) ? nil : try levelJoin(a.index, b.index)
    let index: Index
    if let join {
      index = join.index
    } else {
      index = a.index.hasSameLabels(as: b.index) ? a.index : try union(a.index, b.index)
    }
    func column(_ frame: FrameObject, _ place: Int) throws(Raised) -> TracedColumn {
      let position: Int?
      if frame.header.hasSameLabels(as: header) {
        position = place
      } else {
        position = frame.positions(of: header.label(at: place)).first
      }
      guard let position else {
        return try constantColumn(.float(.nan), .float64, count: index.count, domain: nil)
      }
      if let join { return placed(frame.column(position), at: frame === a ? join.left : join.right, domain: nil) }
      return try reindexed(frame.column(position), frame.index, to: index, domain: nil)
    }
    var columns: [TracedColumn] = []
    for place in 0..<header.count {
      let (left, right) = try filledWhereAlone(column(a, place), column(b, place), fill)
      columns.append(try operation(left, right))
    }
    let domain = columns.lazy.compactMap(\.domain).first
    return FrameObject(index: index, header: header, columns: columns.map { adopted($0, by: domain) }, domain: domain)
  }

  /// A frame with a scalar, with a series along an axis, or with an array.
  func combined(
    _ frame: FrameObject, with other: Value, isByRow: Bool,
    _ operation: (TracedColumn, Tracer.Operand) throws(Raised) -> TracedColumn
  ) throws(Raised) -> FrameObject {
    if let scalar = timeOrScalar(other) {
      var columns: [TracedColumn] = []
      for column in frame.tracedColumns { columns.append(try operation(column, scalar)) }
      return FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    }
    if let series = other.cast(to: SeriesObject.self) {
      return try isByRow ? combinedByRow(frame, series, operation) : combinedByColumn(frame, series, operation)
    }
    guard let array = try NumPy.array(other, in: self) else {
      throw unsupportedNow("arithmetic of a frame and '\(other.typeName)'")
    }
    var operands: [Tracer.Operand] = []
    if array.isOneDimensional, let values = array.tracedColumns.first {
      let expected = isByRow ? frame.rowCount : frame.columnCount
      guard values.count == expected else {
        throw Raised.valueError("Unable to coerce to Series, length must be \(expected): given \(values.count)")
      }
      operands =
        isByRow
        ? [Tracer.Operand](repeating: .column(values), count: frame.columnCount)
        : (0..<values.count).map { .constant(values.values[$0], values.fitted) }
    } else {
      guard array.rowCount == frame.rowCount, array.tracedColumns.count == frame.columnCount else {
        throw Raised.valueError(
          "Unable to coerce to DataFrame, shape must be (\(frame.rowCount), \(frame.columnCount)): given (\(array.rowCount), \(array.tracedColumns.count))"
        )
      }
      operands = array.tracedColumns.map(Tracer.Operand.column)
    }
    var columns: [TracedColumn] = []
    for (column, operand) in zip(frame.tracedColumns, operands) { columns.append(try operation(column, operand)) }
    return FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
  }

  private func timeOrScalar(_ value: Value) -> Tracer.Operand? {
    if let time = timeOperand(value) { return time }
    if let type = value.object as? TypeObject { return .constant(Scalar(.object(type)), nil) }
    return Tracer.Operand(scalar: value)
  }

  private func combinedByRow(
    _ frame: FrameObject, _ series: SeriesObject,
    _ operation: (TracedColumn, Tracer.Operand) throws(Raised) -> TracedColumn
  ) throws(Raised) -> FrameObject {
    let index = frame.index.hasSameLabels(as: series.index) ? frame.index : try union(frame.index, series.index)
    let values = try reindexed(series.column, series.index, to: index, domain: nil)
    var columns: [TracedColumn] = []
    for column in frame.tracedColumns {
      columns.append(try operation(reindexed(column, frame.index, to: index, domain: nil), .column(values)))
    }
    let domain = columns.lazy.compactMap(\.domain).first
    return FrameObject(
      index: index, header: frame.header, columns: columns.map { adopted($0, by: domain) }, domain: domain)
  }

  private func combinedByColumn(
    _ frame: FrameObject, _ series: SeriesObject,
    _ operation: (TracedColumn, Tracer.Operand) throws(Raised) -> TracedColumn
  ) throws(Raised) -> FrameObject {
    guard frame.header.isUnique, series.index.isUnique else {
      guard frame.header.hasSameLabels(as: series.index) else {
        throw unsupportedNow("arithmetic of a frame and a series with repeated labels")
      }
      var columns: [TracedColumn] = []
      for (place, column) in frame.tracedColumns.enumerated() {
        columns.append(try operation(column, .constant(series.values[place], series.column.fitted)))
      }
      return FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    }
    let isSame = frame.header.hasSameLabels(as: series.index)
    let header = isSame ? frame.header : try union(frame.header, series.index)
    let known = series.index.firstPositions
    var columns: [TracedColumn] = []
    for label in header.labels {
      let value: Tracer.Operand =
        known[label.asKey].map { position in
          guard series.dtype.isTime else { return .constant(series.values[position], series.column.fitted) }
          return timeOrScalar(series.element(position, in: self)) ?? .constant(.missing, nil)
        } ?? .constant(.float(.nan), nil)
      guard let position = frame.positions(of: label).first else {
        let absent = try constantColumn(.float(.nan), .float64, count: frame.rowCount, domain: frame.domain)
        columns.append(try operation(absent, value))
        continue
      }
      columns.append(try operation(frame.column(position), value))
    }
    return FrameObject(index: frame.index, header: header, columns: columns, domain: frame.domain)
  }
}

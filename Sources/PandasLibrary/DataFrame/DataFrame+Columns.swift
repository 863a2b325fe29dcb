import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

// Column by column.
extension Pandas.DataFrame {
  static let isnull = Method("isnull(self)") { call in
    try call.each { (context, column) throws(Raised) in try context.isMissing(column) }
  }
  static let isna = Method("isna(self)") { call in
    try call.each { (context, column) throws(Raised) in try context.isMissing(column) }
  }
  static let notnull = Method("notnull(self)") { call in
    try call.each { (context, column) throws(Raised) in try context.isPresent(column) }
  }
  static let notna = Method("notna(self)") { call in
    try call.each { (context, column) throws(Raised) in try context.isPresent(column) }
  }

  static let isin = Method("isin(self, values)") { call in
    guard !(call["values"].object is DictObject), !(call["values"].object is FrameObject) else {
      throw call.unsupported("'isin' with values a column")
    }
    let values = call["values"]
    return try call.each { (context, column) throws(Raised) in try context.isIn(column, values) }
  }

  static let abs = Method("abs(self)") { call in
    try call.each { (context, column) throws(Raised) in
      try context.applying(Absolute(), to: column, dtype: column.dtype)
    }
  }

  static let round = Method("round(self, decimals=0, *args, **kwargs)") { call in
    let frame = try call.frame
    var digits = [Int?](repeating: nil, count: frame.columnCount)
    if let dict = call["decimals"].cast(to: DictObject.self) {
      for (key, value) in dict.items {
        for position in frame.positions(of: Label(key)) { digits[position] = try call.context.index(value) }
      }
    } else {
      digits = [Int?](repeating: try call.int("decimals"), count: frame.columnCount)
    }
    var columns: [TracedColumn] = []
    for (column, digits) in zip(frame.tracedColumns, digits) {
      columns.append(try digits.map { (digits) throws(Raised) in try call.context.rounded(column, digits) } ?? column)
    }
    return frame.replacing(columns)
  }

  static let clip = Method("clip(self, lower=None, upper=None, *, axis=None, inplace=False, **kwargs)") { call in
    try call.refuse("axis", "inplace")
    let (lower, upper) = (call["lower"], call["upper"])
    return try call.each { (context, column) throws(Raised) in try context.clipped(column, lower, upper) }
  }

  /// pandas `DataFrame.astype`.
  static let astype = Method("astype(self, dtype, copy=True, errors='raise')") { call in
    let frame = try call.frame
    guard let dict = call["dtype"].cast(to: DictObject.self) else {
      let dtype = try call.dtype("dtype")
      return try call.each { (context, column) throws(Raised) in try context.cast(column, to: dtype) }
    }
    var columns = frame.tracedColumns
    for (key, value) in dict.items {
      let positions = frame.positions(of: Label(key))
      guard !positions.isEmpty else {
        throw Raised.keyError(
          .text(
            "Only a column name can be used for the key in a dtype mappings argument. '\(try call.context.str(key))' not found in columns."
          ))
      }
      guard let dtype = NumPy.dtypeIfAny(value, in: call.context) else { throw call.unsupported("such a dtype") }
      for position in positions { columns[position] = try call.context.cast(columns[position], to: dtype) }
    }
    return frame.replacing(columns)
  }

  /// pandas `DataFrame.replace`.
  static let replace = Method(
    "replace(self, to_replace=None, value=no_default, inplace=False, limit=None, regex=False, method=no_default)"
  ) { call in
    try call.refuse("limit", "regex", "method")
    let frame = try call.frame
    var columns = frame.tracedColumns
    if let dict = call["to_replace"].cast(to: DictObject.self), !dict.items.isEmpty,
      dict.values.allSatisfy({ $0.object is DictObject })
    {
      for (key, value) in dict.items {
        let replacements = try Replacements(value, .none, isValueGiven: false, in: call.context)
        for position in frame.positions(of: Label(key)) {
          columns[position] = try call.context.replacing(columns[position], replacements, name: frame.label(position))
        }
      }
    } else {
      let replacements = try Replacements(
        call["to_replace"], call["value"], isValueGiven: call.isGiven("value"), in: call.context)
      for position in columns.indices {
        columns[position] = try call.context.replacing(columns[position], replacements, name: frame.label(position))
      }
    }
    let result = FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    return try call.result(result, replacing: frame)
  }

  /// pandas `DataFrame.fillna`.
  static let fillna = Method(
    "fillna(self, value=None, method=None, axis=None, inplace=False, limit=None, downcast=None)"
  ) { call in
    try call.refuse("downcast", "axis")
    let frame = try call.frame
    var columns = frame.tracedColumns
    if let method = try call.optionalString("method") {
      let limit = try call.optionalInt("limit")
      columns = columns.map {
        call.context.filledFromNeighbours($0, forward: method == "ffill" || method == "pad", limit: limit)
      }
    } else {
      try call.refuse("limit")
      for position in columns.indices {
        guard let value = try call.fillValue(for: frame, position) else { continue }
        columns[position] = try call.context.filled(frame.series(at: position), with: value)
      }
    }
    let result = FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    return try call.result(result, replacing: frame)
  }

  static let ffill = Method("ffill(self, *, axis=None, inplace=False, limit=None, limit_area=None)") { call in
    let frame = try call.frame
    let columns = frame.tracedColumns.map { call.context.filledFromNeighbours($0, forward: true, limit: nil) }
    return try call.result(
      FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain), replacing: frame)
  }

  static let bfill = Method("bfill(self, *, axis=None, inplace=False, limit=None, limit_area=None)") { call in
    let frame = try call.frame
    let columns = frame.tracedColumns.map { call.context.filledFromNeighbours($0, forward: false, limit: nil) }
    return try call.result(
      FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain), replacing: frame)
  }

  static let applymap = Method("applymap(self, func, na_action=None, **kwargs)") { call in try call.mappedCells() }
  static let map = Method("map(self, func, na_action=None, **kwargs)") { call in try call.mappedCells() }
}

extension Call {
  /// The frame of what `body` makes of each column.
  func each(_ body: (Context, TracedColumn) throws(Raised) -> TracedColumn) throws(Raised) -> Value {
    let frame = try frame
    var columns: [TracedColumn] = []
    for column in frame.tracedColumns { columns.append(try body(context, column)) }
    return frame.replacing(columns)
  }

  fileprivate func mappedCells() throws(Raised) -> Value {
    try refuse("na_action")
    let frame = try frame
    var columns: [TracedColumn] = []
    for position in 0..<frame.columnCount {
      columns.append(
        try context.applied(self["func"], to: frame.column(position), name: frame.label(position), [], keywords))
    }
    return frame.replacing(columns)
  }

  /// What a column is filled with: the scalar, or the entry of a dictionary or series with its label.
  fileprivate func fillValue(for frame: FrameObject, _ position: Int) throws(Raised) -> Value? {
    let value = self["value"]
    if let dict = value.cast(to: DictObject.self) {
      return try dict.value(for: frame.label(position).pythonValue, in: context)
    }
    if let series = value.cast(to: SeriesObject.self) {
      return series.index.positions(of: frame.label(position)).first.map { series.element($0, in: context) }
    }
    if let other = value.cast(to: FrameObject.self) {
      return other.positions(of: frame.label(position)).first.map { .object(other.series(at: $0)) }
    }
    return value
  }
}

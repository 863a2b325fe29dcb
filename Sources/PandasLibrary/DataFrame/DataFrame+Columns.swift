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
    } else if let series = call["decimals"].cast(to: SeriesObject.self) {
      for row in 0..<series.rowCount {
        for position in frame.positions(of: series.index.label(at: row)) {
          digits[position] = series.values[row].double.flatMap { Int(exactly: $0) }
        }
      }
    } else {
      digits = [Int?](repeating: try call.int("decimals"), count: frame.columnCount)
    }
    var columns: [TracedColumn] = []
    for (column, digits) in zip(frame.tracedColumns, digits) {
      guard let digits, column.dtype.isNumeric else {
        columns.append(column)
        continue
      }
      columns.append(try call.context.rounded(column, digits))
    }
    return frame.replacing(columns)
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
    let frame = try call.frame
    var columns = frame.tracedColumns
    let arguments = try ReplaceArguments(call)
    for position in columns.indices {
      guard let replacements = arguments.replacements(for: frame.label(position)) else { continue }
      columns[position] = try call.context.replacing(columns[position], replacements, name: frame.label(position))
    }
    let result = FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    return try call.result(result, replacing: frame)
  }

  static let applymap = Method("applymap(self, func, na_action=None, **kwargs)") { call in
    guard call.context.era == .classic else {
      throw Raised.attributeError("'DataFrame' object has no attribute 'applymap'")
    }
    return try call.mappedCells()
  }
  static let map = Method("map(self, func, na_action=None, **kwargs)") { call in
    guard call.context.era == .modern else {
      throw Raised.attributeError("'DataFrame' object has no attribute 'map'")
    }
    return try call.mappedCells()
  }
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
    let frame = try frame
    let ignores = self["na_action"].stringValue == "ignore"
    guard ignores || isNone("na_action") else {
      throw Raised.valueError("na_action must be 'ignore' or None. Got \(try context.repr(self["na_action"]))")
    }
    var columns: [TracedColumn] = []
    for position in 0..<frame.columnCount {
      let (column, label) = (frame.column(position), frame.label(position))
      columns.append(
        try ignores
          ? context.mappedPresent(column, self["func"], label)
          : context.applied(self["func"], to: column, name: label, [], keywords))
    }
    return frame.replacing(columns)
  }
}

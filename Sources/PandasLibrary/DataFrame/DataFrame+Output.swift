import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.to_csv`: nothing is written, but what would be is remembered.
  static let toCsv = Method(
    "to_csv(self, path_or_buf=None, sep=',', na_rep='', float_format=None, columns=None, header=True, index=True, index_label=None, **kwargs)"
  ) { call in
    let frame = try call.frame
    guard !call.isNone("path_or_buf") else {
      try call.refuse("sep", "na_rep", "float_format", "columns", "index_label")
      guard call.keywords.isEmpty else { throw call.unsupported("'to_csv' with such arguments") }
      return .string(
        frame.plain.csv(
          withIndex: try call.bool("index"), withHeader: try call.bool("header"), era: call.context.era))
    }
    try call.recordWrite(of: frame)
    return .none
  }

  static let toDict = Method("to_dict(self, orient='dict', *, into=dict, index=True)") { call in
    let frame = try call.frame
    func cell(_ row: Int, _ column: Int) -> Value {
      pythonElement(frame.column(column).values[row], frame.column(column).dtype)
    }
    switch try call.text("orient") {
    case "records":
      var records: [Value] = []
      let source = RecordSource(
        try (0..<frame.columnCount).map { (column) throws(Raised) in
          (name: try call.context.str(frame.label(column).pythonValue), column: frame.column(column))
        })
      for row in 0..<frame.rowCount {
        let record = RecordObject(source, row: row)
        for column in 0..<frame.columnCount {
          try record.set(frame.label(column).pythonValue, to: cell(row, column), in: call.context)
        }
        records.append(.object(record))
      }
      return .list(records)
    case "list":
      let result = DictObject()
      for column in 0..<frame.columnCount {
        try result.set(
          frame.label(column).pythonValue, to: .list((0..<frame.rowCount).map { cell($0, column) }), in: call.context)
      }
      return .object(result)
    case "series":
      let result = DictObject()
      for column in 0..<frame.columnCount {
        try result.set(frame.label(column).pythonValue, to: .object(frame.series(at: column)), in: call.context)
      }
      return .object(result)
    case "dict":
      let result = DictObject()
      for column in 0..<frame.columnCount {
        let inner = DictObject()
        for row in 0..<frame.rowCount {
          try inner.set(frame.index.value(at: row), to: cell(row, column), in: call.context)
        }
        try result.set(frame.label(column).pythonValue, to: .object(inner), in: call.context)
      }
      return .object(result)
    case "split", "tight":
      let result = DictObject()
      let isTight = try call.text("orient") == "tight"
      if try call.bool("index") { try result.set(.text("index"), to: .list(frame.index.values), in: call.context) }
      try result.set(.text("columns"), to: .list(frame.header.values), in: call.context)
      let rows = (0..<frame.rowCount).map { row in Value.list((0..<frame.columnCount).map { cell(row, $0) }) }
      try result.set(.text("data"), to: .list(rows), in: call.context)
      if isTight {
        func names(_ index: Index) -> Value { .list(index.names.map { $0?.pythonValue ?? .none }) }
        if try call.bool("index") { try result.set(.text("index_names"), to: names(frame.index), in: call.context) }
        try result.set(.text("column_names"), to: names(frame.header), in: call.context)
      }
      return .object(result)
    case "index":
      guard frame.index.isUnique else { throw Raised.valueError("DataFrame index must be unique for orient='index'.") }
      let result = DictObject()
      for row in 0..<frame.rowCount {
        let inner = DictObject()
        for column in 0..<frame.columnCount {
          try inner.set(frame.label(column).pythonValue, to: cell(row, column), in: call.context)
        }
        try result.set(frame.index.value(at: row), to: .object(inner), in: call.context)
      }
      return .object(result)
    default: throw Raised.valueError("orient '\(try call.text("orient"))' not understood")
    }
  }

  /// pandas `DataFrame.to_excel`: nothing is written, but what would be is remembered.
  static let toExcel = Method(
    "to_excel(self, excel_writer, sheet_name='Sheet1', na_rep='', float_format=None, columns=None, header=True, index=True, **kwargs)"
  ) { call in
    try call.recordWrite(of: try call.frame, "excel_writer")
    return .none
  }
  static let toPickle = Method("to_pickle(self, path, *args, **kwargs)") { call in
    try call.recordWrite(of: try call.frame, "path")
    return .none
  }
  static let toParquet = Method("to_parquet(self, path=None, *args, **kwargs)") { call in
    if call.isNone("path") { throw call.unsupported("'to_parquet' without a path") }
    try call.recordWrite(of: try call.frame, "path")
    return .none
  }
  static let toFeather = Method("to_feather(self, path, **kwargs)") { call in
    try call.recordWrite(of: try call.frame, "path")
    return .none
  }

  // Plots change nothing.
  static let hist = Method("hist(self, *args, **kwargs)") { _ in .object(SinkObject("axes")) }
  static let boxplot = Method("boxplot(self, *args, **kwargs)") { _ in .object(SinkObject("axes")) }
  static let plot = Property("plot") { _ in .object(SinkObject("plot")) }
  static let style = Property("style") { _ in .object(SinkObject("style")) }
}

extension Pandas.Series {
  static let hist = Method("hist(self, *args, **kwargs)") { _ in .object(SinkObject("axes")) }
  static let plot = Property("plot") { _ in .object(SinkObject("plot")) }

  static let toCsv = Method("to_csv(self, path_or_buf=None, *args, **kwargs)") { call in
    let series = try call.series
    guard !call.isNone("path_or_buf") else { throw call.unsupported("'Series.to_csv' without a path") }
    let frame = FrameObject(
      index: series.index, header: Index(of: [series.name ?? .single(.int(0))]), columns: [series.column],
      domain: series.domain)
    try call.recordWrite(of: frame)
    return .none
  }
}

extension Call {
  /// Remembers the columns that the notebook writes to a file.
  fileprivate func recordWrite(of frame: FrameObject, _ argument: String = "path_or_buf") throws(Raised) {
    let path: String
    switch self[argument] {
    case .string(let text): path = text.description
    default: path = try context.str(self[argument]).description
    }
    let columns = (0..<frame.columnCount).map { (name: context.labelText(frame.label($0)), column: frame.column($0)) }
    context.tracer.log.writes.append(ReplayLog.Write(path: path, columns: columns, origin: context.planOrigin))
  }
}

extension Pandas.DataFrame {
  /// What a notebook shows of a frame.
  static let htmlText = Method("_repr_html_(self)") { call in
    let text = try call.frame.html(in: call.context)
    return text.map(Value.string) ?? .none
  }
}

import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `read_csv`.
  static let readCsv = Function(
    "read_csv(filepath_or_buffer, sep=',', delimiter=None, header='infer', names=None, index_col=None, usecols=None, dtype=None, engine=None, converters=None, true_values=None, false_values=None, skipinitialspace=False, skiprows=None, skipfooter=0, nrows=None, na_values=None, keep_default_na=True, na_filter=True, skip_blank_lines=True, parse_dates=False, thousands=None, decimal='.', quotechar='\"', comment=None, encoding=None, on_bad_lines='error', low_memory=True, index=None, verbose=False, infer_datetime_format=False, keep_date_col=False, date_parser=None, date_format=None, dayfirst=False, cache_dates=True, iterator=False, chunksize=None, compression='infer', quoting=0, doublequote=True, escapechar=None, lineterminator=None, encoding_errors='strict', dialect=None, error_bad_lines=None, warn_bad_lines=None, delim_whitespace=False, memory_map=False, float_precision=None, storage_options=None, dtype_backend=no_default, squeeze=None, prefix=None, mangle_dupe_cols=True)"
  ) { call in
    try call.readText()
  }
}

extension Pandas.Functions {
  /// pandas `read_table`: `read_csv` of fields between tabs.
  static let readTable = Function(
    "read_table(filepath_or_buffer, sep='\\t', delimiter=None, header='infer', names=None, index_col=None, usecols=None, dtype=None, engine=None, converters=None, true_values=None, false_values=None, skipinitialspace=False, skiprows=None, skipfooter=0, nrows=None, na_values=None, keep_default_na=True, na_filter=True, skip_blank_lines=True, parse_dates=False, thousands=None, decimal='.', quotechar='\"', comment=None, encoding=None, on_bad_lines='error', low_memory=True, index=None, verbose=False, infer_datetime_format=False, keep_date_col=False, date_parser=None, date_format=None, dayfirst=False, cache_dates=True, iterator=False, chunksize=None, compression='infer', quoting=0, doublequote=True, escapechar=None, lineterminator=None, encoding_errors='strict', dialect=None, error_bad_lines=None, warn_bad_lines=None, delim_whitespace=False, memory_map=False, float_precision=None, storage_options=None, dtype_backend=no_default, squeeze=None, prefix=None, mangle_dupe_cols=True)"
  ) { call in try call.readText() }
}

extension Call {
  /// The table, or its parts one after the other.
  fileprivate func readText() throws(Raised) -> Value {
    if isGiven("index") {
      throw Raised.typeError("\(signature.name)() got an unexpected keyword argument 'index'")
    }
    for name in ["error_bad_lines", "warn_bad_lines", "squeeze", "prefix"] where isGiven(name) && context.era == .modern
    {
      throw Raised.typeError("\(signature.name)() got an unexpected keyword argument '\(name)'")
    }
    try refuse(
      "converters", "keep_date_col", "date_parser", "date_format", "iterator", "quoting", "doublequote", "escapechar",
      "lineterminator", "encoding_errors", "dialect", "float_precision", "storage_options", "dtype_backend", "prefix",
      "mangle_dupe_cols")
    let frame = try context.readTable(self, try CSVOptions(self))
    if try isNone("squeeze") ? false : bool("squeeze"), frame.columnCount == 1 { return .object(frame.series(at: 0)) }
    guard let size = try optionalInt("chunksize") else { return .object(frame) }
    guard size > 0 else { throw Raised.valueError("'chunksize' must be an integer >=1") }
    var start = 0
    return .object(
      NativeIterator { (_) throws(Raised) in
        guard start < frame.rowCount else { return nil }
        let rows = Array(start..<min(start + size, frame.rowCount))
        start += rows.count
        return .object(try context.part(of: frame, rows))
      })
  }
}

extension Context {
  /// Rows that were read as a table of their own: what has no value there is a column of NaN.
  fileprivate func part(of frame: FrameObject, _ rows: [Int]) throws(Raised) -> FrameObject {
    let part = frame.selecting(rows)
    for place in 0..<part.columnCount {
      let column = part.column(place)
      if column.isText, column.values.presentCount == 0, !rows.isEmpty {
        part.replaceColumn(
          at: place,
          with: opaqueColumn(
            .floats([Double](repeating: .nan, count: rows.count)), .float64, domain: column.domain,
            reason: "a part of a file without a value"))
      } else if column.dtype == .float64, column.values.presentCount > 0,
        (0..<rows.count).allSatisfy({ column.values[$0].double.flatMap { Int64(exactly: $0) } != nil })
      {
        throw unsupportedNow("parts of a file whose columns may be of several dtypes")
      }
    }
    return part
  }

  /// Reads the file that a call names as a new source, each column a raw field.
  fileprivate func readTable(_ call: Call, _ options: CSVOptions) throws(Raised) -> FrameObject {
    let (path, bytes) = try contents(call["filepath_or_buffer"], encoding(call))
    let frame: Frame
    do throws(CSVFailure) {
      frame = try readCSV(bytes.withoutByteOrderMark, options, era: era)
    } catch {
      throw raised(error)
    }
    let names = frame.header.labels.map { labelText($0) }
    let file = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
    let source = tracer.source(named: file ?? path, rowCount: frame.rowCount, columns: names, origin: planOrigin)
    let domain = Domain(of: source)
    var columns = zip(names, frame.fields).map { name, field in
      tracer.field(name, of: source, in: domain, values: field.values, dtype: field.dtype)
    }
    var index = frame.index
    for column in try dateColumns(call, frame.header) {
      columns[column] = try parsedDates(columns[column], dayFirst: try call.bool("dayfirst"))
    }
    if try parsesIndex(call, frame.index), case .labels(let labels, let dtype) = index.storage {
      let dates = try parsedDates(TracedColumn(values: labels, dtype: dtype))
      index.storage = .labels(dates.values, dates.dtype)
    }
    return FrameObject(index: index, header: frame.header, columns: columns, domain: domain)
  }

  private func encoding(_ call: Call) throws(Raised) -> TextEncoding {
    guard let name = try call.optionalString("encoding") else { return .utf8 }
    guard let encoding = TextEncoding(named: name.description) else {
      throw call.unsupported("encoding '\(name)'", argument: "encoding")
    }
    return encoding
  }

  /// The UTF-8 text of a file that is named, or of an object that is read, with the name of the table.
  private func contents(_ source: Value, _ encoding: TextEncoding) throws(Raised) -> (name: String, bytes: [UInt8]) {
    if source.stringValue == nil, source.type.lookup("read") != nil {
      let content = try callMethod(source, "read").supported()
      if let text = content.stringValue { return ("text", text.bytes) }
      guard let bytes = content.cast(to: BytesObject.self) else {
        throw .typeError("initial_value must be str or None, not \(content.typeName)")
      }
      return ("bytes", try decoded(bytes.bytes, encoding))
    }
    guard source.stringValue != nil || source.type.lookup("__fspath__") != nil else {
      throw .valueError("Invalid file path or buffer object type: \(try repr(.object(source.type)))")
    }
    let path = try path(source)
    var bytes = try files.read(path, in: self)
    if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x50, 0x4B, 3, 4])
      || bytes.starts(with: [0x42, 0x5A, 0x68])
      || bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A])
    {
      guard let content = PackedFiles.content(bytes) else { throw unsupportedNow("such a compressed file") }
      bytes = content
    }
    return (path.description, try decoded(bytes, encoding))
  }

  private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) throws(Raised) -> [UInt8] {
    do throws(CSVFailure) {
      return try encoding.decoded(bytes)
    } catch {
      throw raised(error)
    }
  }

  /// The columns that `parse_dates` lists.
  private func dateColumns(_ call: Call, _ header: Index) throws(Raised) -> [Int] {
    guard call["parse_dates"].object is ListObject || call["parse_dates"].object is TupleObject else { return [] }
    var positions: [Int] = []
    for item in try items(of: call["parse_dates"]) {
      if item.object is ListObject { throw call.unsupported("dates made of several columns", argument: "parse_dates") }
      let found = header.positions(of: Label(item))
      if let position = found.first {
        positions.append(position)
      } else if let position = try indexIfInteger(item), (0..<header.count).contains(position) {
        positions.append(position)
      } else if call["index_col"].isNone {
        throw Raised.valueError("Missing column provided to 'parse_dates': '\(try str(item))'")
      }
    }
    return positions
  }

  /// Whether `parse_dates` is true or names the column of the labels.
  private func parsesIndex(_ call: Call, _ index: Index) throws(Raised) -> Bool {
    if case .bool(let flag) = call["parse_dates"] { return flag && !call.isNone("index_col") }
    guard !call.isNone("index_col"), let name = index.name else { return false }
    guard call["parse_dates"].object is ListObject else { throw call.unsupported("such 'parse_dates'") }
    return try items(of: call["parse_dates"]).contains { Scalar($0) == name }
  }

  /// Texts as dates; texts that are none stay what they are.
  private func parsedDates(_ column: TracedColumn, dayFirst: Bool = false) throws(Raised) -> TracedColumn {
    guard column.isText else { return column }
    do throws(Raised) {
      var options = DateOptions()
      options.isDayFirst = dayFirst
      return try dates(column, options)
    } catch .exception(_) {
      return column
    }
  }

  private func raised(_ failure: CSVFailure) -> Raised {
    switch failure.exception {
    case "ParserError": Raised(Pandas.parserError, failure.message)
    case "EmptyDataError": Raised(Pandas.emptyDataError, failure.message)
    default: Raised(named: failure.exception, failure.message)
    }
  }
}

extension Pandas {
  nonisolated(unsafe) static let parserError = Exceptions.make(
    "ParserError", module: "pandas.errors", Exceptions.valueError)
  nonisolated(unsafe) static let emptyDataError = Exceptions.make(
    "EmptyDataError", module: "pandas.errors", Exceptions.valueError)
}

extension [UInt8] {
  fileprivate var withoutByteOrderMark: [UInt8] { starts(with: [0xEF, 0xBB, 0xBF]) ? Array(dropFirst(3)) : self }
}

extension CSVOptions {
  /// What a call of `read_csv` says.
  fileprivate init(_ call: Call) throws(Raised) {
    self.init()
    try readDialect(call)
    try readShape(call)
    try readMissing(call)
    if let dict = call["dtype"].cast(to: DictObject.self) {
      for (key, value) in dict.items {
        guard let dtype = NumPy.dtypeIfAny(value, in: call.context) else { throw call.unsupported("such a dtype") }
        dtypes[CSVOptions.choice(key)] = dtype
      }
    } else if !call.isNone("dtype") {
      dtype = try call.dtype("dtype")
    }
    decimal = try call.string("decimal").bytes.first ?? decimal
    thousands = try call.optionalString("thousands")?.bytes.first ?? 0
    if try call.isGiven("error_bad_lines") ? !call.bool("error_bad_lines") : false { skipsBadLines = true }
    switch call["on_bad_lines"].stringValue?.description {
    case "error": break
    case "skip", "warn": skipsBadLines = true
    default: throw call.unsupported("such 'on_bad_lines'", argument: "on_bad_lines")
    }
  }

  private mutating func readDialect(_ call: Call) throws(Raised) {
    let delimiter = try call.optionalString("delimiter")
    let separator = delimiter == nil ? try call.optionalString("sep") : delimiter
    if try call.bool("delim_whitespace") { dialect.delimitsByWhitespace = true }
    switch dialect.delimitsByWhitespace ? "\\s+" : separator?.description {
    case nil: throw call.unsupported("a separator that is found out", argument: "sep")
    case "\\s+": dialect.delimitsByWhitespace = true
    case .some(let text) where text.utf8.count == 1: dialect.delimiter = text.utf8.first ?? dialect.delimiter
    default: throw call.unsupported("a separator of several characters", argument: "sep")
    }
    dialect.quote = try call.string("quotechar").bytes.first ?? dialect.quote
    dialect.comment = try call.optionalString("comment")?.bytes.first ?? 0
    dialect.skipsInitialSpace = try call.bool("skipinitialspace")
    dialect.skipsBlankLines = try call.bool("skip_blank_lines")
  }

  private mutating func readShape(_ call: Call) throws(Raised) {
    switch call["header"] {
    case .string("infer"): header = .inferred
    case .none: header = .none
    default: header = .line(try call.int("header"))
    }
    if !call.isNone("names") {
      names = []
      for item in try call.list("names") { names?.append(try call.context.str(item)) }
    }
    switch call["index_col"] {
    case .none: break
    case .bool(false): indexColumns = .none
    case .object(let object) where object is ListObject:
      indexColumns = .columns(try call.list("index_col").map(CSVOptions.choice))
    default: indexColumns = .columns([CSVOptions.choice(call["index_col"])])
    }
    if !call.isNone("usecols") {
      guard call["usecols"].object?.isCallable != true else { throw call.unsupported("'usecols' of a function") }
      usedColumns = try call.list("usecols").map(CSVOptions.choice)
    }
    if let skipped = try call.context.sequenceColumn(call["skiprows"]) {
      skippedLines = .numbered(Set((0..<skipped.count).compactMap { skipped.values[$0].double.map { Int($0) } }))
    } else if !call.isNone("skiprows") {
      skippedLines = .first(try call.int("skiprows"))
    }
    skippedFooter = try call.int("skipfooter")
    rowLimit = try call.optionalInt("nrows")
  }

  private mutating func readMissing(_ call: Call) throws(Raised) {
    keepsDefaultMissing = try call.bool("keep_default_na")
    filtersMissing = try call.bool("na_filter")
    if let dict = call["na_values"].cast(to: DictObject.self) {
      for (key, value) in dict.items {
        missingWordsByColumn[try call.context.str(key)] = try CSVOptions.words(value, call)
      }
    } else if !call.isNone("na_values") {
      missingWords = try CSVOptions.words(call["na_values"], call)
    }
    if !call.isNone("true_values") { trueWords = try CSVOptions.words(call["true_values"], call) }
    if !call.isNone("false_values") { falseWords = try CSVOptions.words(call["false_values"], call) }
  }

  private static func choice(_ value: Value) -> ColumnChoice {
    switch value {
    case .int(let position): .position(position)
    case .string(let name): .name(name)
    default: .position(-1)
    }
  }

  private static func words(_ value: Value, _ call: Call) throws(Raised) -> Set<PythonString> {
    var result: Set<PythonString> = []
    let items =
      value.object is ListObject || value.object is TupleObject || value.object is SetObject
      ? try call.context.items(of: value) : [value]
    for item in items { result.insert(try call.context.str(item)) }
    return result
  }
}

import Kernels
import PythonRuntime

extension Standard.Csv {
  static let reader = Function("reader(iterable, /, dialect='excel', **fmtparams)") { call in
    let dialect = try CsvDialect(call["dialect"], call.keywords, in: call.context)
    return .object(CsvReader(try call.context.iterate(call[0].supported()), dialect))
  }

  static let writer = Function("writer(fileobj, /, dialect='excel', **fmtparams)") { call in
    let dialect = try CsvDialect(call["dialect"], call.keywords, in: call.context)
    return .object(try CsvWriter(call[0].supported(), dialect, in: call.context))
  }

  static let dictReader = Constant("DictReader") { _ in .object(CsvDictReader.type) }
  static let dictWriter = Constant("DictWriter") { _ in .object(CsvDictWriter.type) }

  static let registerDialect = Function("register_dialect(name, dialect=None, /, **fmtparams)") { call in
    guard case .string(let name) = call[0] else { throw Raised.typeError("dialect name must be a string") }
    let dialect = try CsvDialect(call.isNone("dialect") ? .none : call[1], call.keywords, in: call.context)
    CsvDialects.of(call.context)[name] = dialect.shown()
    return .none
  }
  static let unregisterDialect = Function("unregister_dialect(name, /)") { call in
    let name = try call.string("name")
    guard CsvDialects.of(call.context)[name] != nil else { throw Raised(CsvDialects.errorType, "unknown dialect") }
    CsvDialects.of(call.context)[name] = nil
    return .none
  }
  static let getDialect = Function("get_dialect(name, /)") { call in
    try CsvDialect(call[0], [], in: call.context).shown()
  }
  static let listDialects = Function("list_dialects()") { call in
    .list(CsvDialects.of(call.context).names.map(Value.string))
  }
  static let fieldSizeLimit = Function("field_size_limit(limit=131072, /)") { _ in 131072 }

  static let quoteMinimal = Constant("QUOTE_MINIMAL") { _ in 0 }
  static let quoteAll = Constant("QUOTE_ALL") { _ in 1 }
  static let quoteNonnumeric = Constant("QUOTE_NONNUMERIC") { _ in 2 }
  static let quoteNone = Constant("QUOTE_NONE") { _ in 3 }
  static let error = Constant("Error") { _ in .object(CsvDialects.errorType) }
  static let dialect = Constant("Dialect") { _ in .object(CsvDialects.dialectType) }
  static let excel = Constant("excel") { _ in .object(CsvDialects.excel) }
  static let excelTab = Constant("excel_tab") { _ in .object(CsvDialects.excelTab) }
  static let unix = Constant("unix_dialect") { _ in .object(CsvDialects.unix) }
}

/// `csv.DictReader`.
final class CsvDictReader: IteratorObject {
  nonisolated(unsafe) static let type = TypeObject(
    name: "DictReader", module: "csv", members: Standard.CsvDictReaderClass.members)

  let reader: CsvReader
  private var names: [Value]?
  private let restKey: Value
  private let restValue: Value

  init(_ reader: CsvReader, names: [Value]?, restKey: Value, restValue: Value) {
    self.reader = reader
    self.names = names
    self.restKey = restKey
    self.restValue = restValue
    super.init(type: CsvDictReader.type)
  }

  func fieldNames(in context: Context) throws(Raised) -> [Value]? {
    if names == nil { names = try reader.next(in: context)?.cast(to: ListObject.self)?.items }
    return names
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    let names = try fieldNames(in: context) ?? []
    var row: [Value] = []
    repeat {
      guard let next = try reader.next(in: context)?.cast(to: ListObject.self) else { return nil }
      row = next.items
    } while row.isEmpty
    let dict = DictObject()
    for (name, value) in zip(names, row) { try dict.set(name, to: value, in: context) }
    if row.count > names.count {
      try dict.set(restKey, to: .list(Array(row[names.count...])), in: context)
    } else if row.count < names.count {
      for name in names[row.count...] { try dict.set(name, to: restValue, in: context) }
    }
    return .object(dict)
  }
}

extension Standard.CsvDictReaderClass {
  static let new = Constructor(
    "DictReader(cls, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds)"
  ) { call in
    let dialect = try CsvDialect(call["dialect"], call.keywords, in: call.context)
    let reader = CsvReader(try call.context.iterate(call["f"].supported()), dialect)
    let names = call.isNone("fieldnames") ? nil : try call.list("fieldnames")
    return .object(CsvDictReader(reader, names: names, restKey: call["restkey"], restValue: call["restval"]))
  }
  static let fieldnames = Property("fieldnames") { call in
    try call.receiver(as: CsvDictReader.self).fieldNames(in: call.context).map(Value.list) ?? .none
  }
  static let lineNumber = Property("line_num") { call in
    .int(try call.receiver(as: CsvDictReader.self).reader.lineNumber)
  }
  static let next = Method("__next__(self)") { call in
    guard let row = try call.receiver(as: CsvDictReader.self).next(in: call.context) else {
      throw Raised.stopIteration()
    }
    return row
  }
}

/// `csv.DictWriter`.
final class CsvDictWriter: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "DictWriter", module: "csv", members: Standard.CsvDictWriterClass.members)

  let writer: CsvWriter
  let names: [Value]
  private let restValue: Value
  private let ignoresExtras: Bool

  init(_ writer: CsvWriter, names: [Value], restValue: Value, ignoresExtras: Bool) {
    self.writer = writer
    self.names = names
    self.restValue = restValue
    self.ignoresExtras = ignoresExtras
    super.init(type: CsvDictWriter.type)
  }

  func write(_ row: Value, in context: Context) throws(Raised) -> Value {
    guard let dict = try row.supported().cast(to: DictObject.self) else {
      throw .attributeError("'\(row.typeName)' object has no attribute 'keys'")
    }
    if !ignoresExtras {
      var wrong: [String] = []
      for key in dict.keys {
        var isKnown = false
        for name in names where try context.equal(name, key) { isKnown = true }
        if !isKnown { wrong.append(try context.repr(key).description) }
      }
      if !wrong.isEmpty {
        throw .valueError("dict contains fields not in fieldnames: \(wrong.joined(separator: ", "))")
      }
    }
    var values: [Value] = []
    for name in names { values.append(try dict.value(for: name, in: context) ?? restValue) }
    return try writer.writeRow(.list(values), in: context)
  }
}

extension Standard.CsvDictWriterClass {
  static let new = Constructor(
    "DictWriter(cls, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds)"
  ) { call in
    let action = try call.text("extrasaction").lowercased()
    guard action == "raise" || action == "ignore" else {
      throw Raised.valueError("extrasaction (\(try call.text("extrasaction"))) must be 'raise' or 'ignore'")
    }
    let dialect = try CsvDialect(call["dialect"], call.keywords, in: call.context)
    let writer = try CsvWriter(call["f"].supported(), dialect, in: call.context)
    return .object(
      CsvDictWriter(
        writer, names: try call.list("fieldnames"), restValue: call["restval"], ignoresExtras: action == "ignore"))
  }
  static let writeheader = Method("writeheader(self)") { call in
    let writer = try call.receiver(as: CsvDictWriter.self)
    return try writer.writer.writeRow(.list(writer.names), in: call.context)
  }
  static let writerow = Method("writerow(self, rowdict)") { call in
    try call.receiver(as: CsvDictWriter.self).write(call["rowdict"], in: call.context)
  }
  static let writerows = Method("writerows(self, rowdicts)") { call in
    let writer = try call.receiver(as: CsvDictWriter.self)
    for row in try call.list("rowdicts") { _ = try writer.write(row, in: call.context) }
    return .none
  }
  static let fieldnames = Property("fieldnames") { call in .list(try call.receiver(as: CsvDictWriter.self).names) }
}

import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `read_excel`: sheets of workbooks in Office Open XML, and of those from before.
  static let readExcel = Function(
    "read_excel(io, sheet_name=0, header=0, names=None, index_col=None, usecols=None, dtype=None, engine=None, converters=None, true_values=None, false_values=None, skiprows=None, nrows=None, na_values=None, keep_default_na=True, na_filter=True, verbose=False, parse_dates=False, date_parser=None, thousands=None, decimal='.', comment=None, skipfooter=0, storage_options=None, **kwargs)"
  ) { call in
    try call.refuse(
      "converters", "true_values", "false_values", "date_parser", "thousands", "decimal", "comment", "storage_options")
    if let unknown = call.keywords.first { throw call.unsupported("argument '\(unknown.name)' of 'read_excel'") }
    let path = try call.context.path(call["io"])
    guard let book = Workbook(try call.context.files.read(path, in: call.context)) else {
      throw call.unsupported("a workbook of another format than xlsx and xls")
    }
    func frame(_ sheet: Value) throws(Raised) -> Value {
      .object(try SheetReader(call).frame(of: book, try call.sheet(sheet, of: book), path.description))
    }
    guard call.isNone("sheet_name") || call["sheet_name"].object is ListObject else {
      return try frame(call["sheet_name"])
    }
    let result = DictObject()
    let wanted = call.isNone("sheet_name") ? book.names.map { Value.text($0) } : try call.list("sheet_name")
    for sheet in wanted { try result.set(sheet, to: try frame(sheet), in: call.context) }
    return .object(result)
  }
}

extension Call {
  fileprivate func sheet(_ value: Value, of book: Workbook) throws(Raised) -> Int {
    if case .string(let name) = value {
      guard let place = book.names.firstIndex(of: name.description) else {
        throw Raised.valueError("Worksheet named '\(name)' not found")
      }
      return place
    }
    let place = try context.index(value)
    let position = place < 0 ? place + book.names.count : place
    guard book.names.indices.contains(position) else {
      throw Raised.valueError("Worksheet index \(place) is invalid, \(book.names.count) worksheets found")
    }
    return position
  }
}

/// Makes a frame of the cells of a sheet, as a call of `read_excel` says.
private struct SheetReader {
  let call: Call
  private var context: Context { call.context }

  init(_ call: Call) { self.call = call }

  func frame(of book: Workbook, _ sheet: Int, _ path: String) throws(Raised) -> FrameObject {
    var rows = book.rows(of: sheet)
    try skipRows(&rows)
    var names = try header(&rows)
    if let limit = try call.optionalInt("nrows") { rows = Array(rows.prefix(max(limit, 0))) }
    rows = rows.dropLast(max(try call.int("skipfooter"), 0))
    while let last = rows.last, last.allSatisfy({ $0 == .empty }) { rows.removeLast() }
    if !call.isNone("names") { names = try call.list("names").map(Label.init) }
    let width = rows.map(\.count).max() ?? names.count
    while names.count < width { names.append(.single(.string(PythonString("Unnamed: \(names.count)")))) }
    let used = try usedColumns(names)
    let words = try missingWords()
    let keepsDefaults = try call.bool("na_filter") ? call.bool("keep_default_na") : false
    var fields: [Frame.Field] = []
    for column in used {
      fields.append(try field(rows.map { column < $0.count ? $0[column] : .empty }, words, keepsDefaults))
    }
    return try frame(fields, used.map { names[$0] }, path)
  }

  private func skipRows(_ rows: inout [[Workbook.Cell]]) throws(Raised) {
    if let skipped = try context.sequenceColumn(call["skiprows"]) {
      let places = Set((0..<skipped.count).compactMap { skipped.values[$0].double.map { Int($0) } })
      rows = rows.enumerated().filter { !places.contains($0.offset) }.map(\.element)
    } else if !call.isNone("skiprows") {
      rows = Array(rows.dropFirst(max(try call.int("skiprows"), 0)))
    }
    while let first = rows.first, first.allSatisfy({ $0 == .empty }) { rows.removeFirst() }
  }

  /// The labels of the columns, taken off the rows.
  private func header(_ rows: inout [[Workbook.Cell]]) throws(Raised) -> [Label] {
    if call.isNone("header") { return (0..<(rows.map(\.count).max() ?? 0)).map { .single(.int(Int64($0))) } }
    let line = try call.int("header")
    guard rows.indices.contains(line) else {
      if rows.isEmpty { return [] }
      throw Raised.valueError("Passed header=\(line) but only \(rows.count) lines in file")
    }
    var labels: [Label] = []
    for (place, cell) in rows[line].enumerated() {
      switch cell {
      case .text(let text): labels.append(.single(.string(text)))
      case .number(let number):
        labels.append(.single(Int64(exactly: number).map { .int($0) } ?? .float(number)))
      case .flag(let flag): labels.append(.single(.bool(flag)))
      case .empty: labels.append(.single(.string(PythonString("Unnamed: \(place)"))))
      case .date, .other: throw call.unsupported("dates as names of columns")
      }
    }
    rows.removeFirst(line + 1)
    return distinct(labels)
  }

  private func distinct(_ labels: [Label]) -> [Label] {
    var counts: [Label: Int] = [:]
    return labels.map { label in
      let count = counts[label, default: 0]
      counts[label] = count + 1
      guard count > 0, case .single(.string(let text)) = label else { return label }
      return .single(.string(PythonString(bytes: text.bytes + Array(".\(count)".utf8))))
    }
  }

  private func usedColumns(_ names: [Label]) throws(Raised) -> [Int] {
    if call.isNone("usecols") { return Array(names.indices) }
    if case .string(let text) = call["usecols"] {
      return try letters(text.description).filter { names.indices.contains($0) }
    }
    guard call["usecols"].object is ListObject || call["usecols"].object is TupleObject else {
      throw call.unsupported("such 'usecols'", argument: "usecols")
    }
    var result: Set<Int> = []
    for item in try call.list("usecols") {
      if case .int(let place) = item {
        result.insert(place)
      } else if let place = names.firstIndex(of: Label(item)) {
        result.insert(place)
      } else {
        throw Raised.valueError(
          "Usecols do not match columns, columns expected but not found: [\(try context.repr(item))]")
      }
    }
    return result.filter { names.indices.contains($0) }.sorted()
  }

  /// `A:C,E`.
  private func letters(_ text: String) throws(Raised) -> [Int] {
    func column(_ letters: Substring) throws(Raised) -> Int {
      var number = 0
      for byte in letters.uppercased().utf8 {
        guard (65...90).contains(byte), number < 1 << 14 else {
          throw call.unsupported("such 'usecols'", argument: "usecols")
        }
        number = number * 26 + Int(byte) - 64
      }
      return number - 1
    }
    var result: Set<Int> = []
    for part in text.split(separator: ",") {
      let ends = part.filter { $0 != " " }.split(separator: ":")
      guard let first = ends.first, let last = ends.last else { continue }
      let (low, high) = (try column(first), try column(last))
      if low <= high { result.formUnion(low...high) }
    }
    return result.sorted()
  }

  private func missingWords() throws(Raised) -> Set<PythonString> {
    var words: Set<PythonString> = []
    guard try call.bool("na_filter") else { return words }
    if call["na_values"].object is DictObject { throw call.unsupported("'na_values' by column", argument: "na_values") }
    if !call.isNone("na_values") {
      let items =
        call["na_values"].object is ListObject ? try call.list("na_values") : [call["na_values"]]
      for item in items { words.insert(try context.str(item)) }
    }
    return words
  }

  /// A column of cells as pandas infers it.
  private func field(
    _ cells: [Workbook.Cell], _ words: Set<PythonString>, _ keepsDefaults: Bool
  ) throws(Raised) -> Frame.Field {
    var scalars: [Scalar] = []
    var dates = 0
    for cell in cells {
      switch cell {
      case .empty: scalars.append(.missing)
      case .number(let number):
        scalars.append(Int64(exactly: number).map { .int($0) } ?? .float(number))
      case .flag(let flag): scalars.append(.bool(flag))
      case .text(let text):
        let isMissing = words.contains(text) || keepsDefaults && isMissingWord(text)
        scalars.append(isMissing ? .missing : .string(text))
      case .date(let microseconds):
        dates += 1
        scalars.append(.int(microseconds))
      case .other: throw call.unsupported("times of day in a workbook")
      }
    }
    let present = scalars.filter { !$0.isMissing }.count
    guard dates == 0 else {
      guard dates == present else { throw call.unsupported("dates beside other values in a column") }
      let isClassic = context.era == .classic
      let missing = scalars.map(\.isMissing)
      let counts = scalars.map { scalar -> Int64 in
        if case .int(let count) = scalar { count &* (isClassic ? 1000 : 1) } else { 0 }
      }
      return Frame.Field(
        .ints(counts, missing: missing.contains(true) ? missing : nil),
        .datetime64(isClassic ? .nanosecond : .microsecond))
    }
    let texts = scalars.filter { if case .string = $0 { true } else { false } }.count
    if texts == present, texts > 0, let numbers = try numbers(scalars) { return numbers }
    // pandas reads flags among gaps as numbers.
    let flags = scalars.map { if case .bool(let flag) = $0 { flag ? 1.0 : 0 } else { Double.nan } }
    if present < scalars.count, present > 0, flags.filter({ !$0.isNaN }).count == present {
      return Frame.Field(.floats(flags))
    }
    let values = Column(scalars: scalars)
    if case .object = values.storage, scalars.contains(where: { if case .bool = $0 { true } else { false } }) {
      return Frame.Field(values, .object)
    }
    return Frame.Field(values)
  }

  private func isMissingWord(_ text: PythonString) -> Bool {
    let isModern = context.era == .modern
    return text.bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { isDefaultMissingWord(Text(base: $0, count: buffer.count), none: isModern) } ?? true
    }
  }

  /// Texts that are all numbers.
  private func numbers(_ scalars: [Scalar]) throws(Raised) -> Frame.Field? {
    var numbers: [Scalar] = []
    for scalar in scalars {
      guard case .string(let text) = scalar else {
        numbers.append(.missing)
        continue
      }
      let words = text.description
      guard !words.isEmpty, words.allSatisfy({ $0.isASCII && !$0.isLetter || $0 == "e" || $0 == "E" }),
        let number = Double(words)
      else { return nil }
      numbers.append(Int64(words).map { .int($0) } ?? .float(number))
    }
    return Frame.Field(Column(scalars: numbers))
  }

  private func frame(_ fields: [Frame.Field], _ labels: [Label], _ path: String) throws(Raised) -> FrameObject {
    let count = fields.first?.values.count ?? 0
    let file = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? path
    let names = labels.map { context.labelText($0) }
    let source = context.tracer.source(named: file, rowCount: count, columns: names, origin: context.planOrigin)
    let domain = Domain(of: source)
    var columns = zip(names, fields).map { name, field in
      context.tracer.field(name, of: source, in: domain, values: field.values, dtype: field.dtype)
    }
    try cast(&columns, labels)
    let header = Index(of: labels)
    let result = FrameObject(index: Index(count: count), header: header, columns: columns, domain: domain)
    if call["parse_dates"].object is ListObject {
      for item in try call.list("parse_dates") {
        guard let place = labels.firstIndex(of: Label(item)) else {
          throw Raised.valueError("Missing column provided to 'parse_dates': '\(try context.str(item))'")
        }
        if columns[place].isText {
          result.replaceColumn(at: place, with: try context.dates(columns[place], DateOptions()))
        }
      }
    } else if try call.isNone("parse_dates") ? false : call.bool("parse_dates") {
      throw call.unsupported("such 'parse_dates'", argument: "parse_dates")
    }
    return try indexed(result)
  }

  private func cast(_ columns: inout [TracedColumn], _ labels: [Label]) throws(Raised) {
    if call.isNone("dtype") { return }
    if let dict = call["dtype"].cast(to: DictObject.self) {
      for (key, value) in dict.items {
        guard let place = labels.firstIndex(of: Label(key)) else { continue }
        guard let dtype = NumPy.dtypeIfAny(value, in: context) else { throw call.unsupported("such a dtype") }
        columns[place] = try context.cast(columns[place], to: dtype)
      }
      return
    }
    let dtype = try call.dtype("dtype")
    for place in columns.indices { columns[place] = try context.cast(columns[place], to: dtype) }
  }

  private func indexed(_ frame: FrameObject) throws(Raised) -> FrameObject {
    if call.isNone("index_col") { return frame }
    var keys: [Value] = []
    for item in call["index_col"].object is ListObject ? try call.list("index_col") : [call["index_col"]] {
      guard case .int(let place) = item else {
        keys.append(item)
        continue
      }
      guard (0..<frame.columnCount).contains(place) else { throw Raised.indexError("list index out of range") }
      keys.append(frame.label(place).pythonValue)
    }
    let result = try context.callMethod(.object(frame), "set_index", CallArguments([.list(keys)]))
    guard let indexed = result.cast(to: FrameObject.self) else { return frame }
    indexed.index.names = indexed.index.names.map { name in
      if case .string(let text)? = name, text.description.hasPrefix("Unnamed: ") { nil } else { name }
    }
    return indexed
  }
}

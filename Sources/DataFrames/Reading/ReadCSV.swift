package import Columns
import Kernels

/// Reads a table from UTF-8 bytes, with pandas' names, types and errors.
package func readCSV(
  _ bytes: [UInt8], _ options: CSVOptions = CSVOptions(), era: Era
) throws(CSVFailure) -> Frame {
  var result: Result<Frame, CSVFailure> = .failure(CSVFailure("EmptyDataError", "No columns to parse from file"))
  bytes.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return }
    do throws(CSVFailure) {
      result = .success(try readCSV(Text(base: base, count: buffer.count), options, era))
    } catch {
      result = .failure(error)
    }
  }
  return try result.get()
}

private func readCSV(_ text: Text, _ options: CSVOptions, _ era: Era) throws(CSVFailure) -> Frame {
  let headerLine: Int? =
    switch options.header {
    case .inferred: options.names == nil ? 0 : nil
    case .none: nil
    case .line(let line): line
    }
  let headerLines = headerLine.map { $0 + 1 } ?? 0
  let table = try CSVTable(
    text, options, headerLines: headerLines, expectedFields: headerLine == nil ? options.names?.count ?? 0 : 0)
  guard table.lineCount >= max(headerLines, 1) else {
    throw CSVFailure("EmptyDataError", "No columns to parse from file")
  }
  table.dropLast(options.skippedFooter)
  let shape = try TableShape(table, options, headerLine: headerLine, firstLine: headerLines)
  return try shape.frame(table, options, era)
}

/// Which columns a table has, what they are called, and which of them are labels.
private struct TableShape {
  let firstLine: Int
  /// Columns before the named ones: labels that the header does not name.
  let leading: Int
  let names: [PythonString]
  let unnamed: Set<PythonString>
  let hasNames: Bool
  /// Positions among the named columns that are read, in order.
  let used: [Int]

  init(_ table: CSVTable, _ options: CSVOptions, headerLine: Int?, firstLine: Int) throws(CSVFailure) {
    self.firstLine = firstLine
    let dataCount = table.lineCount > firstLine ? table.fieldCount(firstLine) : nil
    var names: [PythonString] = []
    var unnamed: Set<PythonString> = []
    if let headerLine {
      let fields = (0..<table.fieldCount(headerLine)).map { PythonString(table.field(headerLine, $0)) }
      (names, unnamed) = distinctNames(fields)
    } else {
      names = (0..<max(dataCount ?? 0, options.names?.count ?? 0)).map { PythonString($0) }
    }
    var count = names.count
    hasNames = headerLine != nil || options.names != nil
    if let given = options.names {
      let used = options.usedColumns?.count
      if given.count > names.count && headerLine != nil { count = given.count }
      if used == given.count && given.count < names.count {
        // Names are given for the used columns only.
        for (position, name) in zip(Self.positions(options.usedColumns ?? [], names).sorted(), given) {
          names[position] = name
        }
      } else {
        names = given
        count = given.count
      }
      unnamed = []
    }
    let surplus = max(dataCount ?? 0, headerLine == nil ? count : 0) - count
    leading = options.indexColumns == .none || options.usedColumns != nil ? 0 : max(surplus, 0)
    self.names = names
    self.unnamed = unnamed
    used = try Self.used(options, names)
  }

  private static func positions(_ choices: [CSVOptions.ColumnChoice], _ names: [PythonString]) -> [Int] {
    choices.compactMap { choice in
      switch choice {
      case .position(let position): names.indices.contains(position) ? position : nil
      case .name(let name): names.firstIndex(of: name)
      }
    }
  }

  private static func used(_ options: CSVOptions, _ names: [PythonString]) throws(CSVFailure) -> [Int] {
    guard let choices = options.usedColumns else { return Array(names.indices) }
    let unknown = choices.compactMap { choice -> PythonString? in
      switch choice {
      case .position(let position): names.indices.contains(position) ? nil : PythonString(position)
      case .name(let name): names.contains(name) ? nil : name.pythonRepr
      }
    }
    guard unknown.isEmpty else {
      throw CSVFailure(
        "ValueError",
        "Usecols do not match columns, columns expected but not found: [" + unknown.joined(", ") + "]")
    }
    return Array(Set(positions(choices, names))).sorted()
  }
}

extension TableShape {
  func frame(_ table: CSVTable, _ options: CSVOptions, _ era: Era) throws(CSVFailure) -> Frame {
    var fields: [Int: Frame.Field] = [:]
    for column in used {
      fields[column] = try field(table, column, options, era)
    }
    let labels = try labelColumns(options)
    let kept = used.filter { !labels.contains($0) }
    var levels: [Frame.Field] = []
    for column in 0..<leading {
      levels.append(parsing(nil, options, era).inferred(table.column(column, from: firstLine)))
    }
    for column in labels {
      if let field = fields[column] { levels.append(field) }
    }
    let labelNames = [Scalar?](repeating: nil, count: leading) + labels.map { labelName($0) }
    return Frame(
      index: index(levels, labelNames, count: max(table.lineCount - firstLine, 0), era), header: header(kept),
      fields: kept.compactMap { fields[$0] })
  }

  private func parsing(_ name: PythonString?, _ options: CSVOptions, _ era: Era) -> ColumnParsing {
    let own = name.flatMap { options.missingWordsByColumn[$0] }
    return ColumnParsing(
      conversion: FieldConversion(
        decimal: options.decimal, thousands: options.thousands, roundsOnce: era == .modern),
      options: options, words: own ?? options.missingWords, era: era)
  }

  private func field(
    _ table: CSVTable, _ column: Int, _ options: CSVOptions, _ era: Era
  ) throws(CSVFailure) -> Frame.Field {
    let texts = table.column(column + leading, from: firstLine)
    defer { table.forget(column + leading) }
    let name = names[column]
    let dtype = options.dtypes[.name(name)] ?? options.dtypes[.position(column)] ?? options.dtype
    let parsing = parsing(name, options, era)
    if let dtype { return try parsing.parsed(texts, as: dtype, column: PythonString(column)) }
    return texts.isEmpty ? Frame.Field(Column(.object([])), .object) : parsing.inferred(texts)
  }

  private func labelColumns(_ options: CSVOptions) throws(CSVFailure) -> [Int] {
    guard case .columns(let choices) = options.indexColumns else { return [] }
    var result: [Int] = []
    for choice in choices {
      switch choice {
      case .position(let position):
        let kept = position < 0 ? position + used.count : position
        guard used.indices.contains(kept) else {
          throw CSVFailure("IndexError", "list index out of range")
        }
        result.append(used[kept])
      case .name(let name):
        guard let column = used.first(where: { names[$0] == name }) else {
          throw CSVFailure("ValueError", "Index " + name + " invalid")
        }
        result.append(column)
      }
    }
    return result
  }

  private func labelName(_ column: Int) -> Scalar? {
    guard hasNames else { return .int(Int64(column)) }
    return unnamed.contains(names[column]) ? nil : .string(names[column])
  }

  private func header(_ columns: [Int]) -> Index {
    guard !hasNames else { return Index(columns.map { names[$0] }) }
    return Index(.ints(columns.map(Int64.init)), .int64)
  }

  private func index(_ levels: [Frame.Field], _ names: [Scalar?], count: Int, _ era: Era) -> Index {
    guard let first = levels.first else {
      if count == 0 && era == .classic { return Index(Column(.object([])), .object) }
      return Index(count: count)
    }
    guard levels.count == 1 else {
      return Index(levels: levels.map { Index.Level($0.values, $0.dtype) }, names: names)
    }
    if era == .modern, first.dtype == .int64, let range = arithmetic(first.values) {
      return Index(range, names: names)
    }
    return Index(.labels(first.values, first.dtype), names: names)
  }
}

/// Modern pandas keeps evenly spaced labels as a range.
private func arithmetic(_ column: Column) -> Index.Storage? {
  guard case .int64(let values) = column.storage, column.missing == nil, let first = values.first else { return nil }
  // Far from the ends of the integers, where the differences of labels are integers too.
  guard values.allSatisfy({ $0.magnitude < 1 << 61 }) else { return nil }
  if values.count == 1 { return .range(start: Int(first), stop: Int(first) + 1, step: 1) }
  let step = values[1] &- first
  guard step != 0 else { return nil }
  for (a, b) in zip(values, values.dropFirst()) where b &- a != step { return nil }
  return .range(start: Int(first), stop: Int(first) + values.count * Int(step), step: Int(step))
}

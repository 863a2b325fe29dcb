import Columns
import Kernels

/// Turns the texts of one column into values, in the order in which pandas tries: integers, floats, bools, strings.
struct ColumnParsing {
  let conversion: FieldConversion
  let options: CSVOptions
  /// Words that are missing in this column, besides the default ones.
  let words: Set<PythonString>
  let era: Era

  private func isMissing(_ field: Text) -> Bool {
    guard options.filtersMissing, field.count <= 8 || !words.isEmpty else { return false }
    if options.keepsDefaultMissing && isDefaultMissingWord(field, none: era == .modern) { return true }
    return !words.isEmpty && words.contains(PythonString(field))
  }

  /// The values with the dtype that they show.
  func inferred(_ texts: FieldColumn) -> Frame.Field {
    if let field = integers(texts) { return field }
    switch unsigned(texts) {
    case .parsed(let field): return field
    case .conflict: return Frame.Field(strings(texts, filtered: false), .str)
    case .other: break
    }
    if let field = floats(texts) { return field }
    if let field = bools(texts) { return field }
    return Frame.Field(strings(texts, filtered: true), .str)
  }

  /// The values as the dtype that was asked for.
  func parsed(
    _ texts: FieldColumn, as dtype: DType, column: PythonString
  ) throws(CSVFailure) -> Frame.Field {
    if dtype.isInteger { return try integers(texts, dtype, column) }
    switch dtype {
    case .float64, .float32: return try floats(texts, dtype)
    case .bool: return try bools(texts, column)
    case .category: return categories(texts)
    case .object: return Frame.Field(strings(texts, filtered: true), era == .classic ? .str : .object)
    default: return Frame.Field(strings(texts, filtered: true), .str)
    }
  }

  private func integers(_ texts: FieldColumn) -> Frame.Field? {
    // Where only the default words are missing, none of them begins with a digit, so that digits need no look-up.
    let checksFirst = !words.isEmpty
    var values = [Int64](repeating: 0, count: texts.count)
    var missing: [Bool]?
    for (row, text) in texts.enumerated() {
      if checksFirst && isMissing(text) {
        mark(&missing, row, texts.count)
      } else if let value = conversion.integer(text) {
        values[row] = value
      } else if isMissing(text) {
        mark(&missing, row, texts.count)
      } else {
        return nil
      }
    }
    guard let missing else { return Frame.Field(.ints(values), .int64) }
    return Frame.Field(.floats(zip(values, missing).map { $1 ? .nan : Double($0) }), .float64)
  }

  private enum Unsigned {
    case parsed(Frame.Field), conflict, other
  }

  /// Integers beyond int64: all of them must be unsigned and there, else pandas leaves the texts as they are.
  private func unsigned(_ texts: FieldColumn) -> Unsigned {
    var values = [Int64](repeating: 0, count: texts.count)
    var isSigned = false
    for (row, text) in texts.enumerated() {
      if isMissing(text) {
        isSigned = true
      } else if let value = conversion.integer(text) {
        values[row] = value
        if value < 0 { isSigned = true }
      } else if let value = UInt64(String(decoding: text.bytes, as: UTF8.self)) {
        values[row] = Int64(bitPattern: value)
      } else {
        return .other
      }
    }
    return isSigned ? .conflict : .parsed(Frame.Field(.ints(values), .uint64))
  }

  private func floats(_ texts: FieldColumn) -> Frame.Field? {
    let checksFirst = !words.isEmpty
    var values = [Double](repeating: .nan, count: texts.count)
    for (row, text) in texts.enumerated() {
      if checksFirst && isMissing(text) { continue }
      if let value = conversion.float(text) {
        values[row] = value
      } else if !isMissing(text) {
        return nil
      }
    }
    return Frame.Field(.floats(values), .float64)
  }

  private func bool(_ text: Text) -> Bool? {
    if !options.trueWords.isEmpty, options.trueWords.contains(PythonString(text)) { return true }
    if !options.falseWords.isEmpty, options.falseWords.contains(PythonString(text)) { return false }
    return FieldConversion.bool(text)
  }

  private func bools(_ texts: FieldColumn) -> Frame.Field? {
    var values = [Bool](repeating: false, count: texts.count)
    var missing: [Bool]?
    for (row, text) in texts.enumerated() {
      if isMissing(text) {
        mark(&missing, row, texts.count)
      } else if let value = bool(text) {
        values[row] = value
      } else {
        return nil
      }
    }
    return Frame.Field(.bools(values, missing: missing), missing == nil ? .bool : .object)
  }

  private func strings(_ texts: FieldColumn, filtered: Bool) -> Column {
    var missing: [Bool]?
    let values = StringColumn(count: texts.count, size: texts.size) { row in
      let text = texts[row]
      guard filtered && isMissing(text) else { return text }
      mark(&missing, row, texts.count)
      return Text("")
    }
    return .strings(values, missing: missing)
  }

  private func mark(_ missing: inout [Bool]?, _ row: Int, _ count: Int) {
    if missing == nil { missing = [Bool](repeating: false, count: count) }
    missing?[row] = true
  }
}

extension ColumnParsing {
  private func integers(
    _ texts: FieldColumn, _ dtype: DType, _ column: PythonString
  ) throws(CSVFailure) -> Frame.Field {
    var values: [Int64] = []
    for text in texts {
      if isMissing(text) {
        throw CSVFailure("ValueError", "Integer column has NA values in column " + column)
      }
      guard let value = conversion.integer(text) else {
        let quoted = PythonString(text).pythonRepr
        throw CSVFailure("ValueError", "invalid literal for int() with base 10: " + quoted)
      }
      values.append(value)
    }
    return Frame.Field(.ints(values), dtype)
  }

  private func floats(_ texts: FieldColumn, _ dtype: DType) throws(CSVFailure) -> Frame.Field {
    var values: [Double] = []
    for text in texts {
      if isMissing(text) {
        values.append(.nan)
      } else if let value = conversion.float(text) {
        values.append(value)
      } else {
        throw CSVFailure("ValueError", "could not convert string to float: " + PythonString(text).pythonRepr)
      }
    }
    let column = dtype == .float32 ? Column(.float32(values.map { Float($0) })) : .floats(values)
    return Frame.Field(column, dtype)
  }

  private func bools(_ texts: FieldColumn, _ column: PythonString) throws(CSVFailure) -> Frame.Field {
    guard let field = bools(texts), field.dtype == .bool else {
      let hasMissing = texts.contains { isMissing($0) }
      throw CSVFailure(
        "ValueError",
        hasMissing ? "Bool column has NA values in column " + column : "cannot safely convert passed user dtype of bool"
      )
    }
    return field
  }

  /// Categories are texts, in sorted order.
  private func categories(_ texts: FieldColumn) -> Frame.Field {
    let values = strings(texts, filtered: true)
    let keys = SortedKeys(values, .str)
    let categories = Categories(values.selecting(keys.uniques).withoutMask, dtype: .str)
    return Frame.Field(values, .category(categories))
  }
}

extension Column {
  /// The same without a mask: for selections in which nothing is missing.
  var withoutMask: Column { Column(storage) }
}

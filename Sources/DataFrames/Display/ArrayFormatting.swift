import Columns
import Kernels

/// How `formatted` lays out an array: pandas' arguments of `format_array`.
struct ArrayStyle {
  let era: Era
  var options: DisplayOptions
  var missing: PythonString = "NaN"
  var justification = Justification.right
  /// A space before every value, where a minus would stand.
  var leadingSpace = true
  /// Strings in apostrophes.
  var quoted = false

  init(
    era: Era, options: DisplayOptions, justification: Justification = .right, leadingSpace: Bool = true,
    quoted: Bool = false
  ) {
    self.era = era
    self.options = options
    self.justification = justification
    self.leadingSpace = leadingSpace
    self.quoted = quoted
  }
}

/// The values as pandas' `format_array` writes them, padded to one width.
func formatted(_ column: Column, _ dtype: DType, _ style: ArrayStyle) -> [PythonString] {
  fixedWidth(unpadded(column, dtype, style), style.justification, options: style.options, era: style.era)
}

private func unpadded(_ column: Column, _ dtype: DType, _ style: ArrayStyle) -> [PythonString] {
  switch dtype {
  case .float32, .float64: return FloatArrayText(column, style).strings
  case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: return integers(column, dtype, style)
  case .category(let categories): return categorical(column, categories, style)
  case .datetime64(let unit): return dates(column, unit, style)
  case .timedelta64(let unit): return durations(column, unit, style)
  case .nullable:
    var style = style
    style.missing = "<NA>"
    return objects(column, dtype.plain, style)
  case .bool, .object, .str, .interval: return objects(column, dtype, style)
  }
}

private func integers(_ column: Column, _ dtype: DType, _ style: ArrayStyle) -> [PythonString] {
  let text = ScalarText(era: style.era, options: style.options)
  return (0..<column.count).map { row in
    let value = column[row]
    if value.isMissing { return style.missing }
    let digits = text.str(value, dtype)
    return style.leadingSpace && digits.bytes.first != UInt8(ascii: "-") ? " " + digits : digits
  }
}

/// Categorical values are formatted as a plain array of their categories' dtype; missing ones make numbers objects.
private func categorical(_ column: Column, _ categories: Categories, _ style: ArrayStyle) -> [PythonString] {
  let dtype = categories.dtype.value
  let hasMissing = (0..<column.count).contains { column.isMissing($0) }
  if (dtype.isInteger || dtype == .bool) && hasMissing { return unpadded(column, .object, style) }
  if let intervals = categories.intervals, intervals.kind.subtype == .int64, hasMissing {
    let texts = intervals.floatTexts.selectingOrMissing(categories.codes(of: column))
    return unpadded(texts, dtype, style)
  }
  return unpadded(column, dtype, style)
}

private func objects(_ column: Column, _ dtype: DType, _ style: ArrayStyle) -> [PythonString] {
  let text = ScalarText(era: style.era, options: style.options)
  let space: PythonString = style.leadingSpace ? " " : ""
  return (0..<column.count).map { row in
    let value = column[row]
    switch value {
    case .none: return space + "None"
    case .missing: return space + style.missing
    case .float(let number):
      return number.isNaN ? space + style.missing : singleFloat(number, style.options)
    default: return space + text.pprint(value, dtype, quoted: style.quoted)
    }
  }
}

/// A float among objects: its own digits, whatever the others have.
func singleFloat(_ value: Double, _ options: DisplayOptions) -> PythonString {
  if let format = options.floatFormat { return format(value) }
  var bytes: [UInt8] = []
  if value.sign == .plus { bytes.append(PythonString.space) }
  if options.objectFloatsAreGeneral {
    appendGeneral(value, precision: options.precision, to: &bytes)
    return PythonString(bytes: bytes)
  }
  appendFixed(value, precision: options.precision, to: &bytes)
  while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  if bytes.last == UInt8(ascii: ".") { bytes.append(UInt8(ascii: "0")) }
  return PythonString(bytes: bytes)
}

private func dates(_ column: Column, _ unit: TimeUnit, _ style: ArrayStyle) -> [PythonString] {
  let values = (0..<column.count).map { row -> DateText? in
    if case .int(let count) = column[row] { DateText(count, unit) } else { nil }
  }
  let present = values.compactMap { $0 }
  let dateOnly = present.allSatisfy(\.isMidnight)
  let digits = sharedDigits(present)
  return values.map { value in
    guard let value else { return "NaT" }
    return PythonString(dateOnly ? value.date : value.date + " " + value.time + value.fraction(digits: digits))
  }
}

private func durations(_ column: Column, _ unit: TimeUnit, _ style: ArrayStyle) -> [PythonString] {
  let values = (0..<column.count).map { row -> DurationText? in
    if case .int(let count) = column[row] { DurationText(count, unit) } else { nil }
  }
  let present = values.compactMap { $0 }
  let daysOnly = present.allSatisfy(\.rest.isMidnight)
  let shared = sharedDigits(present.map(\.rest))
  let digits = shared == 3 ? 6 : shared
  return values.map { value in
    guard let value else { return "NaT" }
    if daysOnly { return PythonString(value.short) }
    return PythonString(style.era == .modern ? value.clock(digits: digits) : value.long)
  }
}

/// Digits behind the second that a whole array is printed with.
private func sharedDigits(_ values: [DateText]) -> Int {
  if values.contains(where: { $0.nanosecond % 1000 != 0 }) { return 9 }
  if values.contains(where: { $0.nanosecond % 1_000_000 != 0 }) { return 6 }
  if values.contains(where: { $0.nanosecond != 0 }) { return 3 }
  return 0
}

/// pandas' `_make_fixed_width`: pads to the widest, or to `minimum`, and cuts what is wider than the largest width allowed.
func fixedWidth(
  _ strings: [PythonString], _ justification: Justification, minimum: Int = 0, options: DisplayOptions, era: Era
) -> [PythonString] {
  if strings.isEmpty || justification == .all { return strings }
  var width = max(strings.widest, minimum)
  guard let limit = options.maxColumnWidth else { return strings.map { $0.justified(justification, width) } }
  width = min(width, limit)
  return strings.map { cut($0, width, limit, era).justified(justification, width) }
}

private func cut(_ text: PythonString, _ width: Int, _ limit: Int, _ era: Era) -> PythonString {
  guard text.width > width else { return text }
  if era == .classic && limit <= 3 { return text }
  let kept = max(width - 3, 0)
  return text.prefix(codePoints: kept) + PythonString("...").prefix(codePoints: width - kept)
}

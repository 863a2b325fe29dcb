import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `to_numeric`.
  static let toNumeric = Function("to_numeric(arg, errors='raise', downcast=None, dtype_backend=no_default)") { call in
    try call.refuse("dtype_backend")
    let context = call.context
    let downcast = try call.optionalString("downcast")?.description
    guard [nil, "integer", "signed", "unsigned", "float"].contains(downcast) else {
      throw Raised.valueError("invalid downcasting method provided")
    }
    let errors = try call.text("errors")
    guard ["raise", "coerce"].contains(errors) || errors == "ignore" && context.era == .classic else {
      throw Raised.valueError("invalid error value specified")
    }
    let argument = call["arg"]
    if let scalar = Tracer.Operand(scalar: argument), case .constant(let value, _) = scalar {
      if value.double != nil, value.double?.isNaN != true { return argument }
      let one = TracedColumn(values: Column(scalars: [value]), dtype: DType(scalar: value))
      let number = try context.numeric(one, errors: errors, downcast)
      return context.numpyElement(number.values[0], number.dtype)
    }
    if argument.object is FrameObject {
      throw Raised.typeError("arg must be a list, tuple, 1-d array, or Series")
    }
    guard let column = try context.sequenceColumn(argument) else { throw call.unsupported("'to_numeric'") }
    let result = try context.numeric(column, errors: errors, downcast)
    if let series = argument.cast(to: SeriesObject.self) { return series.with(result) }
    if let labels = argument.cast(to: IndexObject.self) {
      return .object(IndexObject(DataFrames.Index(.labels(result.values, result.dtype), names: labels.index.names)))
    }
    return context.array(result)
  }
}

extension Context {
  fileprivate func numeric(
    _ column: TracedColumn, errors: String, _ downcast: String?
  ) throws(Raised) -> TracedColumn {
    let numbers = try numeric(column, errors: errors)
    guard let downcast, numbers.dtype.isNumeric else { return numbers }
    return try narrowed(numbers, downcast)
  }

  /// Texts read as numbers; numbers as they are.
  private func numeric(_ column: TracedColumn, errors: String) throws(Raised) -> TracedColumn {
    if column.dtype.isNumeric { return column }
    if let numbers = column.numbersAmongObjects { return numbers }
    if column.dtype.isTime { return try cast(column, to: .int64) }
    if column.isObjects { return try numericObjects(column, errors: errors) }
    guard column.isText else { throw unsupportedNow("'to_numeric' of '\(column.dtype.name(era))'") }
    let isModern = era == .modern
    let kinds = NumberTexts(column.values, roundsOnce: isModern)
    if let row = kinds.firstBad, errors != "coerce" {
      if errors == "ignore" { return column }
      guard case .string(let text) = column.values[row] else { return column }
      let quoted = isModern ? try repr(.string(text)).description : "\"\(text)\""
      throw Raised.valueError("Unable to parse string \(quoted) at position \(row)")
    }
    if kinds.hasHuge { throw unsupportedNow("'to_numeric' of integers that 64 bits do not hold") }
    let reading = ReadNumber(roundsOnce: isModern, coerces: errors == "coerce")
    guard kinds.areWhole, column.count > 0, kinds.firstBad == nil else {
      return try applying(reading, to: column, dtype: column.count == 0 ? .int64 : .float64)
    }
    // Whole numbers are read as such: float64 does not hold all of them.
    let plain = RaisedError("ValueError", "Unable to parse string")
    return try applying(Cast(to: .int64, raising: plain), to: column, dtype: .int64)
  }

  private func numericObjects(_ column: TracedColumn, errors: String) throws(Raised) -> TracedColumn {
    var scalars: [Scalar] = []
    for row in 0..<column.count {
      let scalar = column.values[row]
      switch scalar {
      case .string(let text):
        let number = text.withText { numberIfAny($0, roundsOnce: era == .modern) }
        if number == nil, errors == "ignore" { return column }
        guard number != nil || errors == "coerce" else {
          let quoted = era == .modern ? try repr(.string(text)).description : "\"\(text)\""
          throw Raised.valueError("Unable to parse string \(quoted) at position \(row)")
        }
        let isWhole = number.map { $0.isFinite } == true && text.isWholeNumber
        scalars.append(isWhole ? .int(Int64(number ?? 0)) : .float(number ?? .nan))
      case .bool(let flag): scalars.append(column.values.isAllBools ? scalar : .int(flag ? 1 : 0))
      case .object:
        if errors == "ignore" { return column }
        guard errors == "coerce" else {
          throw Raised.typeError("Invalid object type at position \(row)")
        }
        scalars.append(.missing)
      default: scalars.append(scalar.isMissing ? .float(.nan) : scalar)
      }
    }
    return opaqueColumn(Column(scalars: scalars), domain: column.domain, reason: "numbers among other objects")
  }

  /// The smallest dtype of a kind that holds the values.
  private func narrowed(_ column: TracedColumn, _ kind: String) throws(Raised) -> TracedColumn {
    let numbers = column.values.doubles
    if kind == "float" {
      guard numbers.allSatisfy({ $0.isNaN || abs($0 - Double(Float($0))) <= 5e-4 }) else { return column }
      return try cast(column, to: .float32)
    }
    guard numbers.allSatisfy({ Int64(exactly: $0) != nil }) else { return column }
    let low = numbers.min() ?? 0
    let high = numbers.max() ?? 0
    let candidates: [DType] =
      kind == "unsigned" ? (low >= 0 ? [.uint8, .uint16, .uint32, .uint64] : []) : [.int8, .int16, .int32, .int64]
    for dtype in candidates where (dtype.itemSize ?? 8) <= (column.dtype.itemSize ?? 8) {
      let limits = dtype.integerLimits ?? Int64.min...Int64.max
      if low >= Double(limits.lowerBound), high <= Double(limits.upperBound) { return try cast(column, to: dtype) }
    }
    return column
  }
}

/// What kinds of numbers texts spell.
private struct NumberTexts {
  /// The first text that is no number.
  private(set) var firstBad: Int?
  /// Whether every text is a whole number.
  private(set) var areWhole = true
  /// Whether a whole number has more than 64 bits.
  private(set) var hasHuge = false

  init(_ column: Column, roundsOnce: Bool) {
    for row in 0..<column.count {
      guard case .string(let text) = column[row] else {
        areWhole = false
        continue
      }
      let number = text.withText { numberIfAny($0, roundsOnce: roundsOnce) }
      if number == nil, firstBad == nil { firstBad = row }
      guard text.isWholeNumber else {
        areWhole = false
        continue
      }
      if number.map({ abs($0) >= 9.2e18 }) == true { hasHuge = true }
    }
  }
}

extension PythonString {
  /// Whether the text is a sign and digits, spaces around.
  fileprivate var isWholeNumber: Bool {
    withText { FieldConversion(roundsOnce: true).integer($0) != nil }
      || (!bytes.isEmpty && bytes.allSatisfy { (48...57).contains($0) })
  }
}

extension Column {
  fileprivate var isAllBools: Bool {
    (0..<count).allSatisfy { if case .bool = self[$0] { true } else { self.isMissing($0) } }
  }
}

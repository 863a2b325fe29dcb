import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

// Arithmetic of nullable columns: the plain operation, after which missing values are missing.
extension Context {
  /// A column as its plain dtype, the mask kept.
  func unmasked(_ column: TracedColumn) -> TracedColumn {
    var result = column
    result.dtype = column.dtype.plain
    return result
  }

  /// A column as the nullable dtype over its own plain one.
  func masked(_ column: TracedColumn) -> TracedColumn {
    var result = column
    let plain = DType(storage: column.values)
    let own = column.dtype.plain
    let isKept = own == plain || own.isInteger && plain == .int64 || own == .float32 && plain == .float64
    if let kind = Nullable(isKept ? own : plain) { result.dtype = .nullable(kind) }
    return result
  }

  /// `a op b` where one of them is nullable; `nil` where neither is.
  func nullableArithmetic(
    _ operation: BinaryOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn? {
    guard a.isNullable || b.isNullable else { return nil }
    let (x, y) = (try plainOperand(a), try plainOperand(b))
    if a.isMissingConstant || b.isMissingConstant { throw unsupportedNow("'\(operation.symbol)' with NA alone") }
    if operation == .and || operation == .or || operation == .xor, a.hasMissing || b.hasMissing {
      throw unsupportedNow("'\(operation.symbol)' of bools with missing ones")
    }
    if !x.isText, !y.isText, let special = try specialArithmetic(operation, x, y) { return masked(special) }
    do throws(TraceError) {
      guard let result = try tracer.binary(operation, x, y, origin: planOrigin) else {
        throw TraceError.type(TypeMismatch("'\(operation.symbol)' of columns"))
      }
      return masked(result)
    } catch {
      throw raised(error)
    }
  }

  /// `a op b`, missing where either is; `nil` where neither is nullable.
  func nullableComparison(
    _ operation: ComparisonOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn? {
    guard a.isNullable || b.isNullable else { return nil }
    let (x, y) = (try plainOperand(a), try plainOperand(b))
    guard x.isText == y.isText, !x.isObjects, !y.isObjects else {
      throw unsupportedNow("'\(operation.symbol)' of nullable values with others")
    }
    var result: TracedColumn
    do throws(TraceError) {
      result = try tracer.comparison(operation, x, y, origin: planOrigin)
    } catch {
      throw raised(error)
    }
    for side in [x, y] {
      guard case .column(let column) = side, side.hasMissing else { continue }
      result = try kept(result, where: column)
    }
    result.dtype = .nullable(.bool)
    return result
  }

  /// Values, missing where those of another column are.
  private func kept(_ values: TracedColumn, where other: TracedColumn) throws(Raised) -> TracedColumn {
    let present = try applying(NotMissing(), to: other, dtype: .bool)
    return try applying(KeepWhere(), to: [.column(present), .column(values)], dtype: values.dtype)
  }

  private func plainOperand(_ operand: Tracer.Operand) throws(Raised) -> Tracer.Operand {
    guard case .column(let column) = operand else { return operand }
    return .column(unmasked(column))
  }

  /// `-column`, `~column` of a nullable one.
  func nullablePrefix(_ operation: PrefixOperator, _ column: TracedColumn) throws(Raised) -> TracedColumn? {
    guard column.dtype.nullable != nil else { return nil }
    if operation == .invert, column.values.presentCount < column.count {
      let flags = try applying(FillMissing(.bool(false)), to: unmasked(column), dtype: .bool)
      return masked(try kept(unary(operation, of: flags), where: column))
    }
    return masked(try unary(operation, of: unmasked(column)))
  }
}

// Casts from and to nullable dtypes.
extension Context {
  /// `astype('Int64')` and its kin: missing values stay missing.
  func cast(_ column: TracedColumn, toNullable kind: Nullable) throws(Raised) -> TracedColumn {
    let column = unmasked(column)
    var result: TracedColumn
    if column.isObjects {
      result = try objects(column, toNullable: kind)
    } else if kind == .string {
      result = column.isText ? column : try applying(Cast(to: .string), to: column, dtype: .str)
    } else if kind == .bool {
      result = try flags(column)
    } else if kind.plain.isFloat {
      result = column.dtype.isFloat ? column : try cast(column, to: .float64)
    } else {
      result = try integers(column, kind)
    }
    result.dtype = .nullable(kind)
    return result
  }

  private func integers(_ column: TracedColumn, _ kind: Nullable) throws(Raised) -> TracedColumn {
    if case .int64 = column.values.storage {
      for row in 0..<column.count {
        if case .int(let number) = column.values[row], let limits = kind.plain.integerLimits, !limits.contains(number) {
          throw unsupportedNow("'astype' to '\(kind.rawValue)' of numbers that do not fit")
        }
      }
      return column
    }
    var whole = column
    if column.isText { whole = try applying(Cast(to: .float64), to: column, dtype: .float64) }
    for row in 0..<whole.count {
      if case .float(let number) = whole.values[row], !number.isNaN, number != number.rounded(.towardZero) {
        throw Raised.typeError("cannot safely cast non-equivalent float64 to \(kind.plain.name(era))")
      }
    }
    guard whole.dtype.isFloat, whole.values.presentCount < whole.count else {
      return try applying(Cast(to: .int64), to: whole, dtype: kind.plain)
    }
    let filled = try applying(FillMissing(.float(0)), to: whole, dtype: .float64)
    return try kept(applying(Cast(to: .int64), to: filled, dtype: kind.plain), where: whole)
  }

  private func flags(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    if case .bool = column.values.storage { return column }
    guard column.dtype.isNumeric else { throw unsupportedNow("'astype' to 'boolean'") }
    for row in 0..<column.count where !column.values.isMissing(row) {
      guard let number = column.values[row].double, number == 0 || number == 1 || column.dtype.isInteger else {
        throw Raised.typeError("Need to pass bool-like values")
      }
    }
    let flags = try applying(Cast(to: .bool), to: column, dtype: .bool)
    guard column.values.presentCount < column.count else { return flags }
    return try kept(flags, where: column)
  }

  /// Objects of one kind with missing ones among them.
  private func objects(_ column: TracedColumn, toNullable kind: Nullable) throws(Raised) -> TracedColumn {
    var scalars: [Scalar] = []
    for row in 0..<column.count {
      let scalar = column.values[row]
      switch scalar {
      case .object(let object) where object.reference is NotAvailableObject: scalars.append(.missing)
      case _ where scalar.isMissing: scalars.append(.missing)
      case .string where kind == .string, .bool where kind == .bool: scalars.append(scalar)
      case .int where kind.plain.isInteger: scalars.append(scalar)
      case .int(let number) where kind.plain.isFloat: scalars.append(.float(Double(number)))
      case .float where kind.plain.isFloat: scalars.append(scalar)
      case .float(let number) where kind.plain.isInteger:
        guard let whole = Int64(exactly: number) else {
          throw Raised.typeError("cannot safely cast non-equivalent object to \(kind.plain.name(era))")
        }
        scalars.append(.int(whole))
      case .bool where kind == .string, .int where kind == .string, .float where kind == .string:
        scalars.append(.string(try str(scalar.pythonValue)))
      default: throw unsupportedNow("'astype' of objects to '\(kind.rawValue)'")
      }
    }
    return opaqueColumn(
      NullableStorage.column(scalars, kind), kind.plain, domain: column.domain, reason: "'astype' of Python objects")
  }

  /// A nullable column as another dtype.
  func cast(_ column: TracedColumn, from kind: Nullable, to dtype: DType) throws(Raised) -> TracedColumn {
    let plain = unmasked(column)
    let lacks = column.values.presentCount < column.count
    switch dtype {
    case .object: return relabelledObjects(column)
    case .str:
      if kind == .string { return try cast(plain, to: .str) }
      guard lacks, era == .classic else { return try cast(plain, to: .str) }
      let texts = try applying(Cast(to: .string), to: plain, dtype: .str)
      return try applying(FillMissing(.string("<NA>")), to: texts, dtype: .str)
    case .category: return categorical(column)
    case _ where dtype.isInteger:
      if lacks { throw Raised.valueError("cannot convert NA to integer") }
      let refusal = RaisedError("ValueError", "cannot convert NA to integer")
      guard case .int64 = plain.values.storage else { return try cast(plain, to: dtype) }
      var result = try applying(Cast(to: .int64, raising: refusal), to: plain, dtype: dtype)
      result.dtype = dtype
      return result
    case .bool:
      if lacks { throw unsupportedNow("'astype' of missing values to 'bool'") }
      return try cast(plain, to: dtype)
    default: return try cast(plain, to: dtype)
    }
  }

  private func relabelledObjects(_ column: TracedColumn) -> TracedColumn {
    let scalars = (0..<column.count).map { Scalar(pythonElement(column.values[$0], column.dtype)) }
    guard column.values.presentCount < column.count else {
      var result = column
      result.dtype = .object
      return result
    }
    return opaqueColumn(
      Column(.object(scalars)), .object, domain: column.domain, reason: "missing values as Python objects")
  }
}

/// Scalars in the storage of a nullable dtype.
enum NullableStorage {
  static func column(_ scalars: [Scalar], _ kind: Nullable) -> Column {
    let missing = scalars.map(\.isMissing)
    let mask = missing.contains(true) ? missing : nil
    switch kind {
    case .bool: return .bools(scalars.map { $0 == .bool(true) }, missing: mask)
    case .float32: return Column(.float32(scalars.map { Float($0.double ?? .nan) }))
    case .float64: return .floats(scalars.map { $0.double ?? .nan })
    case .string:
      let texts = scalars.map { if case .string(let text) = $0 { text } else { PythonString("") } }
      return .strings(StringColumn(texts), missing: mask)
    default: return .ints(scalars.map { if case .int(let number) = $0 { number } else { 1 } }, missing: mask)
    }
  }
}

extension DType {
  /// The dtype of the values that a column holds, missing or not.
  init(storage column: Column) {
    switch column.storage {
    case .bool: self = .bool
    case .int64: self = .int64
    case .float32: self = .float32
    case .float64: self = .float64
    case .string: self = .str
    case .object: self = .object
    }
  }
}

extension Tracer.Operand {
  var isNullable: Bool { dtype?.nullable != nil }

  var hasMissing: Bool {
    if case .column(let column) = self { column.values.presentCount < column.count } else { false }
  }

  var isMissingConstant: Bool {
    if case .constant(let scalar, _) = self { scalar.isMissing } else { false }
  }
}

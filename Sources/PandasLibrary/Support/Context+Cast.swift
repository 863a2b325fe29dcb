import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// A column as another dtype: `astype`.
  func cast(_ column: TracedColumn, to dtype: DType) throws(Raised) -> TracedColumn {
    if dtype == column.dtype { return column }
    if case .nullable(let kind) = dtype { return try cast(column, toNullable: kind) }
    if case .nullable(let kind) = column.dtype { return try cast(column, from: kind, to: dtype) }
    if column.isObjects, dtype != .object { return try castObjects(column, to: dtype) }
    if case .datetime64(let unit) = dtype { return try cast(column, toDatesIn: unit) }
    if column.dtype.isTime, dtype != column.dtype, dtype.categories == nil { return try cast(times: column, to: dtype) }
    switch dtype {
    case .category(let categories):
      if categories.count > 0 { return try kept(column, in: categories) }
      var result = categorical(column)
      if categories.ordered, let own = result.dtype.categories { result.dtype = .category(own.ordered(true)) }
      return result
    case .object, .interval: return relabelled(column, .object)
    case .str: return try castToText(column)
    case .bool: return try applying(Cast(to: .bool), to: column, dtype: .bool)
    case .float64: return column.dtype == .float64 ? column : try applying(Cast(to: .float64), to: column, dtype: dtype)
    case .float32: return column.dtype == .float32 ? column : try applying(Cast(to: .float32), to: column, dtype: dtype)
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: return try castToInteger(column, dtype)
    case .datetime64, .timedelta64, .nullable: throw unsupportedNow("'astype' to '\(dtype.name(era))'")
    }
  }

  private func relabelled(_ column: TracedColumn, _ dtype: DType) -> TracedColumn {
    var result = column
    if era == .classic, case .string = column.values.storage {
      return column.dtype.categories == nil ? column : with(column, .str)
    }
    result.dtype = dtype
    return result
  }

  private func with(_ column: TracedColumn, _ dtype: DType) -> TracedColumn {
    var result = column
    result.dtype = dtype
    return result
  }

  private func castToText(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    if column.isText, era == .modern || column.values.presentCount == column.count { return with(column, .str) }
    let missing: PythonString? = era == .classic ? "nan" : nil
    return try applying(Cast(to: .string, missingText: missing), to: column, dtype: .str)
  }

  private func castToInteger(_ column: TracedColumn, _ dtype: DType) throws(Raised) -> TracedColumn {
    // A record may come without a value that every training row had: Python raises for it.
    if column.dtype == dtype, column.function?.type.isNullable != true { return column }
    let words = "Cannot convert non-finite values (NA or inf) to integer"
    let advice =
      ". Replace or remove non-finite values or cast to an integer type that supports these values (e.g. 'Int64')"
    let refusal = RaisedError("IntCastingNaNError", era == .modern ? words + advice : words)
    let result: TracedColumn
    do throws(Raised) {
      result = try applying(Cast(to: .int64, raising: refusal), to: column, dtype: dtype)
    } catch .exception(let exception) where exception.arguments.first?.stringValue == PythonString(refusal.message) {
      throw Raised(Pandas.intCastingError, refusal.message)
    }
    guard let limits = dtype.integerLimits else { return result }
    for row in 0..<result.count {
      if case .int(let number) = result.values[row], !limits.contains(number) {
        throw unsupportedNow("'astype' to '\(dtype.name(era))' of numbers that do not fit")
      }
    }
    return result
  }

  /// Objects one by one, as Python converts them: no row function.
  private func castObjects(_ column: TracedColumn, to dtype: DType) throws(Raised) -> TracedColumn {
    if case .category(let categories) = dtype, categories.count == 0 { return categorical(column) }
    if dtype.categories != nil { throw unsupportedNow("'astype' of objects to given categories") }
    var scalars: [Scalar] = []
    for row in 0..<column.count {
      let value = column.values[row].pythonValue
      switch dtype {
      case .str: scalars.append(.string(try str(value)))
      case .bool: scalars.append(.bool(try truth(value)))
      case .float32, .float64:
        guard let number = try double(value) else {
          throw Raised.typeError("float() argument must be a string or a real number, not '\(value.typeName)'")
        }
        scalars.append(.float(number))
      default:
        guard let number = try indexIfInteger(value) else { throw unsupportedNow("'astype' of objects") }
        scalars.append(.int(Int64(number)))
      }
    }
    return opaqueColumn(Column(scalars: scalars), dtype, domain: column.domain, reason: "'astype' of Python objects")
  }

  /// The column with its sorted distinct values as categories.
  func categorical(_ column: TracedColumn) -> TracedColumn {
    if case .category = column.dtype { return column }
    let keys = SortedKeys(column.values, column.dtype)
    var result = column
    result.dtype = .category(Categories(column.values.selecting(keys.uniques), dtype: column.dtype))
    return result
  }
}

extension Pandas {
  nonisolated(unsafe) static let intCastingError = Exceptions.make(
    "IntCastingNaNError", module: "pandas.errors", Exceptions.valueError)
}

extension DType {
  /// What a narrow integer holds; `nil` for the widest.
  var integerLimits: ClosedRange<Int64>? {
    switch self {
    case .int8: -128...127
    case .int16: -32768...32767
    case .int32: -2_147_483_648...2_147_483_647
    case .uint8: 0...255
    case .uint16: 0...65535
    case .uint32: 0...4_294_967_295
    case .uint64: 0...Int64.max
    default: nil
    }
  }
}

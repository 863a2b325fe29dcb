import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension Pandas {
  /// Functions of `pandas.api.types`.
  package enum Types {}
  /// Classes of `pandas.errors`.
  package enum Errors {}
}

extension Pandas.Errors {
  static let ParserError = Constant("ParserError") { _ in .object(Pandas.parserError) }
  static let EmptyDataError = Constant("EmptyDataError") { _ in .object(Pandas.emptyDataError) }
  static let IntCastingNaNError = Constant("IntCastingNaNError") { _ in .object(Pandas.intCastingError) }
}

extension Pandas.Types {
  static let isNumericDtype = Function("is_numeric_dtype(arr_or_dtype)") { call in
    try call.ofDType { $0.isNumeric }
  }
  static let isBoolDtype = Function("is_bool_dtype(arr_or_dtype)") { call in try call.ofDType { $0.plain == .bool } }
  static let isIntegerDtype = Function("is_integer_dtype(arr_or_dtype)") { call in
    try call.ofDType { $0.plain.isInteger }
  }
  static let isFloatDtype = Function("is_float_dtype(arr_or_dtype)") { call in try call.ofDType { $0.plain.isFloat } }
  static let isObjectDtype = Function("is_object_dtype(arr_or_dtype)") { call in
    let isClassic = call.context.era == .classic
    return try call.ofDType { $0 == .object || isClassic && $0 == .str }
  }
  static let isStringDtype = Function("is_string_dtype(arr_or_dtype)") { call in
    guard let table = call[0].object as? any TracedTable, let column = table.tracedColumns.first else {
      return try call.ofDType { $0.isObjectOrString || $0.plain == .str }
    }
    let isClassic = call.context.era == .classic
    return .bool(column.dtype.plain == .str || column.dtype == .object && (isClassic || column.values.holdsStrings))
  }
  static let isCategoricalDtype = Function("is_categorical_dtype(arr_or_dtype)") { call in
    try call.ofDType { $0.categories != nil }
  }
  static let isDatetime64Dtype = Function("is_datetime64_dtype(arr_or_dtype)") { call in
    try call.ofDType { if case .datetime64 = $0 { true } else { false } }
  }
  static let isDatetime64AnyDtype = Function("is_datetime64_any_dtype(arr_or_dtype)") { call in
    try call.ofDType { if case .datetime64 = $0 { true } else { false } }
  }
  static let isTimedelta64Dtype = Function("is_timedelta64_dtype(arr_or_dtype)") { call in
    try call.ofDType { if case .timedelta64 = $0 { true } else { false } }
  }
  static let isListLike = Function("is_list_like(obj, allow_sets=True)") { call in
    guard call[0].stringValue == nil, !(call[0].object is TypeObject), !(call[0].object is BytesObject) else {
      return false
    }
    return .bool(
      call[0].type.lookup("__iter__") != nil || call[0].object is any TracedTable || call[0].object is IndexObject)
  }
  static let CategoricalDtype = Constant("CategoricalDtype") { context in
    try context.map { try $0.attribute(of: $0.module(named: "pandas") ?? .none, named: "CategoricalDtype") } ?? .none
  }
}

extension Call {
  /// A question about the dtype of a table, or the dtype itself; what has none answers no.
  fileprivate func ofDType(_ body: (DType) -> Bool) throws(Raised) -> Value {
    let value = try self[0].supported()
    if let table = value.object as? any TracedTable {
      guard table.isOneDimensional, let column = table.tracedColumns.first else { return false }
      return .bool(body(column.dtype))
    }
    if let index = value.object as? IndexObject { return .bool(body(index.column.dtype)) }
    return .bool(NumPy.dtypeIfAny(value, in: context).map(body) ?? false)
  }
}

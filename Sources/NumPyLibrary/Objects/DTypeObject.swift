import Columns
package import DataFrames
package import Kernels
package import PythonRuntime
import Tracing

/// `numpy.dtype` and pandas' dtypes: one object for each dtype in a run.
package final class DTypeObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "dtype", module: "numpy", isOpen: true)

  package let dtype: DType
  /// The width of fixed-width text.
  private let width: Int?

  private init(_ dtype: DType, width: Int? = nil) {
    self.dtype = dtype
    self.width = width
    super.init(type: DTypeObject.type)
  }

  /// The dtype of an array of fixed-width text: `<U5`.
  convenience init(textOf column: Column) {
    let widths = (0..<column.count).map { row in
      if case .string(let text) = column[row] { text.codePointCount } else { 0 }
    }
    self.init(.str, width: max(widths.max() ?? 1, 1))
  }

  private func name(_ era: Era) -> String { width.map { "<U\($0)" } ?? dtype.name(era) }

  /// The object of a dtype, the same for equal ones.
  package static func of(_ dtype: DType, in context: Context) -> DTypeObject {
    let known = context.state(Known.self) { Known() }
    let dtype = dtype == .str && context.era == .classic ? .object : dtype
    if let object = known.objects[dtype] { return object }
    let object = DTypeObject(dtype)
    known.objects[dtype] = object
    return object
  }

  private final class Known {
    var objects: [DType: DTypeObject] = [:]
  }

  override package var isMutable: Bool { false }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "name": return .text(width.map { "str\($0 * 32)" } ?? dtype.name(context.era))
    case "kind": return .text(kind(context.era))
    case "itemsize": return dtype.plain.itemSize.map { .int($0) }
    case "type": return .object(NumPy.scalarType(of: dtype))
    default: return try super.attribute(name, in: context)
    }
  }

  private func kind(_ era: Era) -> String {
    switch dtype.plain {
    case .bool: "b"
    case .int8, .int16, .int32, .int64: "i"
    case .uint8, .uint16, .uint32, .uint64: "u"
    case .float32, .float64: "f"
    case .datetime64: "M"
    case .timedelta64: "m"
    default: "O"
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual else { return nil }
    let same = NumPy.dtypeIfAny(other, in: context).map { isSame($0, context.era) } ?? false
    return .bool(same == (operation == .equal))
  }

  private func isSame(_ other: DType, _ era: Era) -> Bool {
    if dtype == other { return true }
    if case .category = dtype, case .category(let categories) = other { return categories.count == 0 }
    if era == .classic { return dtype.isObjectOrString && other.isObjectOrString }
    return false
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    PythonString(name(context.era)).pythonHash
  }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    PythonString(name(context.era))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    if let width { return PythonString("dtype('<U\(width)')") }
    return switch dtype {
    case .object: "dtype('O')"
    case .str: context.era == .classic ? "dtype('O')" : "<StringDtype(na_value=nan)>"
    case .category(let categories):
      categoryRepr(categories, context.era)
    case .datetime64(let unit): PythonString("dtype('<M8[\(unit.rawValue)]')")
    case .timedelta64(let unit): PythonString("dtype('<m8[\(unit.rawValue)]')")
    case .nullable(.string): context.era == .classic ? "string[python]" : "<StringDtype(na_value=<NA>)>"
    case .nullable(let kind): PythonString((kind == .bool ? "Boolean" : kind.rawValue) + "Dtype" + "()")
    default: PythonString("dtype('\(dtype.name(context.era))')")
    }
  }

  private func categoryRepr(_ categories: Categories, _ era: Era) -> PythonString {
    let labels = Index(.labels(categories.values, categories.dtype.value), names: [nil])
    var text = labels.repr(era).description
    if let open = text.firstIndex(of: "["), let close = text.lastIndex(of: "]") { text = String(text[open...close]) }
    let ordered = categories.ordered ? "True" : "False"
    if era == .classic { return PythonString("CategoricalDtype(categories=\(text), ordered=\(ordered))") }
    return PythonString(
      "CategoricalDtype(categories=\(text), ordered=\(ordered), categories_dtype=\(categories.dtype.value.name(era)))")
  }
}

extension NumPy {
  /// The dtype that a value names: a dtype, its name, a class; `nil` for what names none.
  package static func dtypeIfAny(_ value: Value, in context: Context) -> DType? {
    switch value {
    case .string("int"), .string("int_"): return context.defaultInteger
    case .string(let text): return dtype(named: text.description, context.era)
    case .object(let object):
      if let dtype = object as? DTypeObject { return dtype.dtype }
      guard let type = object as? TypeObject else { return nil }
      if type === Types.int { return context.defaultInteger }
      return dtype(of: type, context.era)
    default: return nil
    }
  }

  private static func dtype(of type: TypeObject, _ era: Era) -> DType? {
    if type === Types.int { return .int64 }
    if type === Types.float { return .float64 }
    if type === Types.bool { return .bool }
    if type === Types.str { return .str }
    if type === Types.object { return .object }
    return type.module == "numpy" ? dtype(named: type.name, era) : nil
  }

  private static func dtype(named name: String, _ era: Era) -> DType? {
    let name = name.hasPrefix("<") || name.hasPrefix("=") ? String(name.dropFirst()) : name
    return switch name {
    case "bool", "bool_", "?", "b1": .bool
    case "int8", "i1": .int8
    case "int16", "i2": .int16
    case "int32", "i4", "intc": .int32
    case "int64", "int", "i8", "int_", "i": .int64
    case "uint8", "u1": .uint8
    case "uint16", "u2": .uint16
    case "uint32", "u4": .uint32
    case "uint64", "u8": .uint64
    case "float32", "f4": .float32
    case "float64", "float", "f8", "float_", "double": .float64
    case "object", "O", "object_": .object
    case "str", "str_", "U": .str
    case "string": .nullable(.string)
    case "category": .category(Categories(Column(.object([])), dtype: .object))
    case "datetime64[ns]": .datetime64(.nanosecond)
    case "timedelta64[ns]": .timedelta64(.nanosecond)
    default: Nullable(rawValue: name).map(DType.nullable)
    }
  }
}

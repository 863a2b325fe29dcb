/// A dtype of pandas' own whose missing values are `pd.NA`: a plain dtype with a mask.
///
/// Integers, bools and strings carry their mask in the column; in floats NaN stands for it.
package enum Nullable: String, Sendable, Hashable, CaseIterable {
  case bool = "boolean"
  case int8 = "Int8"
  case int16 = "Int16"
  case int32 = "Int32"
  case int64 = "Int64"
  case uint8 = "UInt8"
  case uint16 = "UInt16"
  case uint32 = "UInt32"
  case uint64 = "UInt64"
  case float32 = "Float32"
  case float64 = "Float64"
  case string = "string"

  /// The dtype of the values that are present.
  package var plain: DType {
    switch self {
    case .bool: .bool
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .int64: .int64
    case .uint8: .uint8
    case .uint16: .uint16
    case .uint32: .uint32
    case .uint64: .uint64
    case .float32: .float32
    case .float64: .float64
    case .string: .str
    }
  }

  /// The nullable dtype over a plain one; `nil` where pandas has none.
  package init?(_ plain: DType) {
    guard let kind = Nullable.allCases.first(where: { $0.plain == plain }) else { return nil }
    self = kind
  }

  /// The class of its arrays.
  package var arrayName: String {
    switch self {
    case .bool: "BooleanArray"
    case .float32, .float64: "FloatingArray"
    case .string: "StringArray"
    default: "IntegerArray"
    }
  }
}

extension DType {
  /// A nullable dtype's plain one; any other dtype as it is.
  package var plain: DType { if case .nullable(let kind) = self { kind.plain } else { self } }

  /// The nullable dtype, where it is one.
  package var nullable: Nullable? { if case .nullable(let kind) = self { kind } else { nil } }
}

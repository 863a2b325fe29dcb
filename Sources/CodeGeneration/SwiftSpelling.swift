import Columns
import Kernels
import Plans

/// A Swift string literal that holds `text`.
func swiftLiteral(_ text: String) -> String {
  var literal = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": literal += "\\\""
    case "\\": literal += "\\\\"
    case "\n": literal += "\\n"
    case "\r": literal += "\\r"
    case "\t": literal += "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F: literal += "\\u{\(String(scalar.value, radix: 16))}"
    default: literal.unicodeScalars.append(scalar)
    }
  }
  return literal + "\""
}

/// The Swift type that holds a value in generated code: missing floats are NaN, other missing values `nil`.
func swiftType(of type: ValueType) -> String {
  let name =
    switch type.base {
    case .bool: "Bool"
    case .int64: "Int64"
    case .float32: "Float"
    case .float64: "Double"
    case .string: "Text"
    case .vector: "Vector"
    case .list: "TextList"
    }
  let carriesMissing =
    switch type.base {
    case .float32, .float64, .vector: true
    default: false
    }
  return type.isNullable && !carriesMissing ? name + "?" : name
}

/// The interface's constant for a type.
func interfaceKind(of type: ValueType) -> String {
  switch type.base {
  case .bool: "FAIRCOPY_BOOL"
  case .int64: "FAIRCOPY_INT64"
  case .float32, .float64: "FAIRCOPY_FLOAT64"
  default: "FAIRCOPY_STRING"
  }
}

/// How a class is written in a column's name and as a JSON key: as Python prints it.
func className(_ value: Scalar) -> String {
  switch value {
  case .missing: "nan"
  case .none: "None"
  case .bool(let flag): flag ? "True" : "False"
  case .int(let number): String(number)
  case .float(let number): "\(number)"
  case .string(let text): text.description
  case .object: "object"
  }
}

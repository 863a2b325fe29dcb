import Columns
import DataFrames
import Foundation
import Kernels

/// A recorded case: a JSON object of `fixtures/frames`.
struct Fixture {
  let name: String
  let json: [String: Any]

  static func cases(in file: String) throws -> [Fixture] {
    let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("fixtures/frames/" + file)
    let data = try Data(contentsOf: path)
    let list = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
    return list.map { Fixture(name: $0["case"] as? String ?? "?", json: $0) }
  }

  func text(_ key: String) -> String? { json[key] as? String }

  var frame: Frame? {
    guard let json = json["frame"] as? [String: Any] else { return nil }
    let fields = (json["fields"] as? [[String: Any]] ?? []).map { json -> Frame.Field in
      let (column, dtype) = readColumn(json)
      return Frame.Field(column, dtype)
    }
    return Frame(index: readIndex(json["index"]), header: readIndex(json["header"]), fields: fields)
  }

  var series: Series? {
    guard let json = json["series"] as? [String: Any] else { return nil }
    let (column, dtype) = readColumn(json["field"] as? [String: Any] ?? [:])
    let label = (json["name"] as? [String: Any])?["label"]
    let name: Label? = label.map { value in
      if let parts = value as? [Any] { .tuple(parts.map(readScalar)) } else { .single(readScalar(value)) }
    }
    return Series(column, dtype: dtype, index: readIndex(json["index"]), name: name)
  }

  var index: DataFrames.Index? { json["index"].map(readIndex) }

  func array(_ era: Era) -> ArrayText? {
    guard let json = json["array"] as? [String: Any] else { return nil }
    let (column, dtype) = readColumn(json)
    return ArrayText(column, dtype: dtype, shape: json["shape"] as? [Int] ?? [], era: era)
  }

  var extensionArray: (Column, DType)? {
    (json["extension"] as? [String: Any]).map(readColumn)
  }

  var categorical: (Column, DType)? {
    (json["categorical"] as? [String: Any]).map(readColumn)
  }
}

func readScalar(_ json: Any?) -> Scalar {
  if let text = json as? String { return .string(PythonString(text)) }
  guard let object = json as? [String: Any] else { return .missing }
  if let value = object["bool"] as? Bool { return .bool(value) }
  if let value = object["int"] as? String {
    return .int(Int64(value) ?? Int64(bitPattern: UInt64(value) ?? 0))
  }
  if let value = object["float"] as? String { return .float(Double(value) ?? .nan) }
  return .none
}

func readIndex(_ json: Any?) -> DataFrames.Index {
  guard let object = json as? [String: Any] else { return DataFrames.Index(count: 0) }
  let names = (object["names"] as? [Any] ?? []).map { $0 is NSNull ? nil : readScalar($0) }
  if let range = object["range"] as? [Int] {
    return DataFrames.Index(.range(start: range[0], stop: range[1], step: range[2]), names: names)
  }
  if let levels = object["levels"] as? [[String: Any]] {
    return DataFrames.Index(
      .multi(
        levels.map { level in
          let (column, dtype) = readColumn(level)
          return DataFrames.Index.Level(column, dtype)
        }), names: names)
  }
  let (column, dtype) = readColumn(object["labels"] as? [String: Any] ?? [:])
  return DataFrames.Index(.labels(column, dtype), names: names)
}

func readColumn(_ json: [String: Any]) -> (Column, DType) {
  let values = (json["values"] as? [Any] ?? []).map(readScalar)
  if let dtype = json["dtype"] as? [String: Any] { return readBoxed(dtype, values) }
  let name = json["dtype"] as? String ?? "object"
  let missing = values.map(\.isMissing)
  let mask = missing.contains(true) ? missing : nil
  let integers = values.map { if case .int(let value) = $0 { value } else { Int64(0) } }
  let doubles = values.map { $0.double ?? .nan }
  if name.hasPrefix("datetime64") || name.hasPrefix("timedelta64") {
    let unit = TimeUnit(rawValue: String(name.split(separator: "[")[1].dropLast())) ?? .nanosecond
    return (.ints(integers, missing: mask), name.hasPrefix("d") ? .datetime64(unit) : .timedelta64(unit))
  }
  let strings = values.allSatisfy { if case .string = $0 { true } else { $0 == .missing } }
  switch name {
  case "bool": return (.bools(values.map { $0 == .bool(true) }), .bool)
  case "float64": return (.floats(doubles), .float64)
  case "float32": return (Column(.float32(doubles.map { Float($0) })), .float32)
  case "str", "object":
    let dtype: DType = name == "str" ? .str : .object
    guard strings, !values.isEmpty || name == "str" else { return (Column(.object(values)), dtype) }
    let texts = values.map { if case .string(let text) = $0 { text } else { PythonString("") } }
    return (.strings(StringColumn(texts), missing: mask), dtype)
  default: return (.ints(integers), integerTypes[name] ?? .int64)
  }
}

private let integerTypes: [String: DType] = [
  "int8": .int8, "int16": .int16, "int32": .int32, "int64": .int64,
  "uint8": .uint8, "uint16": .uint16, "uint32": .uint32, "uint64": .uint64,
]

private func readBoxed(_ dtype: [String: Any], _ values: [Scalar]) -> (Column, DType) {
  let missing = values.map(\.isMissing)
  let texts = values.map { if case .string(let text) = $0 { text } else { PythonString("") } }
  let strings = Column.strings(StringColumn(texts), missing: missing.contains(true) ? missing : nil)
  if let subtype = dtype["interval"] as? String { return (strings, .interval(readIntervals(dtype, subtype).kind)) }
  let ordered = dtype["ordered"] as? Bool ?? false
  let inner = dtype["category"] as? [String: Any] ?? [:]
  if let interval = inner["dtype"] as? [String: Any], let subtype = interval["interval"] as? String {
    return (strings, .category(Categories(readIntervals(interval, subtype), ordered: ordered)))
  }
  let (column, innerType) = readColumn(inner)
  let categories = DType.category(Categories(column, dtype: innerType, ordered: ordered))
  if innerType.isObjectOrString { return (strings, categories) }
  if innerType.isFloat { return (.floats(values.map { $0.double ?? .nan }), categories) }
  let integers = values.map { if case .int(let value) = $0 { value } else { Int64(0) } }
  return (.ints(integers, missing: missing.contains(true) ? missing : nil), categories)
}

private func readIntervals(_ json: [String: Any], _ subtype: String) -> Intervals {
  func bounds(_ key: String) -> [Double] { (json[key] as? [String] ?? []).map { Double($0) ?? .nan } }
  return Intervals(
    left: bounds("left"), right: bounds("right"),
    kind: Intervals.Kind(
      subtype: subtype == "int64" ? .int64 : .float64,
      closed: Intervals.Closed(rawValue: json["closed"] as? String ?? "right") ?? .right))
}

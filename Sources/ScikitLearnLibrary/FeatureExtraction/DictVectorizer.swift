import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Dictionaries as columns: numbers as they are, strings as zeros and ones.
final class DictVectorizerObject: EstimatorObject {
  /// A column: the key, and the string that it stands for.
  private struct Feature: Hashable {
    let key: PythonString
    let text: PythonString?
  }

  private var features: [Feature] = []
  /// In the order in which they were met.
  private var met: [Feature] = []
  private var isFitted = false

  override func clone() -> EstimatorObject { DictVectorizerObject(cloning: self) }

  private func name(_ feature: Feature) -> PythonString {
    guard let text = feature.text else { return feature.key }
    return feature.key + (parameter("separator").stringValue ?? "=") + text
  }

  /// The dictionaries of an argument; one alone is a list of it.
  private func records(_ x: Value, in context: Context) throws(Raised) -> [DictObject] {
    if let single = x.cast(to: DictObject.self) { return [single] }
    var records: [DictObject] = []
    for item in try context.items(of: x.supported()) {
      guard let record = item.supportedDict else {
        throw .attributeError("'\(item.typeName)' object has no attribute 'items'")
      }
      records.append(record)
    }
    return records
  }

  func fit(_ x: Value, in context: Context) throws(Raised) {
    var seen: Set<Feature> = []
    var found: [Feature] = []
    for record in try records(x, in: context) {
      for (key, value) in record.items {
        guard let feature = try feature(key, value, in: context) else { continue }
        if seen.insert(feature).inserted { found.append(feature) }
      }
    }
    features = try flag("sort", in: context) ? found.sorted { name($0) < name($1) } : found
    met = found
    isFitted = true
  }

  private func feature(_ key: Value, _ value: Value, in context: Context) throws(Raised) -> Feature? {
    let key = try context.str(key)
    let value = try value.supported()
    if let text = value.stringValue { return Feature(key: key, text: text) }
    if value.isNone { return Feature(key: key, text: nil) }
    if try context.double(value) != nil { return Feature(key: key, text: nil) }
    throw context.unsupportedNow("a value of '\(value.typeName)' in 'DictVectorizer'")
  }

  func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard isFitted else { throw context.notFitted(self) }
    let records = try records(x, in: context)
    guard !records.isEmpty else { throw .valueError("Sample sequence X is empty.") }
    var positions: [Feature: Int] = [:]
    for (index, feature) in features.enumerated() { positions[feature] = index }
    var numbers = [[Double]](repeating: [Double](repeating: 0, count: records.count), count: features.count)
    for (row, record) in records.enumerated() {
      for (key, value) in record.items {
        guard let feature = try feature(key, value, in: context), let position = positions[feature] else { continue }
        numbers[position][row] = feature.text == nil ? try context.double(value) ?? .nan : 1
      }
    }
    let source = DictVectorizerObject.source(of: records)
    var columns: [TracedColumn] = []
    for (feature, values) in zip(features, numbers) {
      columns.append(try traced(feature, values, source, in: context))
    }
    let array = ArrayObject(columns: columns, rows: records.count, dtype: .float64)
    return try flag("sparse", in: context) ? .object(SparseMatrixObject(array)) : .object(array)
  }

  /// The columns whose rows the records are.
  private static func source(of records: [DictObject]) -> [PythonString: TracedColumn] {
    guard let first = records.first as? RecordObject else { return [:] }
    var rows: [Int] = []
    for record in records {
      guard let record = record as? RecordObject, record.source === first.source else { return [:] }
      rows.append(record.row)
    }
    var columns: [PythonString: TracedColumn] = [:]
    let domain = first.source.columns.first { $0.column.domain != nil }?.column.domain?.selecting(rows)
    for (name, column) in first.source.columns {
      columns[name] = column.selecting(rows, in: column.domain == nil ? nil : domain)
    }
    return columns
  }

  /// A feature as a function of the column that it came from, where that gives these very values; else opaque.
  private func traced(
    _ feature: Feature, _ values: [Double], _ source: [PythonString: TracedColumn], in context: Context
  ) throws(Raised) -> TracedColumn {
    let domain = source.values.first { $0.domain != nil }?.domain
    if let column = source[feature.key]?.narrowed, let made = try function(feature, of: column, in: context),
      zip(made.values.float64s, values).allSatisfy({ $0 == $1 || $0.isNaN && $1.isNaN })
    {
      return made
    }
    return context.untraced(
      .floats(values), .float64, domain: domain, reason: "dictionaries that are not the rows of a frame")
  }

  private func function(
    _ feature: Feature, of column: TracedColumn, in context: Context
  ) throws(Raised) -> TracedColumn? {
    guard let text = feature.text else {
      guard !column.values.holdsStrings, !column.values.holdsObjects else { return nil }
      return try context.traced(Cast(to: .float64), [.column(column)], dtype: .float64)
    }
    guard column.values.holdsStrings else { return nil }
    let fitted = Plan.Fitted(by: "DictVectorizer.fit", of: feature.key.description, over: "the dictionaries of the fit")
    let isText = try context.traced(
      Equal(), [.column(column), .constant(.string(text), fitted)], dtype: .bool, fitted: fitted)
    return try context.traced(Cast(to: .float64), [.column(isText)], dtype: .float64)
  }

  var names: [PythonString] { features.map { name($0) } }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "feature_names_" where isFitted: return .list(names.map(Value.string))
    case "vocabulary_" where isFitted:
      var positions: [Feature: Int] = [:]
      for (index, feature) in features.enumerated() { positions[feature] = index }
      return .object(DictObject(met.map { (self.name($0), .int(positions[$0] ?? 0)) }))
    case "feature_names_", "vocabulary_":
      throw .attributeError("'DictVectorizer' object has no attribute '\(name)'")
    default: return try super.attribute(name, in: context)
    }
  }
}

extension Value {
  fileprivate var supportedDict: DictObject? { poison == nil ? cast(to: DictObject.self) : nil }
}

extension ScikitLearn {
  package enum DictVectorizer {}
  nonisolated(unsafe) static let dictVectorizer: TypeObject = {
    let type = TypeObject(
      name: "DictVectorizer", module: "sklearn.feature_extraction._dict_vectorizer",
      bases: [transformer, baseEstimator],
      isOpen: true, members: DictVectorizer.members + FittedAttribute.members("feature_names_ vocabulary_"))
    type.touchOfUnknown = { _ in .receiver }
    return type
  }()
}

extension ScikitLearn.DictVectorizer {
  /// `sklearn.feature_extraction.DictVectorizer`.
  static let constructor = Constructor("__init__(self, *, dtype=float64, separator='=', sparse=True, sort=True)") {
    call in
    try call.refuse("dtype")
    return .object(try DictVectorizerObject(call, type: ScikitLearn.dictVectorizer))
  }

  static let fit = Method("fit(self, X, y=None)", mutates: true) { call in
    try call.receiver(as: DictVectorizerObject.self).fit(call["X"], in: call.context)
    return call.receiver
  }

  static let transform = Method("transform(self, X)") { call in
    try call.receiver(as: DictVectorizerObject.self).transformed(call["X"], in: call.context)
  }

  static let fitTransform = Method("fit_transform(self, X, y=None)", mutates: true) { call in
    let vectorizer = try call.receiver(as: DictVectorizerObject.self)
    try vectorizer.fit(call["X"], in: call.context)
    return try vectorizer.transformed(call["X"], in: call.context)
  }

  static let featureNamesOut = Method("get_feature_names_out(self, input_features=None)") { call in
    ScikitLearn.names(try call.receiver(as: DictVectorizerObject.self).names.map(\.description))
  }

  /// The name before scikit-learn 1.2.
  static let featureNames = Method("get_feature_names(self)") { call in
    guard call.context.era == .classic else {
      throw Raised.attributeError("'DictVectorizer' object has no attribute 'get_feature_names'")
    }
    return .list(try call.receiver(as: DictVectorizerObject.self).names.map(Value.string))
  }
}

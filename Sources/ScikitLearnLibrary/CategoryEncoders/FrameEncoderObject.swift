import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// An encoder of category_encoders: it replaces columns of a frame by columns of numbers.
class FrameEncoderObject: EstimatorObject {
  /// What stands for a category in one new column.
  struct NewColumn {
    let name: String
    /// A number a category, in the order in which they were met.
    let numbers: [Double]
    /// What stands for a category that the fit did not meet, and for a missing value that it did not meet.
    let unknown: Double
    let missing: Double
    /// Whether the numbers stay integers where all values are known.
    let isWhole: Bool
  }

  private var names: [String]?
  private var categories: [String: FeatureCategories] = [:]
  private var made: [String: [NewColumn]] = [:]
  private var fitted: [String: Plan.Fitted] = [:]
  private(set) var outputNames: [String] = []

  /// Whether a fit needs a target.
  var isSupervised: Bool { false }

  /// The columns that replace one column. Subclasses override it.
  ///
  /// - Parameters:
  ///   - count: number of categories; a missing value that was met is one.
  ///   - codes: each row's category.
  func columns(
    of name: String, count: Int, codes: [Int], target: [Double], in context: Context
  ) throws(Raised) -> [NewColumn] {
    throw context.unsupportedNow("'\(type.name).fit'")
  }

  func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    for name in ["handle_unknown", "handle_missing"] as [PythonString] {
      let word = parameter(name).stringValue?.description ?? ""
      guard ["value", "error"].contains(word) else { throw try unsupported(name, in: context) }
    }
    if try flag("drop_invariant", in: context) { throw try unsupported("drop_invariant", in: context) }
    let samples = try frame(x, in: context)
    let target = try target(y, samples.rowCount, in: context)
    let chosen = try chosenColumns(samples, in: context)
    categories = [:]
    made = [:]
    fitted = [:]
    var output: [String] = []
    for (name, column) in zip(samples.names, samples.columns) {
      guard chosen.contains(name) else {
        output.append(name)
        continue
      }
      let known = FrameEncoderObject.met(column.values)
      if parameter("handle_missing").stringValue == "error", known.labels.contains(where: \.isMissing) {
        throw .valueError("Columns to be encoded can not contain null")
      }
      let codes = (0..<column.count).map { known.index(of: column.values[$0]) ?? 0 }
      let new = try columns(of: name, count: known.labels.count, codes: codes, target: target, in: context)
      categories[name] = known
      made[name] = new
      fitted[name] = context.provenance("\(type.name).fit", of: [column])
      output += new.map(\.name)
    }
    names = samples.names
    outputNames = output
    learned["cols"] = .list(chosen.map { .string(PythonString($0)) })
  }

  private func target(_ y: Value, _ rows: Int, in context: Context) throws(Raised) -> [Double] {
    guard isSupervised else { return [] }
    if y.isNone {
      throw .valueError("Supervised encoders need a target for the fitting. The target cannot be None")
    }
    let column = try ScikitLearn.column(y, in: context)
    guard !column.values.holdsStrings, !column.values.holdsObjects else {
      throw context.unsupportedNow("'\(type.name)' with a target that is no number")
    }
    let numbers = try context.numbers(column.values)
    if numbers.contains(where: \.isNaN) { throw .valueError("The target column y must not contain missing values.") }
    guard numbers.count == rows else {
      throw .valueError("The length of X is \(rows) but length of y is \(numbers.count).")
    }
    return numbers
  }

  /// The samples of a frame, whose names are told.
  private func frame(_ x: Value, in context: Context) throws(Raised) -> SampleTable {
    var x = x
    if let table = x.object as? any TracedTable, table.isOneDimensional, !(table is ArrayObject) {
      x = try ScikitLearn.call("to_frame", of: x, [], in: context)
    }
    let samples = try SampleTable(x, in: context)
    guard samples.hasNames else { throw context.unsupportedNow("'\(type.name)' of columns without names") }
    return samples
  }

  private func chosenColumns(_ samples: SampleTable, in context: Context) throws(Raised) -> [String] {
    let given = parameter("cols")
    guard given.isNone else {
      if let name = given.stringValue { return [name.description] }
      var chosen: [String] = []
      for item in try context.items(of: given) { chosen.append(try context.str(item).description) }
      guard chosen.allSatisfy(samples.names.contains) else {
        throw .valueError("X does not contain the columns listed in cols")
      }
      return chosen
    }
    let chosen = zip(samples.names, samples.columns).filter { _, column in
      switch column.dtype {
      case .object, .str, .category: true
      default: false
      }
    }.map(\.0)
    if chosen.isEmpty {
      context.write(
        "Warning: No categorical columns found. Calling 'transform' will only return input data.\n")
    }
    return chosen
  }

  /// The values in the order in which they are met; a missing one is the last.
  private static func met(_ values: Column) -> FeatureCategories {
    var seen: Set<Scalar> = []
    var labels: [Scalar] = []
    var isIncomplete = false
    for row in 0..<values.count {
      if values.isMissing(row) {
        isIncomplete = true
      } else if seen.insert(values[row].asKey).inserted {
        labels.append(values[row])
      }
    }
    return FeatureCategories(labels + (isIncomplete ? [.missing] : []))
  }

  // MARK: Transforming

  func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let names else {
      throw Raised(ScikitLearn.notFittedError, "Must train encoder before it can be used to transform data.")
    }
    let samples = try frame(x, in: context)
    guard samples.names.count == names.count else {
      throw .valueError("Unexpected input dimension \(samples.names.count), expected \(names.count)")
    }
    let dict = DictObject()
    for (name, column) in zip(samples.names, samples.columns) {
      guard let new = made[name], let known = categories[name] else {
        let kept =
          try samples.names.count == 1
          ? .object(ArrayObject(column)) : context.item(of: x, at: .string(PythonString(name)))
        dict[PythonString(name)] = kept
        continue
      }
      try check(column.values, known, name, in: context)
      for part in new {
        dict[PythonString(part.name)] = .object(
          ArrayObject(try encoded(column.narrowed, part, known, fitted[name], in: context)))
      }
    }
    var keywords: [(name: PythonString, value: Value)] = []
    if let table = x.object as? any TracedTable, !(table is ArrayObject) {
      keywords.append((name: "index", value: try context.attribute(of: x, named: "index")))
    }
    let plain = DictObject(dict.items.map { (key: $0.key.stringValue ?? "", value: $0.value) })
    let frame = try ScikitLearn.call(
      "DataFrame", of: context.importModule("pandas"), [.object(plain)], keywords, in: context)
    return try flag("return_df", in: context) ? frame : ScikitLearn.call("to_numpy", of: frame, [], in: context)
  }

  private func check(
    _ values: Column, _ known: FeatureCategories, _ name: String, in context: Context
  ) throws(Raised) {
    let isStrict = parameter("handle_unknown").stringValue == "error"
    let refusesMissing = parameter("handle_missing").stringValue == "error"
    for row in 0..<values.count {
      if values.isMissing(row), refusesMissing {
        throw .valueError("Columns to be encoded can not contain null")
      }
      if isStrict, !values.isMissing(row), known.index(of: values[row]) == nil {
        throw .valueError(unknownMessage(name))
      }
    }
  }

  /// What an unknown category raises.
  func unknownMessage(_ name: String) -> String { "Columns to be encoded can not contain new values" }

  private func encoded(
    _ column: TracedColumn, _ new: NewColumn, _ known: FeatureCategories, _ fitted: Plan.Fitted?,
    in context: Context
  ) throws(Raised) -> TracedColumn {
    var labels = known.labels
    var numbers = new.numbers
    if !labels.contains(where: \.isMissing) {
      labels.append(.missing)
      numbers.append(new.missing)
    }
    let areKnown = (0..<column.count).allSatisfy { row in
      column.values.isMissing(row) || known.index(of: column.values[row]) != nil
    }
    // A column with an unknown category has been one of floats meanwhile.
    let isWhole = new.isWhole && (areKnown || new.numbers.allSatisfy { $0 == 0 || $0 == 1 })
    let type: ValueType.Base = isWhole ? .int64 : .float64
    func scalar(_ number: Double) -> Scalar { isWhole ? .int(Int64(number)) : .float(number) }
    let lookup = FeatureCategories(labels).lookup(
      named: ScikitLearn.tableName(column, "_\(new.name.filter(\.isNumber))"), as: type, absent: .missing
    ) { scalar(numbers[$0]) }
    let found = try context.traced(lookup, [.column(column)], fitted: fitted)
    return try context.traced(
      FillMissing(scalar(new.unknown)), [.column(found)], dtype: isWhole ? .int64 : .float64, fitted: fitted)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "cols": return learned["cols"] ?? parameter("cols")
    case "feature_names_in_":
      guard let names else { break }
      return .list(names.map { .string(PythonString($0)) })
    case "feature_names_out_":
      if names != nil { return ScikitLearn.names(outputNames) }
    case "n_features_in_":
      if let names { return .int(names.count) }
    default: break
    }
    return try super.attribute(name, in: context)
  }

  func checkFitted(in context: Context) throws(Raised) {
    if names == nil {
      throw Raised(ScikitLearn.notFittedError, "Estimator has to be fitted to return feature names.")
    }
  }
}

extension ScikitLearn {
  /// What encoders of category_encoders have.
  package enum FrameEncoderMembers {}
  private nonisolated(unsafe) static let frameEncoder = TypeObject(
    name: "BaseEncoder", module: "category_encoders.utils", bases: [transformer, baseEstimator], isOpen: true,
    members: FrameEncoderMembers.members
      + FittedAttribute.members("feature_names_in_ feature_names_out_ n_features_in_"))

  static func frameEncoderType(_ name: String, _ file: String, _ members: [any Member]) -> TypeObject {
    let type = TypeObject(
      name: name, module: "category_encoders.\(file)", bases: [frameEncoder], isOpen: true, members: members)
    type.touchOfUnknown = { _ in .receiver }
    return type
  }
}

extension ScikitLearn.FrameEncoderMembers {
  static let fit = Method("fit(self, X, y=None, **kwargs)", mutates: true) { call in
    try call.receiver(as: FrameEncoderObject.self).fit(call["X"].supported(), call["y"], in: call.context)
    return call.receiver
  }

  static let transform = Method("transform(self, X, y=None, override_return_df=False)") { call in
    try call.receiver(as: FrameEncoderObject.self).transformed(call["X"].supported(), in: call.context)
  }

  static let fitTransform = Method("fit_transform(self, X, y=None, **fit_params)", mutates: true) { call in
    let encoder = try call.receiver(as: FrameEncoderObject.self)
    if encoder.isSupervised, call.isNone("y") { throw Raised.typeError("fit_transform() missing argument: y") }
    try encoder.fit(call["X"].supported(), call["y"], in: call.context)
    return try encoder.transformed(call["X"].supported(), in: call.context)
  }

  static let featureNamesOut = Method("get_feature_names_out(self, input_features=None)") { call in
    let encoder = try call.receiver(as: FrameEncoderObject.self)
    try encoder.checkFitted(in: call.context)
    return ScikitLearn.names(encoder.outputNames)
  }
}

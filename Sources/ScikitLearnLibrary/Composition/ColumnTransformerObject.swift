import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// `ColumnTransformer`: transformers beside each other, each over some of the columns.
final class ColumnTransformerObject: TransformerObject {
  /// A transformer at work.
  private struct Member {
    let name: String
    var transformer: Value
    let selection: ColumnSelection
    /// As it was given.
    let key: Value
    /// Which columns of the output are its.
    var width = 0
  }

  private var members: [Member] = []
  private var isSparse = false

  override func clone() -> EstimatorObject { ColumnTransformerObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["force_int_remainder_cols"] : [] }

  override var namedParts: [(name: PythonString, value: Value)] {
    let items = (parameter("transformers").object as? ListObject)?.items ?? []
    return items.compactMap { item in
      let triple = (item.object as? TupleObject)?.items ?? []
      return triple.count == 3 ? (name: triple[0].stringValue ?? "", value: triple[1]) : nil
    }
  }

  override func replacePart(_ name: PythonString, by value: Value) {
    guard let list = parameter("transformers").object as? ListObject else { return }
    list.items = list.items.map { item in
      guard let triple = (item.object as? TupleObject)?.items, triple.count == 3, triple[0].stringValue == name else {
        return item
      }
      return .tuple([triple[0], value, triple[2]])
    }
  }

  // MARK: Fitting

  private func chosen(_ x: Value, in context: Context) throws(Raised) -> [Member] {
    var result: [Member] = []
    var rest = Set(0..<(try ColumnSelection.count(of: x, in: context)))
    for item in try context.items(of: parameter("transformers").supported()) {
      let triple = try context.unpack(item, count: 3)
      let selection = try ColumnSelection(triple[2], of: x, in: context)
      rest.subtract(selection.positions)
      result.append(
        Member(
          name: try context.str(triple[0]).description, transformer: triple[1], selection: selection, key: triple[2]))
    }
    try check(result, in: context)
    let remaining = rest.sorted()
    let names = try SampleTable(x, in: context)
    let areNamed = context.era == .modern && names.hasNames && result.allSatisfy { ColumnSelection.isByName($0.key) }
    let key = Value.list(
      remaining.map { areNamed ? .string(PythonString(names.names[$0])) : .int($0) })
    result.append(
      Member(
        name: "remainder", transformer: parameter("remainder"), selection: ColumnSelection(positions: remaining),
        key: key))
    return result
  }

  private func check(_ members: [Member], in context: Context) throws(Raised) {
    let names = members.map(\.name)
    if Set(names).count != names.count {
      throw .valueError(
        "Names provided are not unique: \(try context.repr(.list(names.map { .string(PythonString($0)) })))")
    }
    for member in members where !works(member.transformer) {
      let fits = try ScikitLearn.hasAny(member.transformer, ["fit", "fit_transform"], in: context)
      guard fits, try ScikitLearn.has(member.transformer, "transform", in: context) else {
        throw .typeError(
          "All estimators should implement fit and transform, or can be 'drop' or 'passthrough' specifiers. "
            + "'\(try context.str(member.transformer))' (type \(try context.str(.object(member.transformer.type)))) "
            + "doesn't.")
      }
    }
  }

  /// Whether it is one of the words.
  private func works(_ transformer: Value) -> Bool {
    transformer.stringValue == "drop" || transformer.stringValue == "passthrough"
  }

  /// Whether it gives columns.
  private func isUsed(_ member: Member) -> Bool {
    member.transformer.stringValue != "drop" && !member.selection.positions.isEmpty
  }

  override func fittedAndTransformed(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> Value {
    let samples = try SampleTable(x, in: context)
    // Lists have no columns to select.
    let x = x.object is any TracedTable ? x : .object(try NumPy.atLeastOneDimensional(x, in: context))
    var members = try chosen(x, in: context)
    remember(samples)
    var parts: [Value] = []
    for index in members.indices where isUsed(members[index]) {
      let part = try members[index].selection.selected(from: x, in: context)
      guard members[index].transformer.stringValue == nil else {
        parts.append(part)
        members[index].width = members[index].selection.positions.count
        continue
      }
      let clone = try ScikitLearn.cloned(members[index].transformer, in: context)
      let result = try ScikitLearn.fitTransformed(clone, part, y, in: context)
      try check(result, of: members[index].name, in: context)
      members[index].transformer = clone
      members[index].width = try ScikitLearn.table(result, in: context)?.tracedColumns.count ?? 0
      parts.append(try weighted(result, members[index].name, in: context))
    }
    self.members = members
    return try joined(parts, rows: samples.rowCount, in: context)
  }

  private func check(_ result: Value, of name: String, in context: Context) throws(Raised) {
    if let table = try ScikitLearn.table(result, in: context), !table.isOneDimensional { return }
    throw .valueError(
      "The output of the '\(name)' transformer should be 2D (numpy array, scipy sparse array, dataframe).")
  }

  private func weighted(_ result: Value, _ name: String, in context: Context) throws(Raised) -> Value {
    guard let weights = parameter("transformer_weights").cast(to: DictObject.self),
      let weight = weights[PythonString(name)]
    else { return result }
    return try context.binary(.multiply, result, weight).supported()
  }

  private func joined(_ parts: [Value], rows: Int, in context: Context) throws(Raised) -> Value {
    let threshold = try context.double(parameter("sparse_threshold")) ?? 0.3
    let result = try ScikitLearn.sideBySide(parts, threshold: threshold, rows: rows, in: context)
    isSparse = result.object is SparseMatrixObject
    return result
  }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try fittedAndTransformed(x, y, in: context)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard featureCount != nil else { throw context.notFitted(self) }
    let x = x.object is any TracedTable ? x : .object(try NumPy.atLeastOneDimensional(x, in: context))
    let positions = try positions(in: x, in: context)
    let rows = try ScikitLearn.rowCount(x, in: context)
    var parts: [Value] = []
    for member in members where isUsed(member) {
      let selection = member.selection
      let moved = ColumnSelection(moving: selection, to: positions)
      let part = try moved.selected(from: x, in: context)
      if member.transformer.stringValue != nil {
        parts.append(part)
      } else {
        let result = try ScikitLearn.call("transform", of: member.transformer, [part], in: context)
        parts.append(try weighted(result, member.name, in: context))
      }
    }
    let result = try ScikitLearn.sideBySide(parts, threshold: isSparse ? nil : 0, rows: rows, in: context)
    return result
  }

  /// Where the fitted features are among the samples' columns: by name in frames, else where they were.
  private func positions(in x: Value, in context: Context) throws(Raised) -> [Int] {
    let samples = try SampleTable(x, in: context)
    guard let featureNames, samples.hasNames else {
      guard samples.columns.count == featureCount else {
        throw .valueError(
          "X has \(samples.columns.count) features, but \(type.name) is expecting \(featureCount ?? 0) features as input."
        )
      }
      return Array(samples.columns.indices)
    }
    var found: [Int] = []
    var missing: [Value] = []
    let used = Set(members.filter(isUsed).flatMap(\.selection.positions))
    for (index, name) in featureNames.enumerated() {
      if let position = samples.names.firstIndex(of: name) {
        found.append(position)
      } else {
        found.append(0)
        if used.contains(index) { missing.append(.string(PythonString(name))) }
      }
    }
    if !missing.isEmpty {
      // scikit-learn 1.2 leaves it to pandas.
      if context.era == .classic {
        for member in members where isUsed(member) {
          let names = member.selection.positions.map { Value.string(PythonString(featureNames[$0])) }
          _ = try context.item(of: x, at: .list(names)).supported()
        }
      }
      let set = try SetObject(missing, in: context)
      throw .valueError("columns are missing: \(try context.repr(.object(set)))")
    }
    return found
  }

  // MARK: Names

  override func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] {
    let isVerbose = try flag("verbose_feature_names_out", in: context)
    var names: [String] = []
    for member in members where isUsed(member) {
      let own = member.selection.positions.map { input[$0] }
      var made = own
      if member.transformer.stringValue == nil {
        guard try ScikitLearn.has(member.transformer, "get_feature_names_out", in: context) else {
          throw .attributeError(
            "Transformer \(member.name) (type \(member.transformer.typeName)) does not provide get_feature_names_out.")
        }
        let given = Value.list(own.map { .string(PythonString($0)) })
        let result = try ScikitLearn.call("get_feature_names_out", of: member.transformer, [given], in: context)
        made = []
        for item in try context.items(of: result) { made.append(try context.str(item).description) }
      }
      names += isVerbose ? made.map { "\(member.name)__\($0)" } : made
    }
    if !isVerbose { try checkUnique(names, in: context) }
    return names
  }

  private func checkUnique(_ names: [String], in context: Context) throws(Raised) {
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    let repeated = counts.filter { $0.value > 1 }.map(\.key).sorted()
    guard !repeated.isEmpty else { return }
    let shown = repeated.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (repeated.count > 5 ? ", ..." : "")
    throw .valueError(
      "Output feature names: [\(shown)] are not unique. Please set verbose_feature_names_out=True to add prefixes to "
        + "feature names")
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "transformers_":
      guard featureCount != nil else { throw missing(name) }
      let shown = members.filter { $0.name != "remainder" || !$0.selection.positions.isEmpty }
      return .list(shown.map { .tuple([.string(PythonString($0.name)), $0.transformer, $0.key]) })
    case "named_transformers_":
      guard featureCount != nil else { throw missing(name) }
      let shown = members.filter { $0.name != "remainder" || !$0.selection.positions.isEmpty }
      return .object(BunchObject(shown.map { (PythonString($0.name), $0.transformer) }))
    case "sparse_output_": return .bool(isSparse)
    case "output_indices_":
      var start = 0
      var slices: [(PythonString, Value)] = []
      for member in members {
        slices.append(
          (
            PythonString(member.name),
            .object(SliceObject(start: .int(start), stop: .int(start + member.width), step: .none))
          ))
        start += member.width
      }
      return .object(DictObject(slices))
    default: return try super.attribute(name, in: context)
    }
  }

  override var parts: [Value] { members.map(\.transformer).filter { $0.object is EstimatorObject } }
}

extension ColumnSelection {
  /// The same features where they are now.
  init(moving selection: ColumnSelection, to positions: [Int]) {
    self.positions = selection.positions.map { positions[$0] }
    isScalar = selection.isScalar
  }
}

extension ScikitLearn {
  package enum ColumnTransformer {}
  /// Functions of `sklearn.compose`.
  package enum Compose {}
  nonisolated(unsafe) static let columnTransformer = estimatorType(
    "ColumnTransformer", module: "sklearn.compose._column_transformer", mixin: transformer,
    members: ColumnTransformer.members,
    fitted: "named_transformers_ output_indices_ sparse_output_ transformers_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.ColumnTransformer {
  /// `sklearn.compose.ColumnTransformer`.
  static let constructor = Constructor(
    """
    __init__(self, transformers, *, remainder='drop', sparse_threshold=0.3, n_jobs=None, transformer_weights=None, \
    verbose=False, verbose_feature_names_out=True, force_int_remainder_cols='deprecated')
    """
  ) { call in .object(try ColumnTransformerObject(call, type: ScikitLearn.columnTransformer)) }

  static let length = Method("__len__(self)") { call in
    .int(try call.receiver(as: ColumnTransformerObject.self).namedParts.count)
  }
}

extension ScikitLearn.Compose {
  /// `sklearn.compose.make_column_transformer`.
  static let makeColumnTransformer = Function(
    """
    make_column_transformer(*transformers, remainder='drop', sparse_threshold=0.3, n_jobs=None, verbose=False, \
    verbose_feature_names_out=True, force_int_remainder_cols='deprecated')
    """
  ) { call in
    var pairs: [[Value]] = []
    for pair in call.variadic { pairs.append(try call.context.unpack(pair, count: 2)) }
    let names = ScikitLearn.stepNames(pairs.map { $0[0] })
    let triples = zip(names, pairs).map { Value.tuple([.string($0), $1[0], $1[1]]) }
    var keywords: [(name: PythonString, value: Value)] = []
    for name in ["remainder", "sparse_threshold", "n_jobs", "verbose", "verbose_feature_names_out"] {
      keywords.append((name: PythonString(name), value: call[name]))
    }
    return try call.context.call(
      .object(ScikitLearn.columnTransformer), CallArguments([.list(triples)], keywords: keywords))
  }

  /// `sklearn.compose.make_column_selector`.
  static let columnSelector = Constant("make_column_selector") { _ in .object(ScikitLearn.columnSelector) }
}

/// `make_column_selector`: chooses columns by dtype or by name.
final class ColumnSelectorObject: Object {
  private let pattern: Value
  private let include: Value
  private let exclude: Value

  init(pattern: Value, include: Value, exclude: Value) {
    self.pattern = pattern
    self.include = include
    self.exclude = exclude
    super.init(type: ScikitLearn.columnSelector)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard var frame = arguments.positional.first, (frame.object as? any TracedTable)?.columnLabels != nil else {
      throw .valueError("make_column_selector can only be applied to pandas dataframes")
    }
    if !include.isNone || !exclude.isNone {
      frame = try ScikitLearn.call(
        "select_dtypes", of: frame, [], [(name: "include", value: include), (name: "exclude", value: exclude)],
        in: context)
    }
    var columns = try context.attribute(of: frame, named: "columns").supported()
    if !pattern.isNone {
      let text = try context.attribute(of: columns, named: "str").supported()
      let matches = try ScikitLearn.call(
        "contains", of: text, [pattern], [(name: "regex", value: true)], in: context)
      columns = try context.item(of: columns, at: matches).supported()
    }
    return try ScikitLearn.call("tolist", of: columns, [], in: context)
  }
}

extension ScikitLearn {
  package enum ColumnSelector {}
  nonisolated(unsafe) static let columnSelector = TypeObject(
    name: "make_column_selector", module: "sklearn.compose._column_transformer", members: ColumnSelector.members)
}

extension ScikitLearn.ColumnSelector {
  static let constructor = Constructor("__init__(self, pattern=None, *, dtype_include=None, dtype_exclude=None)") {
    call in
    .object(
      ColumnSelectorObject(pattern: call["pattern"], include: call["dtype_include"], exclude: call["dtype_exclude"]))
  }
}

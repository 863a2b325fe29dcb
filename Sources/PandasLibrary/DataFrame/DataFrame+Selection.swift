import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  static let head = Method("head(self, n=5)") { call in
    let frame = try call.frame
    return .object(frame.selecting(Array(0..<firstCount(try call.int("n"), frame.rowCount))))
  }

  static let tail = Method("tail(self, n=5)") { call in
    let frame = try call.frame
    let count = firstCount(try call.int("n"), frame.rowCount)
    return .object(frame.selecting(Array((frame.rowCount - count)..<frame.rowCount)))
  }

  /// pandas `DataFrame.drop`.
  static let drop = Method(
    "drop(self, labels=None, axis=0, index=None, columns=None, level=None, inplace=False, errors='raise')",
    acceptsUnsupported: true
  ) { call in
    try call.refuse("level")
    let frame = try call.frameWithLostColumns
    try call.checkDropped()
    var rows: Set<Int> = []
    var columns: Set<Int> = []
    var lost: Set<Label> = []
    if !call.isNone("labels") {
      var labels = try call.labels("labels")
      if try call.axis() == 1 {
        labels = labels.filter { frame.lostCause($0) == nil || !lost.insert($0.asKey).inserted }
        columns = try call.positionsToDrop(labels, frame.header)
      } else {
        rows = try call.positionsToDrop(labels, frame.index)
      }
    }
    if !call.isNone("columns") {
      let labels = try call.labels("columns").filter { frame.lostCause($0) == nil || !lost.insert($0.asKey).inserted }
      columns.formUnion(try call.positionsToDrop(labels, frame.header))
    }
    if !call.isNone("index") { rows.formUnion(try call.positionsToDrop(try call.labels("index"), frame.index)) }
    var result = frame.selectingColumns((0..<frame.columnCount).filter { !columns.contains($0) })
    if !rows.isEmpty {
      let kept = (0..<frame.rowCount).filter { !rows.contains($0) }
      result = result.selecting(kept, filter: call.context.filter("drop", kept: kept.count, of: frame.rowCount))
    }
    return try call.result(
      result.losing(frame.lostColumns.filter { !lost.contains($0.label.asKey) }), replacing: frame)
  }

  /// pandas `DataFrame.dropna`.
  static let dropna = Method(
    "dropna(self, *, axis=0, how=no_default, thresh=no_default, subset=None, inplace=False, ignore_index=False)"
  ) { call in
    let frame = try call.frame
    let needed: Int? = call.isGiven("thresh") && !call.isNone("thresh") ? try call.int("thresh") : nil
    let isAll = call.isGiven("how") && call["how"].stringValue == "all"
    func keeps(_ present: Int, of count: Int) -> Bool {
      if let needed { return present >= needed }
      return isAll ? present > 0 : present == count
    }
    if try call.axis() == 1 {
      let kept = (0..<frame.columnCount).filter { keeps(frame.column($0).values.presentCount, of: frame.rowCount) }
      return try call.result(frame.selectingColumns(kept), replacing: frame)
    }
    var positions = Array(0..<frame.columnCount)
    if !call.isNone("subset") {
      let labels = try call.labels("subset")
      let values = Column(.object(labels.map { Scalar($0.pythonValue) }))
      positions = try frame.columnPositions(values, in: call.context)
    }
    let columns = positions.map { frame.column($0).values }
    let kept = (0..<frame.rowCount).filter { row in
      keeps(columns.reduce(0) { $0 + ($1.isMissing(row) ? 0 : 1) }, of: columns.count)
    }
    let result = frame.selecting(kept, filter: call.context.filter("dropna", kept: kept.count, of: frame.rowCount))
    if try call.bool("ignore_index") { result.index = Index(count: kept.count) }
    return try call.result(result, replacing: frame)
  }

  static let duplicated = Method("duplicated(self, subset=None, keep='first')") { call in
    let frame = try call.frame
    let flags = try call.duplicates(frame)
    let column = call.context.opaqueColumn(
      .bools(flags), .bool, domain: frame.domain, reason: "'duplicated' looks at other rows")
    return .object(SeriesObject(column, index: frame.index))
  }

  /// pandas `DataFrame.drop_duplicates`.
  static let dropDuplicates = Method(
    "drop_duplicates(self, subset=None, *, keep='first', inplace=False, ignore_index=False)"
  ) { call in
    let frame = try call.frame
    let flags = try call.duplicates(frame)
    let kept = flags.indices.filter { !flags[$0] }
    let result = frame.selecting(
      kept, filter: call.context.filter("drop_duplicates", kept: kept.count, of: frame.rowCount))
    if try call.bool("ignore_index") { result.index = Index(count: kept.count) }
    return try call.result(result, replacing: frame)
  }

  /// pandas `DataFrame.select_dtypes`.
  static let selectDtypes = Method("select_dtypes(self, include=None, exclude=None)") { call in
    .object(try call.frame.selectingColumns(try call.columnsByDType()))
  }

}

extension Call {
  fileprivate func duplicates(_ frame: FrameObject) throws(Raised) -> [Bool] {
    var positions = Array(0..<frame.columnCount)
    if !isNone("subset") {
      positions = try frame.columnPositions(
        Column(.object(try labels("subset").map { Scalar($0.pythonValue) })), in: context)
    }
    guard !positions.isEmpty else { return [Bool](repeating: false, count: frame.rowCount) }
    return DataFrames.duplicated(positions.map { frame.column($0).values }, keep: try keptDuplicate)
  }

  /// The columns that `include` and `exclude` choose by dtype.
  func columnsByDType() throws(Raised) -> [Int] {
    let frame = try frame
    let included = try dtypeTests("include")
    let excluded = try dtypeTests("exclude")
    guard included != nil || excluded != nil else {
      throw Raised.valueError("at least one of include or exclude must be nonempty")
    }
    return (0..<frame.columnCount).filter { position in
      let dtype = frame.column(position).dtype
      let isIn = included.map { tests in tests.contains { $0(dtype) } } ?? true
      let isOut = excluded.map { tests in tests.contains { $0(dtype) } } ?? false
      return isIn && !isOut
    }
  }

  private func dtypeTests(_ name: String) throws(Raised) -> [(DType) -> Bool]? {
    if isNone(name) { return nil }
    let value = self[name]
    let items = value.object is ListObject || value.object is TupleObject ? try context.items(of: value) : [value]
    var tests: [(DType) -> Bool] = []
    for item in items { tests.append(try dtypeTest(item)) }
    return tests
  }

  private func dtypeTest(_ value: Value) throws(Raised) -> (DType) -> Bool {
    let name: String
    if case .string(let text) = value {
      name = text.description
    } else if let type = value.cast(to: TypeObject.self) {
      name = type === Types.object ? "object" : type.name
    } else if let dtype = value.cast(to: DTypeObject.self) {
      name = dtype.dtype.name(context.era)
    } else {
      name = try context.str(value).description
    }
    let era = context.era
    switch name {
    case "number", "numeric": return { $0.isNumeric && $0 != .bool }
    case "object", "O", "object_": return { $0 == .object || $0 == .str && (era == .classic || name != "object_") }
    case "str", "string": return { $0 == .str && era == .modern }
    case "int", "integer": return { name == "int" ? $0 == .int64 : $0.isInteger }
    case "float", "floating": return { name == "float" ? $0 == .float64 : $0.isFloat }
    case "bool", "bool_": return { $0 == .bool }
    case "category": return { $0.categories != nil }
    case "datetime", "datetime64", "datetime64[ns]":
      return { if case .datetime64 = $0 { true } else { false } }
    case "timedelta", "timedelta64": return { if case .timedelta64 = $0 { true } else { false } }
    default:
      guard let dtype = NumPy.dtypeIfAny(value, in: context) else {
        throw Raised.typeError("data type '\(name)' not understood")
      }
      return { $0 == dtype }
    }
  }
}

import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `crosstab`: of counts.
  static let crosstab = Function(
    "crosstab(index, columns, values=None, rownames=None, colnames=None, aggfunc=None, margins=False, margins_name='All', dropna=True, normalize=False)"
  ) { call in
    try call.refuse("values", "rownames", "colnames", "aggfunc", "dropna")
    let rows = try call.crosstabKeys("index")
    let columns = try call.crosstabKeys("columns")
    let share: CrosstabShare? =
      switch call["normalize"] {
      case .bool(false): nil as CrosstabShare?
      case .bool(true), .string("all"): .all
      case .string("index"), .int(0): .rows
      case .string("columns"), .int(1): .columns
      default: throw Raised.valueError("Not a valid normalize argument")
      }
    let table = DataFrames.crosstab(
      rows.map(\.field), columns.map(\.field), rowNames: rows.map(\.name), columnNames: columns.map(\.name),
      margins: try call.bool("margins") ? try call.string("margins_name") : nil, share: share)
    return .object(FrameObject(constant: table, fitted: nil))
  }

  /// pandas `melt`.
  static let melt = Function(
    "melt(frame, id_vars=None, value_vars=None, var_name=None, value_name='value', col_level=None, ignore_index=True)"
  ) { call in
    try call.refuse("col_level", "ignore_index")
    return .object(try call.melted(try call.object("frame", as: FrameObject.self)))
  }

  static let isnull = Function("isnull(obj)") { call in try call.missing() }
  static let isna = Function("isna(obj)") { call in try call.missing() }
  static let notnull = Function("notnull(obj)") { call in try call.present() }
  static let notna = Function("notna(obj)") { call in try call.present() }

  static let unique = Function("unique(values)") { call in
    guard let column = try call.context.sequenceColumn(call["values"]) else { throw call.unsupported("'unique'") }
    let rows = column.values.uniquePositions
    let uniques = TracedColumn(
      values: column.shownValues(call.context.era).selecting(rows), dtype: column.dtype,
      fitted: call.context.fitted("unique", of: column, nil))
    if column.dtype.isTime, call.context.era == .modern { return .object(ExtensionArrayObject(uniques)) }
    return call.context.valuesArray(uniques)
  }

  // Options of the display; those that change nothing here are ignored.
  static let setOption = Function("set_option(*args)") { call in
    let arguments = call.variadic
    for (name, value) in zip(
      arguments.indices.filter { $0 % 2 == 0 }.map { arguments[$0] },
      arguments.indices.filter { $0 % 2 == 1 }.map { arguments[$0] })
    {
      try call.context.setDisplayOption(try call.context.str(name).description, value)
    }
    return .none
  }
  static let resetOption = Function("reset_option(pat)") { call in
    call.context.setState(call.context.standardDisplayOptions)
    return .none
  }
  /// pandas `get_option`.
  static let getOption = Function("get_option(pat)") { call in
    try call.context.displayOption(try call.text("pat"))
  }
  /// pandas `option_context`: options for the time of a `with` block.
  static let optionContext = Function("option_context(*args)") { call in
    .object(OptionContextObject(call.variadic))
  }
  static let options = Constant("options") { _ in .object(DisplayOptionsObject("")) }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.melt`.
  static let melt = Method(
    "melt(self, id_vars=None, value_vars=None, var_name=None, value_name='value', col_level=None, ignore_index=True)"
  ) { call in
    try call.refuse("col_level", "ignore_index")
    return .object(try call.melted(try call.frame))
  }
}

extension Call {
  fileprivate func melted(_ frame: FrameObject) throws(Raised) -> FrameObject {
    func positions(_ name: String) throws(Raised) -> [Int]? {
      if isNone(name) { return nil }
      return try frame.columnPositions(Column(.object(try labels(name).map { Scalar($0.pythonValue) })), in: context)
    }
    let identifiers = try positions("id_vars") ?? []
    let values = try positions("value_vars") ?? (0..<frame.columnCount).filter { !identifiers.contains($0) }
    let variable = isNone("var_name") ? frame.header.name ?? .string("variable") : Scalar(self["var_name"])
    let melted = frame.plain.melted(
      identifiers: identifiers, values: values, variableName: variable, valueName: Scalar(self["value_name"]))
    guard let domain = frame.domain else { return FrameObject(constant: melted, fitted: nil) }
    let rows = Domain(rows: values.flatMap { _ in domain.rows }, filters: domain.filters)
    let columns = melted.fields.enumerated().map { position, field in
      guard position < identifiers.count else {
        return context.opaqueColumn(
          field.values, field.dtype, domain: rows, reason: "'melt' puts several columns into one")
      }
      return TracedColumn(
        values: field.values, dtype: field.dtype, function: frame.column(identifiers[position]).function, domain: rows)
    }
    return FrameObject(index: melted.index, header: melted.header, columns: columns, domain: rows)
  }

  fileprivate func crosstabKeys(_ name: String) throws(Raised) -> [(field: Frame.Field, name: Scalar?)] {
    let value = self[name]
    let items = value.object is ListObject ? try context.items(of: value) : [value]
    var keys: [(field: Frame.Field, name: Scalar?)] = []
    for (number, item) in items.enumerated() {
      guard let column = try context.sequenceColumn(item) else { throw unsupported("'crosstab' of such keys") }
      let label = item.cast(to: SeriesObject.self)?.name?.parts.first
      let plain: Scalar = .string(PythonString("\(name == "index" ? "row" : "col")_\(number)"))
      keys.append((Frame.Field(column.values, column.dtype), label ?? plain))
    }
    return keys
  }

  fileprivate func missing() throws(Raised) -> Value {
    if self["obj"].object is NotATimeObject || self["obj"].object is NotAvailableObject { return true }
    if context.time(self["obj"]) != nil { return false }
    if case .constant(let scalar, _)? = Tracer.Operand(scalar: self["obj"]) { return .bool(scalar.isMissing) }
    if let array = try NumPy.array(self["obj"], in: context), !(self["obj"].object is SeriesObject),
      array.isOneDimensional,
      let column = array.tracedColumns.first
    {
      return context.array(try context.isMissing(column))
    }
    return try context.callMethod(self["obj"], "isna")
  }

  fileprivate func present() throws(Raised) -> Value {
    if case .constant(let scalar, _)? = Tracer.Operand(scalar: self["obj"]) { return .bool(!scalar.isMissing) }
    return try context.unary(.invert, missing())
  }
}

extension Context {
  /// `pd.set_option(name, value)`.
  func setDisplayOption(_ name: String, _ value: Value) throws(Raised) {
    var options = state(DisplayOptions.self) { standardDisplayOptions }
    let count: Int? = value.isNone ? nil : try indexIfInteger(value)
    switch name.replacing("display.", with: "") {
    case "max_rows": options.maxRows = count == -1 ? nil : count
    case "min_rows": options.minRows = count
    case "max_columns": options.maxColumns = count == -1 || count == 0 ? nil : count
    case "max_colwidth": options.maxColumnWidth = count == -1 ? nil : count
    case "width": options.width = count ?? options.width
    case "precision": options.precision = count ?? options.precision
    case "float_format":
      if value.isNone {
        options.floatFormat = nil
      } else {
        nonisolated(unsafe) let (context, function) = (self, value)
        options.floatFormat = { number in
          do throws(Raised) { return try context.str(context.call(function, [.float(number)])) } catch { return "" }
        }
      }
    default: break
    }
    setState(options)
  }
}

/// `pd.options` and its parts: `pd.options.display.max_rows = 100`.
final class DisplayOptionsObject: Object {
  private let path: String

  init(_ path: String) {
    self.path = path
    super.init(type: Types.object)
  }

  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    .object(DisplayOptionsObject(path.isEmpty ? name.description : "\(path).\(name)"))
  }

  override func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    try context.setDisplayOption("\(path).\(name)", value)
  }
}

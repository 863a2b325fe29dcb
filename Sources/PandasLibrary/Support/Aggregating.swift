import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  static let agg = Method("agg(self, func=None, axis=0, *args, **kwargs)") { call in try call.aggregated() }
  static let aggregate = Method("aggregate(self, func=None, axis=0, *args, **kwargs)") { call in try call.aggregated() }

  /// pandas `Series.transform`: functions that keep the rows.
  static let transform = Method("transform(self, func, axis=0, *args, **kwargs)") { call in
    let series = try call.series
    let function = call["func"]
    if let parts = try call.namedFunctions(function) {
      var labels: [Label] = []
      var columns: [TracedColumn] = []
      for part in parts {
        let result = try call.applied(part.function, to: .object(series)).supported()
        guard let made = result.cast(to: SeriesObject.self) else {
          throw Raised.valueError("Function did not transform")
        }
        labels.append(part.label)
        columns.append(made.column)
      }
      return .object(
        FrameObject(index: series.index, header: Index(of: labels), columns: columns, domain: series.domain))
    }
    let result: Value
    if case .string = function {
      result = try call.applied(function, to: .object(series))
    } else {
      result = try call.context.callMethod(
        .object(series), "apply", CallArguments([function] + call.variadic, keywords: call.keywords))
    }
    guard let made = try result.supported().cast(to: SeriesObject.self), made.rowCount == series.rowCount else {
      throw Raised.valueError("Function did not transform")
    }
    return result
  }

  /// pandas `Series.pipe`.
  static let pipe = Method("pipe(self, func, *args, **kwargs)") { call in try call.piped() }
}

extension Pandas.DataFrame {
  static let agg = Method("agg(self, func=None, axis=0, *args, **kwargs)") { call in try call.aggregatedFrame() }
  static let aggregate = Method("aggregate(self, func=None, axis=0, *args, **kwargs)") { call in
    try call.aggregatedFrame()
  }

  /// pandas `DataFrame.transform`.
  static let transform = Method("transform(self, func, axis=0, *args, **kwargs)") { call in
    let frame = try call.frame
    guard try call.axis() == 0 else { throw call.unsupported("'transform' along rows") }
    let function = call["func"]
    if function.object is ListObject { throw call.unsupported("'transform' with several functions") }
    if let dict = function.cast(to: DictObject.self) {
      var labels: [Label] = []
      var columns: [TracedColumn] = []
      for (key, part) in dict.items {
        guard let position = frame.positions(of: Label(key)).first else {
          throw Raised.keyError(.text("Column(s) [\(try call.context.repr(key))] do not exist"))
        }
        let result = try call.applied(part, to: .object(frame.series(at: position))).supported()
        guard let made = result.cast(to: SeriesObject.self) else {
          throw Raised.valueError("Function did not transform")
        }
        labels.append(Label(key))
        columns.append(made.column)
      }
      return .object(FrameObject(index: frame.index, header: Index(of: labels), columns: columns, domain: frame.domain))
    }
    let result: Value
    if case .string = function {
      result = try call.applied(function, to: .object(frame)).supported()
    } else {
      result = try call.context.callMethod(
        .object(frame), "apply", CallArguments([function] + call.variadic, keywords: call.keywords)
      ).supported()
    }
    guard let made = result.cast(to: FrameObject.self), made.rowCount == frame.rowCount else {
      throw Raised.valueError("Function did not transform")
    }
    return result
  }

  /// pandas `DataFrame.pipe`.
  static let pipe = Method("pipe(self, func, *args, **kwargs)") { call in try call.piped() }
}

/// One of several functions, with the label of its result.
struct NamedFunction {
  let label: Label
  let function: Value
}

extension Call {
  /// A function of the receiver; a pair names the keyword that takes it.
  fileprivate func piped() throws(Raised) -> Value {
    let object = try receiver.supported()
    guard let pair = self["func"].cast(to: TupleObject.self), pair.items.count == 2,
      case .string(let keyword) = pair.items[1]
    else { return try context.call(self["func"], CallArguments([object] + variadic, keywords: keywords)) }
    if keywords.contains(where: { $0.name == keyword }) {
      throw Raised.valueError("\(keyword) is both the pipe target and a keyword argument")
    }
    return try context.call(
      pair.items[0], CallArguments(variadic, keywords: keywords + [(keyword, object)]))
  }

  /// A method by its name, or a function, of the object.
  func applied(_ function: Value, to object: Value) throws(Raised) -> Value {
    if case .string(let name) = function {
      return try context.namedMethod(name, of: object, CallArguments(variadic, keywords: keywords))
    }
    return try context.call(function, CallArguments([object] + variadic, keywords: keywords))
  }

  /// The functions of a list, named as pandas names them; `nil` for what is no list.
  func namedFunctions(_ value: Value) throws(Raised) -> [NamedFunction]? {
    if let dict = value.cast(to: DictObject.self) {
      return dict.items.map { NamedFunction(label: Label($0.key), function: $0.value) }
    }
    guard value.object is ListObject || value.object is TupleObject else { return nil }
    var result: [NamedFunction] = []
    for item in try context.items(of: value) {
      let name: PythonString
      if case .string(let text) = item { name = text } else { name = try functionName(item) }
      result.append(NamedFunction(label: .single(.string(name)), function: item))
    }
    guard Set(result.map(\.label)).count == result.count else {
      let first = try context.str(result[0].label.pythonValue)
      throw Raised(
        named: "SpecificationError", PythonString("Function names must be unique, found multiple named \(first)"))
    }
    return result
  }

  private func functionName(_ function: Value) throws(Raised) -> PythonString {
    let name = try context.str(context.attribute(of: function, named: "__name__"))
    // numpy 1 calls its functions by other names than Python sees.
    guard context.era == .classic, try context.str(context.attribute(of: function, named: "__module__")) == "numpy"
    else { return name }
    return name == "min" || name == "max" ? PythonString(bytes: [UInt8(ascii: "a")] + name.bytes) : name
  }

  /// `agg` of a series.
  fileprivate func aggregated() throws(Raised) -> Value {
    let series = try series
    let function = self["func"]
    guard let parts = try namedFunctions(function) else {
      if case .string = function { return try applied(function, to: .object(series)) }
      let result = try context.call(function, CallArguments([.object(series)] + variadic, keywords: keywords))
      return try result.supported()
    }
    return try collected(parts, of: series)
  }

  private func collected(_ parts: [NamedFunction], of series: SeriesObject) throws(Raised) -> Value {
    var results: [Value] = []
    for part in parts { results.append(try applied(part.function, to: .object(series)).supported()) }
    guard results.allSatisfy({ Tracer.Operand(scalar: $0) != nil }) else {
      throw unsupported("'agg' of functions that give no scalars")
    }
    let values = Column(scalars: try supportedScalars(results))
    let fitted = results.lazy.compactMap { ($0.object as? any FittedScalar)?.fitted }.first
    return .object(
      SeriesObject(
        TracedColumn(values: values, dtype: DType(of: values), fitted: fitted),
        index: Index(of: parts.map(\.label)), name: series.name))
  }

  /// `agg` of a frame.
  fileprivate func aggregatedFrame() throws(Raised) -> Value {
    let frame = try frame
    if isNone("func") { return try renamedAggregation(frame) }
    let function = self["func"]
    if try axis() == 1 {
      if case .string = function { return try alongRows(function, frame) }
      if let parts = try namedFunctions(function), function.object is ListObject {
        var columns: [TracedColumn] = []
        for part in parts {
          guard let made = try alongRows(part.function, frame).supported().cast(to: SeriesObject.self) else {
            throw unsupported("'agg' along rows")
          }
          columns.append(made.column)
        }
        return .object(
          FrameObject(
            index: frame.index, header: Index(of: parts.map(\.label)), columns: columns, domain: frame.domain))
      }
      return try context.callMethod(
        .object(frame), "apply", CallArguments([function], keywords: [("axis", .int(1))] + keywords))
    }
    if let dict = function.cast(to: DictObject.self) { return try aggregated(frame, by: dict) }
    if let parts = try namedFunctions(function) {
      var columns: [TracedColumn] = []
      for position in 0..<frame.columnCount {
        guard let made = try collected(parts, of: frame.series(at: position)).cast(to: SeriesObject.self) else {
          throw unsupported("such an 'agg'")
        }
        columns.append(made.column)
      }
      return .object(
        FrameObject(index: Index(of: parts.map(\.label)), header: frame.header, columns: columns, domain: nil))
    }
    if case .string = function { return try applied(function, to: .object(frame)) }
    return try context.callMethod(
      .object(frame), "apply", CallArguments([function] + variadic, keywords: keywords))
  }

  private func alongRows(_ function: Value, _ frame: FrameObject) throws(Raised) -> Value {
    if case .string(let name) = function {
      return try context.namedMethod(name, of: .object(frame), CallArguments([], keywords: [("axis", .int(1))]))
    }
    return try context.callMethod(
      .object(frame), "apply", CallArguments([function], keywords: [("axis", .int(1))]))
  }

  /// A function, or several, a column.
  private func aggregated(_ frame: FrameObject, by dict: DictObject) throws(Raised) -> Value {
    var absent: [String] = []
    for key in dict.keys where frame.positions(of: Label(key)).isEmpty {
      absent.append(try context.repr(key).description)
    }
    if !absent.isEmpty {
      throw Raised.keyError(.text("Column(s) [\(absent.joined(separator: ", "))] do not exist"))
    }
    var labels: [Label] = []
    var scalars: [Value] = []
    var parts: [(label: Label, values: [Label: Scalar])] = []
    var rows: [Label] = []
    for (key, function) in dict.items {
      guard let position = frame.positions(of: Label(key)).first else { continue }
      let series = frame.series(at: position)
      labels.append(Label(key))
      if let several = try namedFunctions(function) {
        guard let made = try collected(several, of: series).cast(to: SeriesObject.self) else { continue }
        var values: [Label: Scalar] = [:]
        for (row, part) in several.enumerated() {
          values[part.label] = made.values[row]
          if !rows.contains(part.label) { rows.append(part.label) }
        }
        parts.append((Label(key), values))
      } else {
        scalars.append(try applied(function, to: .object(series)).supported())
      }
    }
    guard parts.isEmpty else {
      guard scalars.isEmpty else { throw unsupported("'agg' with lists and names") }
      let columns = parts.map { part -> TracedColumn in
        let values = Column(scalars: rows.map { part.values[$0] ?? .missing })
        return TracedColumn(values: values, dtype: DType(of: values), fitted: context.fitted("agg", of: frame))
      }
      return .object(FrameObject(index: Index(of: rows), header: Index(of: labels), columns: columns, domain: nil))
    }
    guard scalars.allSatisfy({ Tracer.Operand(scalar: $0) != nil }) else {
      throw unsupported("'agg' of functions that give no scalars")
    }
    let values = Column(scalars: try supportedScalars(scalars))
    return .object(
      SeriesObject(
        TracedColumn(values: values, dtype: DType(of: values), fitted: context.fitted("agg", of: frame)),
        index: Index(of: labels)))
  }

  /// `agg(name=(column, function))`.
  private func renamedAggregation(_ frame: FrameObject) throws(Raised) -> Value {
    guard !keywords.isEmpty else {
      throw Raised.typeError("Must provide 'func' or tuples of '(column, aggfunc).")
    }
    var columns: [Label] = []
    var cells: [(row: Int, column: Label, value: Scalar)] = []
    for (row, keyword) in keywords.enumerated() {
      guard let pair = keyword.value.cast(to: TupleObject.self), pair.items.count == 2 else {
        throw Raised.typeError("Must provide 'func' or tuples of '(column, aggfunc).")
      }
      let label = Label(pair.items[0])
      guard let position = frame.positions(of: label).first else {
        throw Raised.keyError(.text("Column(s) [\(try context.repr(pair.items[0]))] do not exist"))
      }
      let series = Value.object(frame.series(at: position))
      let result =
        if case .string(let name) = pair.items[1] {
          try context.namedMethod(name, of: series, CallArguments([]))
        } else {
          try context.call(pair.items[1], [series])
        }
      if !columns.contains(label) { columns.append(label) }
      cells.append((row, label, Scalar(try result.supported())))
    }
    let made = columns.map { label -> TracedColumn in
      let scalars = keywords.indices.map { row in
        cells.first { $0.row == row && $0.column == label }?.value ?? .missing
      }
      let values = Column(scalars: scalars)
      return TracedColumn(values: values, dtype: DType(of: values), fitted: context.fitted("agg", of: frame))
    }
    let index = Index(of: keywords.map { .single(.string($0.name)) })
    return .object(FrameObject(index: index, header: Index(of: columns), columns: made, domain: nil))
  }
}

extension Context {
  /// A method that a function's name stands for; numpy's functions may be named too.
  func namedMethod(_ name: PythonString, of object: Value, _ arguments: CallArguments) throws(Raised) -> Value {
    let type = object.object is SeriesObject ? Pandas.seriesType : Pandas.frameType
    if type.lookup(name) != nil { return try callMethod(object, name, arguments) }
    guard ["sqrt", "exp", "log", "log1p", "log2", "log10", "expm1", "sin", "cos", "tan"].contains(name) else {
      throw Raised.attributeError("'\(name)' is not a valid function for '\(type.name)' object")
    }
    return try call(
      attribute(of: importModule("numpy"), named: name), CallArguments([object] + arguments.positional))
  }
}

import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.StringMethods {
  /// pandas `Series.str.cat`: all texts in one, or each beside others.
  static let cat = Method("cat(self, others=None, sep=None, na_rep=None, join='left')") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    let separator = try call.optionalString("sep") ?? ""
    let fill = try call.optionalString("na_rep")
    guard !call.isNone("others") else { return .string(methods.joined(separator, fill)) }
    var result = try call.filled(methods.column, fill)
    for other in try call.others(methods) {
      if !separator.bytes.isEmpty {
        result = try call.context.applying(
          Concatenate(), to: [.column(result), .constant(.string(separator), nil)], dtype: methods.textDType)
      }
      result = try call.context.applying(
        Concatenate(), to: [.column(result), .column(try call.filled(other, fill))], dtype: methods.textDType)
    }
    return methods.result(result)
  }

  /// pandas `Series.str.get_dummies`: a column a part, 1 where a text has it.
  static let getDummies = Method("get_dummies(self, sep='|', dtype=None)") { call in
    try call.refuse("dtype")
    let methods = try call.receiver(as: StringMethodsObject.self)
    let separator = try call.string("sep")
    let context = call.context
    let present = try context.filled(methods.column, with: .string(""), fitted: nil)
    var tags: Set<PythonString> = []
    for row in 0..<present.count {
      guard case .string(let text) = present.values[row] else { continue }
      let parts = try context.items(
        of: context.callMethod(.string(text), "split", CallArguments([.string(separator)])))
      for part in parts { if let tag = part.stringValue, !tag.bytes.isEmpty { tags.insert(tag) } }
    }
    let edge = Tracer.Operand.constant(.string(separator), nil)
    let framed = try context.applying(
      Concatenate(), to: [.column(try context.applying(Concatenate(), to: [edge, .column(present)])), edge])
    let fitted = context.fitted("str.get_dummies", of: methods.column, methods.name)
    var columns: [TracedColumn] = []
    let labels = tags.sorted { $0 < $1 }
    for tag in labels {
      let part = PythonString(bytes: separator.bytes + tag.bytes + separator.bytes)
      let found = try context.applying(ContainsText(part, whenMissing: false), to: framed, dtype: .bool, fitted: fitted)
      columns.append(try context.applying(Cast(to: .int64), to: found, dtype: .int64))
    }
    return .object(
      FrameObject(
        index: methods.index, header: Index(of: labels.map { .single(.string($0)) }), columns: columns,
        domain: methods.column.domain))
  }

  /// pandas `Series.str.join`: the characters of each text with a separator between them.
  static let join = Method("join(self, sep)") { call in
    let separator = try call.string("sep")
    return try call.eachText(reason: "'str.join'") { (text, _) throws(Raised) in
      try call.context.callMethod(.string(separator), "join", CallArguments([text]))
    }
  }

  static let partition = Method("partition(self, sep=' ', expand=True)") { call in try call.partitioned("partition") }
  static let rpartition = Method("rpartition(self, sep=' ', expand=True)") { call in
    try call.partitioned("rpartition")
  }

  // What Python's own methods give for each text.
  static let rfind = Method("rfind(self, sub, start=0, end=None)") { call in
    try call.byPython("rfind", ["sub", "start", "end"])
  }
  static let index = Method("index(self, sub, start=0, end=None)") { call in
    try call.byPython("index", ["sub", "start", "end"])
  }
  static let rindex = Method("rindex(self, sub, start=0, end=None)") { call in
    try call.byPython("rindex", ["sub", "start", "end"])
  }
  static let translate = Method("translate(self, table)") { call in try call.byPython("translate", ["table"]) }
  static let encode = Method("encode(self, encoding, errors='strict')") { call in
    try call.byPython("encode", ["encoding", "errors"])
  }
  static let normalize = Method("normalize(self, form)") { call in
    let module = call.context.importModule("unicodedata")
    return try call.eachText(reason: "'str.normalize'") { (text, _) throws(Raised) in
      try call.context.callMethod(module, "normalize", CallArguments([call["form"], text]))
    }
  }
  static let wrap = Method("wrap(self, width, **kwargs)") { call in
    let module = call.context.importModule("textwrap")
    return try call.eachText(reason: "'str.wrap'") { (text, _) throws(Raised) in
      try call.context.callMethod(
        module, "fill", CallArguments([text], keywords: [("width", call["width"])] + call.keywords))
    }
  }
  static let sliceReplace = Method("slice_replace(self, start=None, stop=None, repl=None)") { call in
    let context = call.context
    let (start, stop) = (call["start"], call["stop"])
    let replacement: Value = call.isNone("repl") ? .string("") : .string(try call.string("repl"))
    return try call.eachText(reason: "'str.slice_replace'") { (text, _) throws(Raised) in
      func part(_ from: Value, _ to: Value) throws(Raised) -> Value {
        try context.item(of: text, at: .object(SliceObject(start: from, stop: to)))
      }
      let isEmpty = try part(start, stop).stringValue?.bytes.isEmpty == true
      var result = start.isNone ? replacement : try context.binary(.add, part(.none, start), replacement)
      if !stop.isNone { result = try context.binary(.add, result, part(isEmpty ? start : stop, .none)) }
      return result
    }
  }
}

extension StringMethodsObject {
  /// All texts in one; missing ones are left out, or stand as a text of their own.
  fileprivate func joined(_ separator: PythonString, _ fill: PythonString?) -> PythonString {
    var bytes: [UInt8] = []
    var isFirst = true
    for row in 0..<column.count {
      let text: PythonString
      if case .string(let own) = column.values[row] {
        text = own
      } else if let fill {
        text = fill
      } else {
        continue
      }
      if !isFirst { bytes += separator.bytes }
      isFirst = false
      bytes += text.bytes
    }
    return PythonString(bytes: bytes)
  }
}

extension Call {
  fileprivate func filled(_ column: TracedColumn, _ fill: PythonString?) throws(Raised) -> TracedColumn {
    guard let fill else { return column }
    return try context.filled(column, with: .string(fill), fitted: nil)
  }

  /// The texts that stand beside: a list of texts, a series, or several of these.
  fileprivate func others(_ methods: StringMethodsObject) throws(Raised) -> [TracedColumn] {
    let value = self["others"]
    if let frame = value.cast(to: FrameObject.self) { return frame.tracedColumns }
    if let list = value.cast(to: ListObject.self),
      list.items.contains(where: { $0.object is any TracedTable || $0.object is ListObject })
    {
      var result: [TracedColumn] = []
      for item in list.items { result.append(try other(item, methods)) }
      return result
    }
    return [try other(value, methods)]
  }

  private func other(_ value: Value, _ methods: StringMethodsObject) throws(Raised) -> TracedColumn {
    if let series = value.cast(to: SeriesObject.self) {
      guard series.column.isText else { throw unsupported("'str.cat' with a series of other values") }
      return try context.reindexed(series.column, series.index, to: methods.index, domain: nil)
    }
    guard let column = try context.sequenceColumn(value), column.isText else {
      throw Raised.typeError(
        "others must be Series, Index, DataFrame, np.ndarray or list-like (either containing only strings or containing only objects of type Series/Index/np.ndarray[1-dim])"
      )
    }
    guard column.count == methods.column.count else {
      throw Raised.valueError(
        "If `others` contains arrays or lists (or other list-likes without an index), these must all be of the same length as the calling Series/Index."
      )
    }
    return column
  }

  /// A method of Python's texts.
  fileprivate func byPython(_ method: PythonString, _ names: [String]) throws(Raised) -> Value {
    var arguments: [Value] = []
    for name in names { arguments.append(self[name]) }
    return try eachText(reason: "'str.\(method)'") { (text, _) throws(Raised) in
      try context.callMethod(text, method, CallArguments(arguments))
    }
  }

  fileprivate func partitioned(_ method: PythonString) throws(Raised) -> Value {
    let methods = try receiver(as: StringMethodsObject.self)
    let separator = try string("sep")
    let whole = try eachText(of: methods, reason: "'str.\(method)'") { (text, _) throws(Raised) in
      try context.callMethod(text, method, CallArguments([.string(separator)]))
    }
    guard try bool("expand") else { return methods.result(whole) }
    return try parts(of: whole, methods, count: 3)
  }

  /// The items of each list as columns.
  func parts(of lists: TracedColumn, _ methods: StringMethodsObject, count: Int) throws(Raised) -> Value {
    var rows: [[Scalar]] = []
    for row in 0..<lists.count {
      rows.append(
        lists.values.isMissing(row) ? [] : try context.items(of: lists.values[row].pythonValue).map { Scalar($0) })
    }
    let columns = (0..<count).map { place -> TracedColumn in
      let scalars = rows.map { place < $0.count ? $0[place] : $0.isEmpty ? Scalar.missing : .none }
      let values = Column(scalars: scalars)
      let column = TracedColumn(values: values, dtype: methods.textDType)
      guard methods.column.domain != nil else { return context.era == .classic ? column.holdingNone : column }
      return context.opaqueColumn(
        values, methods.textDType, domain: methods.column.domain, reason: "parts of texts that no operation has")
    }
    return .object(
      FrameObject(
        index: methods.index, header: Index(count: count), columns: columns, domain: methods.column.domain))
  }
}

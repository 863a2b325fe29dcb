import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.rename`.
  static let rename = Method(
    "rename(self, mapper=None, *, index=None, columns=None, axis=None, copy=True, inplace=False, level=None, errors='ignore')"
  ) { call in
    try call.refuse("level")
    let frame = try call.frame
    guard !call.isNone("mapper") || !call.isNone("index") || !call.isNone("columns") else {
      throw Raised.typeError("must pass an index to rename")
    }
    let isStrict = try call.text("errors") == "raise"
    let result = FrameObject(
      index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    var (rows, columns) = (call["index"], call["columns"])
    if !call.isNone("mapper") { if try call.axis() == 1 { columns = call["mapper"] } else { rows = call["mapper"] } }
    if let renaming = try Renaming(rows, in: call.context) {
      if isStrict { try renaming.check(frame.index, in: call.context) }
      result.index = try renaming.renamed(frame.index, in: call.context)
    }
    if let renaming = try Renaming(columns, in: call.context) {
      if isStrict { try renaming.check(frame.header, in: call.context) }
      result.header = try renaming.renamed(frame.header, in: call.context)
    }
    return try call.result(result, replacing: frame)
  }

  /// pandas `DataFrame.rename_axis`.
  static let renameAxis = Method(
    "rename_axis(self, mapper=None, *, index=no_default, columns=no_default, axis=0, copy=True, inplace=False)"
  ) { call in
    let frame = try call.frame
    let result = FrameObject(
      index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    if call.isGiven("mapper") {
      if try call.axis() == 1 {
        result.header.names = try call.axisNames(call["mapper"], of: frame.header)
      } else {
        result.index.names = try call.axisNames(call["mapper"], of: frame.index)
      }
    }
    if call.isGiven("index") { result.index.names = try call.axisNames(call["index"], of: frame.index) }
    if call.isGiven("columns") { result.header.names = try call.axisNames(call["columns"], of: frame.header) }
    return try call.result(result, replacing: frame)
  }

  static let addPrefix = Method("add_prefix(self, prefix, axis=None)") { call in
    let prefix = try call.string("prefix")
    return try call.relabelled { PythonString(bytes: prefix.bytes + $0.bytes) }
  }
  static let addSuffix = Method("add_suffix(self, suffix, axis=None)") { call in
    let suffix = try call.string("suffix")
    return try call.relabelled { PythonString(bytes: $0.bytes + suffix.bytes) }
  }
}

extension Call {
  fileprivate func relabelled(_ body: (PythonString) -> PythonString) throws(Raised) -> Value {
    let frame = try frame
    let result = FrameObject(
      index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    var labels: [Label] = []
    for label in frame.header.labels { labels.append(.single(.string(body(try context.str(label.pythonValue))))) }
    result.header = Index(of: labels, names: frame.header.names)
    return .object(result)
  }
}

import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `concat`: tables one below the other, or side by side.
  static let concat = Function(
    "concat(objs, *, axis=0, join='outer', ignore_index=False, keys=None, levels=None, names=None, verify_integrity=False, sort=False, copy=None)"
  ) { call in
    try call.refuse("levels", "verify_integrity")
    let request = try call.concatenation()
    return try call.axis() == 1 ? call.context.concatenatedColumns(request) : call.context.concatenatedRows(request)
  }
}

/// The arguments of `concat`.
struct Concatenation {
  /// One table to be put beside others.
  struct Part {
    let frame: FrameObject
    /// Whether it was a series; the frame then has one column, of its name.
    let isSeries: Bool
    /// A series' own name.
    var seriesName: Label?
  }

  var parts: [Part]
  /// A label a part.
  var keys: [Label]?
  /// The names of the level of the keys.
  var names: [Scalar?]
  var ignoresIndex: Bool
  /// Only labels that every part has.
  var sharedOnly: Bool
  var sort: Bool
}

extension Call {
  fileprivate func concatenation() throws(Raised) -> Concatenation {
    var keys = isNone("keys") ? nil : try list("keys").map { Label($0) }
    var items: [Value]
    if let dict = self["objs"].cast(to: DictObject.self) {
      keys = keys ?? dict.items.map { Label($0.key) }
      items = dict.values
    } else {
      guard !(self["objs"].object is any TracedTable) else {
        throw Raised.typeError(
          "first argument must be an iterable of pandas objects, you passed an object of type \"\(self["objs"].typeName)\""
        )
      }
      items = try list("objs")
    }
    var parts: [Concatenation.Part] = []
    for item in items where !item.isNone { parts.append(try part(item)) }
    if parts.isEmpty { throw Raised.valueError("No objects to concatenate") }
    if keys?.count != nil, keys?.count != parts.count { throw unsupported("'concat' with other keys than parts") }
    let how = try text("join")
    guard how == "outer" || how == "inner" else {
      throw Raised.valueError("Only can inner (intersect) or outer (union) join the other axis")
    }
    var names: [Scalar?] = []
    if !isNone("names") {
      for name in try list("names") { names.append(name.isNone ? nil : Scalar(name)) }
    }
    return Concatenation(
      parts: parts, keys: keys, names: names, ignoresIndex: try bool("ignore_index"), sharedOnly: how == "inner",
      sort: try bool("sort"))
  }

  private func part(_ value: Value) throws(Raised) -> Concatenation.Part {
    let value = try value.supported()
    if let frame = value.cast(to: FrameObject.self) { return Concatenation.Part(frame: frame, isSeries: false) }
    if let series = value.cast(to: SeriesObject.self) {
      return Concatenation.Part(frame: series.asFrame, isSeries: true, seriesName: series.name)
    }
    throw Raised.typeError(
      "cannot concatenate object of type '\(context.typeText(value))'; only Series and DataFrame objs are valid")
  }
}

extension SeriesObject {
  /// A frame of this one column; a series without name is column 0.
  var asFrame: FrameObject {
    FrameObject(
      index: index, header: Index(of: [name ?? .single(.int(0))]), columns: [column], domain: domain)
  }
}

extension Context {
  /// `<class 'list'>`.
  fileprivate func typeText(_ value: Value) -> String { "<class '\(value.typeName)'>" }
}

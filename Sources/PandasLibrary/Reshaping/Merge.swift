import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `merge`.
  static let merge = Function(
    "merge(left, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, sort=False, suffixes=('_x', '_y'), copy=None, indicator=False, validate=None)"
  ) { call in
    try call.refuse("indicator", "validate")
    return .object(try call.merged(try call.table("left"), try call.table("right")))
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.merge`.
  static let merge = Method(
    "merge(self, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, sort=False, suffixes=('_x', '_y'), copy=None, indicator=False, validate=None)"
  ) { call in
    try call.refuse("indicator", "validate")
    return .object(try call.merged(try call.frame, try call.table("right")))
  }

  /// pandas `DataFrame.join`: with another frame's labels.
  static let join = Method(
    "join(self, other, on=None, how='left', lsuffix='', rsuffix='', sort=False, validate=None)"
  ) { call in
    try call.refuse("validate")
    let (left, right) = (try call.frame, try call.table("other"))
    let kind = try call.joinKind()
    let leftKeys =
      call.isNone("on") ? left.indexKeys : try left.keys(try call.labels("on"), in: call.context)
    let merge = Merge(
      kind: kind, left: left, right: right, leftKeys: leftKeys, rightKeys: right.indexKeys,
      keepsLeftIndex: true, sort: try call.bool("sort"),
      suffixes: (try call.string("lsuffix"), try call.string("rsuffix")))
    let shared = left.header.labels.filter { !right.positions(of: $0).isEmpty }
    if !shared.isEmpty, merge.suffixes.0.bytes.isEmpty, merge.suffixes.1.bytes.isEmpty {
      let text = Index(of: shared).repr(call.context.era, call.context.displayOptions)
      throw Raised.valueError("columns overlap but no suffix specified: \(text)")
    }
    guard kind == .left || kind == .inner && right.index.isUnique else {
      throw call.unsupported("'join' with how='\(kind.rawValue)'", argument: "how")
    }
    return .object(try call.context.merged(merge))
  }
}

extension Pandas {
  nonisolated(unsafe) fileprivate static let mergeError = Exceptions.make(
    "MergeError", module: "pandas.errors", Exceptions.valueError)
}

extension Call {
  fileprivate func table(_ name: String) throws(Raised) -> FrameObject {
    let value = try self[name].supported()
    if let frame = value.cast(to: FrameObject.self) { return frame }
    if let series = value.cast(to: SeriesObject.self) {
      guard series.name != nil else { throw Raised.valueError("Cannot merge a Series without a name") }
      return series.asFrame
    }
    throw Raised.typeError("Can only merge Series or DataFrame objects, a <class '\(value.typeName)'> was passed")
  }

  fileprivate func joinKind() throws(Raised) -> JoinKind {
    guard let kind = JoinKind(rawValue: try text("how")) else {
      throw unsupported("how='\(try text("how"))'", argument: "how")
    }
    return kind
  }

  fileprivate func merged(_ left: FrameObject, _ right: FrameObject) throws(Raised) -> FrameObject {
    let kind = try joinKind()
    let byLeftIndex = try bool("left_index")
    let byRightIndex = try bool("right_index")
    let suffixes = try list("suffixes")
    guard suffixes.count == 2 else { throw Raised.valueError("too many values to unpack (expected 2)") }
    var merge = Merge(
      kind: kind, left: left, right: right, leftKeys: [], rightKeys: [], keepsLeftIndex: byRightIndex,
      sort: try bool("sort"), suffixes: (suffixes[0].stringValue ?? "", suffixes[1].stringValue ?? ""))
    if kind != .cross {
      (merge.leftKeys, merge.rightKeys) = try keys(left, right, byLeftIndex, byRightIndex)
    }
    if byLeftIndex || byRightIndex {
      let isPlain = byRightIndex && (kind == .left || kind == .inner && right.index.isUnique)
      guard isPlain else { throw unsupported("'merge' by 'left_index' with how='\(kind.rawValue)'", argument: "how") }
    }
    return try context.merged(merge)
  }

  private func keys(
    _ left: FrameObject, _ right: FrameObject, _ byLeftIndex: Bool, _ byRightIndex: Bool
  ) throws(Raised) -> ([Merge.Key], [Merge.Key]) {
    if isNone("on"), isNone("left_on"), isNone("right_on"), !byLeftIndex, !byRightIndex {
      let shared = left.header.labels.filter { !right.positions(of: $0).isEmpty }
      guard !shared.isEmpty else {
        throw Raised(
          Pandas.mergeError,
          "No common columns to perform merge on. Merge options: left_on=None, right_on=None, left_index=False, right_index=False"
        )
      }
      return (try left.keys(shared, in: context), try right.keys(shared, in: context))
    }
    if !isNone("on") {
      let labels = try labels("on")
      return (try left.keys(labels, in: context), try right.keys(labels, in: context))
    }
    let leftKeys = byLeftIndex ? left.indexKeys : try left.keys(try labels("left_on"), in: context)
    let rightKeys = byRightIndex ? right.indexKeys : try right.keys(try labels("right_on"), in: context)
    guard leftKeys.count == rightKeys.count else { throw Raised.valueError("len(right_on) must equal len(left_on)") }
    return (leftKeys, rightKeys)
  }
}

extension FrameObject {
  /// Columns, or named levels of the labels, as keys of a merge.
  fileprivate func keys(_ labels: [Label], in context: Context) throws(Raised) -> [Merge.Key] {
    var result: [Merge.Key] = []
    for label in labels {
      if let position = positions(of: label).first {
        result.append(Merge.Key(column: column(position), label: label, position: position))
      } else if let level = index.names.firstIndex(where: { $0 != nil && $0 == label.parts.first }) {
        result.append(indexKeys[level])
      } else {
        throw Raised.keyError(label.pythonValue)
      }
    }
    return result
  }

  /// The levels of the labels as keys of a merge.
  fileprivate var indexKeys: [Merge.Key] {
    zip(index.levels, index.names).map { level, name in
      Merge.Key(
        column: TracedColumn(values: level.labels, dtype: level.dtype), label: name.map { .single($0) }, position: nil)
    }
  }
}

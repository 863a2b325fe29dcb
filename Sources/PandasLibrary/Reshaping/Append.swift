import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.append`, which the modern era has no more.
  static let append = Method("append(self, other, ignore_index=False, verify_integrity=False, sort=False)") { call in
    try call.refuse("verify_integrity")
    guard call.context.era == .classic else {
      throw Raised.attributeError("'DataFrame' object has no attribute 'append'")
    }
    var parts = [Concatenation.Part(frame: try call.frame, isSeries: false)]
    let other = try call["other"].supported()
    for item in other.object is ListObject ? try call.context.items(of: other) : [other] {
      parts.append(Concatenation.Part(frame: try call.appended(item), isSeries: false))
    }
    return try call.context.concatenatedRows(
      Concatenation(
        parts: parts, keys: nil, names: [], ignoresIndex: try call.bool("ignore_index"), sharedOnly: false,
        sort: try call.bool("sort")))
  }
}

extension Pandas.Series {
  /// pandas `Series.append`, up to pandas 1.5.
  static let append = Method("append(self, to_append, ignore_index=False, verify_integrity=False)") { call in
    try call.refuse("verify_integrity")
    let context = call.context
    guard context.era == .classic else {
      throw Raised.attributeError("'Series' object has no attribute 'append'")
    }
    let other = try call["to_append"].supported()
    let parts = other.object is ListObject || other.object is TupleObject ? try context.items(of: other) : [other]
    let concat = try context.attribute(of: context.importModule("pandas"), named: "concat")
    return try context.call(
      concat,
      CallArguments(
        [.list([call.receiver] + parts)], keywords: [(name: "ignore_index", value: call["ignore_index"])]))
  }
}

extension Call {
  /// What `DataFrame.append` puts below: a frame, or a dictionary or series as a row.
  fileprivate func appended(_ item: Value) throws(Raised) -> FrameObject {
    if let frame = item.cast(to: FrameObject.self) { return frame }
    var row = item
    if let series = item.cast(to: SeriesObject.self) {
      guard try bool("ignore_index") else {
        if series.name == nil {
          throw .typeError("Can only append a Series if ignore_index=True or if the Series has a name")
        }
        throw unsupported("'append' of a row with a name")
      }
      row = try context.callMethod(item, "to_dict", CallArguments([]))
    }
    guard row.object is DictObject else { throw unsupported("'append' of a '\(item.typeName)'") }
    guard try bool("ignore_index") else { throw .typeError("Can only append a dict if ignore_index=True") }
    if item.object is DictObject, !(self["other"].object is ListObject) {
      // A row is a series first: its numbers share a dtype where there is nothing else.
      let series = try context.call(.object(Pandas.seriesType), CallArguments([item])).supported()
      row = try context.callMethod(series, "to_dict", CallArguments([])).supported()
    }
    let made = try context.call(.object(Pandas.frameType), CallArguments([.list([row])])).supported()
    guard let frame = made.cast(to: FrameObject.self) else { throw unsupported("'append' of a row") }
    return frame
  }
}

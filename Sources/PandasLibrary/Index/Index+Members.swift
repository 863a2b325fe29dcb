import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Index {
  static let values = Property("values") { call in call.context.valuesArray(try call.index.column) }
  static let dtype = Property("dtype") { call in
    .object(DTypeObject.of(try call.index.column.dtype, in: call.context))
  }
  static let shape = Property("shape") { call in .tuple([.int(try call.index.index.count)]) }
  static let size = Property("size") { call in .int(try call.index.index.count) }
  static let empty = Property("empty") { call in .bool(try call.index.index.count == 0) }
  static let nlevels = Property("nlevels") { call in .int(try call.index.index.levelCount) }
  static let isUnique = Property("is_unique") { call in .bool(try call.index.index.isUnique) }
  static let start = Property("start") { call in try call.rangePart { start, _, _ in start } }
  static let stop = Property("stop") { call in try call.rangePart { _, stop, _ in stop } }
  static let step = Property("step") { call in try call.rangePart { _, _, step in step } }
  static let str = Property("str") { call in .object(StringMethodsObject(try call.index)) }

  static let name = Property(
    "name", get: { (call) throws(Raised) in try call.index.index.name.map(\.pythonValue) ?? .none },
    set: { (call, value) throws(Raised) in try call.index.rename([value.isNone ? nil : Scalar(value)]) })
  static let names = Property(
    "names", get: { (call) throws(Raised) in .list(try call.index.index.names.map { $0.map(\.pythonValue) ?? .none }) },
    set: { (call, value) throws(Raised) in
      try call.index.rename(try call.context.items(of: value).map { $0.isNone ? nil : Scalar($0) })
    })

  static let tolist = Method("tolist(self)") { call in .list(try call.index.index.values) }
  static let toList = Method("to_list(self)") { call in .list(try call.index.index.values) }
  static let toNumpy = Method("to_numpy(self, dtype=None, copy=False, na_value=no_default)") { call in
    .object(ArrayObject(try call.index.column))
  }
  static let toSeries = Method("to_series(self, index=None, name=None)") { call in
    let index = try call.index
    return .object(SeriesObject(index.column, index: index.index, name: index.index.name.map { .single($0) }))
  }
  static let copy = Method("copy(self, name=None, deep=False)") { call in call.receiver }
  static let unique = Method("unique(self, level=None)") { call in
    let index = try call.index.index
    var seen: Set<Label> = []
    return .object(
      IndexObject(index.selecting((0..<index.count).filter { seen.insert(index.label(at: $0).asKey).inserted })))
  }
  static let nunique = Method("nunique(self, dropna=True)") { call in
    .int(try call.index.index.firstPositions.count)
  }
  static let isin = Method("isin(self, values, level=None)") { call in
    try call.refuse("level")
    let index = try call.index
    return call.context.array(try call.context.isIn(index.column, call["values"]))
  }

  /// pandas `Index.drop`.
  static let drop = Method("drop(self, labels, errors='raise')") { call in
    let index = try call.index.index
    let dropped = try call.positionsToDrop(try call.labels("labels"), index)
    return .object(IndexObject(index.selecting((0..<index.count).filter { !dropped.contains($0) })))
  }
  static let delete = Method("delete(self, loc)") { call in
    let index = try call.index.index
    let position = try call.int("loc")
    let row = position < 0 ? position + index.count : position
    return .object(IndexObject(index.selecting((0..<index.count).filter { $0 != row })))
  }
  static let difference = Method("difference(self, other, sort=None)") { call in
    let index = try call.index.index
    let others = Set(try call.otherLabels)
    let kept = index.selecting((0..<index.count).filter { !others.contains(index.label(at: $0).asKey) })
    return .object(IndexObject(kept.sortedDistinct))
  }
  static let intersection = Method("intersection(self, other, sort=False)") { call in
    let index = try call.index.index
    let others = Set(try call.otherLabels)
    return .object(
      IndexObject(index.selecting((0..<index.count).filter { others.contains(index.label(at: $0).asKey) })))
  }
  static let union = Method("union(self, other, sort=None)") { call in
    let index = try call.index.index
    let known = Set(index.labels.map(\.asKey))
    let labels = index.labels + (try call.otherLabelsInOrder).filter { !known.contains($0.asKey) }
    return .object(IndexObject(Index(of: labels, names: index.names).sortedDistinct))
  }
  static let append = Method("append(self, other)") { call in
    let index = try call.index.index
    return .object(IndexObject(Index(of: index.labels + (try call.otherLabelsInOrder), names: index.names)))
  }
  static let sortValues = Method(
    "sort_values(self, *, return_indexer=False, ascending=True, na_position='last', key=None)"
  ) {
    call in
    try call.refuse("return_indexer", "key")
    let index = try call.index.index
    return .object(IndexObject(index.selecting(index.order(ascending: try call.ascending().first ?? true))))
  }
  static let getLoc = Method("get_loc(self, key)") { call in
    guard let position = try call.index.index.positions(of: Label(call["key"])).first else {
      throw Raised.keyError(call["key"])
    }
    return .int(position)
  }
  static let map = Method("map(self, mapper, na_action=None)") { call in
    let index = try call.index.index
    if let renaming = try Renaming(call["mapper"], in: call.context) {
      return .object(IndexObject(try renaming.renamed(index, in: call.context)))
    }
    throw call.unsupported("'Index.map' with such a mapper")
  }
  static let getLevelValues = Method("get_level_values(self, level)") { call in
    let index = try call.index.index
    let position: Int?
    if case .string = call["level"] {
      position = index.names.firstIndex(of: Scalar(call["level"]))
    } else {
      position = try call.int("level")
    }
    guard let position, index.levels.indices.contains(position) else { throw Raised.keyError(call["level"]) }
    let level = index.levels[position]
    return .object(IndexObject(Index(.labels(level.labels, level.dtype), names: [index.names[position]])))
  }
  static let rename = Method("rename(self, name, *, inplace=False)") { call in
    try call.refuse("inplace")
    var index = try call.index.index
    index.name = Scalar(call["name"])
    return .object(IndexObject(index))
  }
  static let astype = Method("astype(self, dtype, copy=True)") { call in
    let index = try call.index
    let column = try call.context.cast(index.column, to: try call.dtype("dtype"))
    return .object(IndexObject(Index(.labels(column.values, column.dtype), names: index.index.names)))
  }
}

extension Call {
  /// `self` as an index.
  var index: IndexObject {
    get throws(Raised) { try receiver(as: IndexObject.self) }
  }

  fileprivate func rangePart(_ part: (Int, Int, Int) -> Int) throws(Raised) -> Value {
    guard case .range(let start, let stop, let step) = try index.index.storage else {
      throw Raised.attributeError("'Index' object has no attribute")
    }
    return .int(part(start, stop, step))
  }

  fileprivate var otherLabelsInOrder: [Label] {
    get throws(Raised) {
      if let other = self["other"].cast(to: IndexObject.self) { return other.index.labels }
      return try labels("other")
    }
  }

  fileprivate var otherLabels: [Label] {
    get throws(Raised) { try otherLabelsInOrder.map(\.asKey) }
  }
}

extension Index {
  /// The distinct labels in order, where they have one.
  var sortedDistinct: Index {
    var seen: Set<Label> = []
    let distinct = selecting((0..<count).filter { seen.insert(label(at: $0).asKey).inserted })
    if case .labels(let column, _) = distinct.storage, column.isMixed { return distinct }
    return distinct.selecting(distinct.order(ascending: true))
  }
}

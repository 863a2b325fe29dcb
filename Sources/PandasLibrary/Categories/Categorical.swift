import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `Categorical`: values of categories.
  static let Categorical = Function(
    "Categorical(values, categories=None, ordered=None, dtype=None, fastpath=no_default, copy=True)"
  ) { call in
    try call.refuse("dtype", "fastpath")
    guard let column = try call.context.sequenceColumn(call["values"]) else {
      throw Raised.typeError("Categorical input must be list-like")
    }
    let ordered = try call.isNone("ordered") ? false : call.bool("ordered")
    if call.isNone("categories") {
      var result = call.context.categorical(column)
      if let categories = result.dtype.categories, !call.isNone("ordered") {
        result.dtype = .category(categories.ordered(ordered))
      }
      return .object(ExtensionArrayObject(result))
    }
    let categories = try call.context.categories(call["categories"], ordered: ordered, like: column)
    return .object(ExtensionArrayObject(try call.context.kept(column, in: categories)))
  }

  /// pandas `CategoricalDtype`.
  static let CategoricalDtype = Function("CategoricalDtype(categories=None, ordered=False)") { call in
    let ordered = try call.isNone("ordered") ? false : call.bool("ordered")
    guard !call.isNone("categories") else {
      let empty = Categories(Column(.object([])), dtype: .object, ordered: ordered)
      return .object(DTypeObject.of(.category(empty), in: call.context))
    }
    let categories = try call.context.categories(call["categories"], ordered: ordered, like: nil)
    return .object(DTypeObject.of(.category(categories), in: call.context))
  }
}

extension Categories {
  /// The same categories with or without an order.
  func ordered(_ ordered: Bool) -> Categories {
    if let intervals { return Categories(intervals, ordered: ordered) }
    return Categories(values, dtype: dtype.value, ordered: ordered)
  }

  /// The categories at positions.
  func selecting(_ positions: [Int]) -> Categories? {
    if intervals != nil { return nil }
    return Categories(values.selecting(positions), dtype: dtype.value, ordered: ordered)
  }
}

extension Context {
  /// Categories that a notebook names.
  func categories(_ value: Value, ordered: Bool, like column: TracedColumn?) throws(Raised) -> Categories {
    guard let values = try sequenceColumn(value) else {
      throw Raised.typeError("Parameter 'categories' must be list-like, was \(try repr(value))")
    }
    guard values.values.presentCount == values.count else {
      throw Raised.valueError("Categorical categories cannot be null")
    }
    guard values.values.uniquePositions.count == values.count else {
      throw Raised.valueError("Categorical categories must be unique")
    }
    return Categories(values.values, dtype: values.dtype, ordered: ordered)
  }

  /// The values that are categories; others are missing.
  func kept(_ column: TracedColumn, in categories: Categories) throws(Raised) -> TracedColumn {
    let codes = categories.codes(of: column.values)
    var result = column
    if zip(codes, 0..<column.count).contains(where: { $0 < 0 && !column.values.isMissing($1) }) {
      let known = try applying(
        IsIn((0..<categories.count).map { categories.values[$0] }), to: column, dtype: .bool)
      result = try applying(KeepWhere(), to: [.column(known), .column(column)], dtype: column.dtype)
    }
    if result.values.presentCount == 0 {
      guard result.domain == nil else { throw unsupportedNow("a categorical column without any value") }
      result.values = categories.values.selectingOrMissing([Int](repeating: -1, count: column.count))
    }
    result.dtype = .category(categories)
    return result
  }
}

extension Pandas.CategoricalAccessor {
  static let ordered = Property("ordered") { call in .bool(try call.categories.ordered) }

  static let asOrdered = Method("as_ordered(self)") { call in try call.relabelled(try call.categories.ordered(true)) }
  static let asUnordered = Method("as_unordered(self)") { call in
    try call.relabelled(try call.categories.ordered(false))
  }

  static let addCategories = Method("add_categories(self, new_categories)") { call in
    let old = try call.categories
    let isOne = call["new_categories"].object as? ListObject == nil
    let added = isOne ? [Scalar(call["new_categories"])] : try call.list("new_categories").map { Scalar($0) }
    let known = Set((0..<old.count).map { old.values[$0].asKey })
    let twice = added.filter { known.contains($0.asKey) }
    guard twice.isEmpty else {
      let shown = try twice.map { (scalar) throws(Raised) in try call.context.repr(scalar.pythonValue).description }
      throw Raised.valueError(
        "new categories must not include old categories: {\(shown.joined(separator: ", "))}")
    }
    let values = Column(scalars: (0..<old.count).map { old.values[$0] } + added)
    return try call.relabelled(Categories(values, dtype: DType(of: values), ordered: old.ordered))
  }

  static let removeCategories = Method("remove_categories(self, removals)") { call in
    let old = try call.categories
    let isOne = call["removals"].object as? ListObject == nil
    let removed = Set((isOne ? [call["removals"]] : try call.list("removals")).map { Scalar($0).asKey })
    let known = Set((0..<old.count).map { old.values[$0].asKey })
    guard removed.isSubset(of: known) else { throw call.unsupported("'remove_categories' of what is none") }
    guard let kept = old.selecting((0..<old.count).filter { !removed.contains(old.values[$0].asKey) }) else {
      throw call.unsupported("'remove_categories' of intervals")
    }
    return try call.restricted(kept)
  }

  static let removeUnusedCategories = Method("remove_unused_categories(self)") { call in
    let old = try call.categories
    let used = Set(old.codes(of: try call.categorized.values))
    guard let kept = old.selecting((0..<old.count).filter { used.contains($0) }) else {
      throw call.unsupported("'remove_unused_categories' of intervals")
    }
    return try call.relabelled(kept)
  }

  static let setCategories = Method("set_categories(self, new_categories, ordered=None, rename=False)") { call in
    try call.refuse("rename")
    let old = try call.categories
    let ordered = call.isNone("ordered") ? old.ordered : try call.bool("ordered")
    return try call.restricted(
      try call.context.categories(call["new_categories"], ordered: ordered, like: nil))
  }

  static let reorderCategories = Method("reorder_categories(self, new_categories, ordered=None)") { call in
    let old = try call.categories
    let ordered = call.isNone("ordered") ? old.ordered : try call.bool("ordered")
    let new = try call.context.categories(call["new_categories"], ordered: ordered, like: nil)
    guard Set((0..<old.count).map { old.values[$0].asKey }) == Set((0..<new.count).map { new.values[$0].asKey }) else {
      throw Raised.valueError("items in new_categories are not the same as in old categories")
    }
    return try call.relabelled(new)
  }

  static let renameCategories = Method("rename_categories(self, new_categories)") { call in
    let old = try call.categories
    var names: [Scalar] = []
    if let dict = call["new_categories"].cast(to: DictObject.self) {
      for code in 0..<old.count {
        names.append(
          try dict.value(for: old.values[code].pythonValue, in: call.context).map { Scalar($0) } ?? old.values[code])
      }
    } else if call["new_categories"].object?.isCallable == true {
      for code in 0..<old.count {
        names.append(Scalar(try call.context.call(call["new_categories"], [old.values[code].pythonValue]).supported()))
      }
    } else {
      names = try call.list("new_categories").map { Scalar($0) }
      guard names.count == old.count else {
        throw Raised.valueError("new categories need to have the same number of items as the old categories!")
      }
    }
    let values = Column(scalars: names)
    let entries = (0..<old.count).map { (key: old.values[$0], value: names[$0]) }
    let series = try call.receiver(as: CategoricalAccessorObject.self).series
    var column = try call.context.lookedUp(series.column, in: entries, name: series.name)
    column.dtype = .category(Categories(values, dtype: DType(of: values), ordered: old.ordered))
    return series.with(column)
  }
}

extension Call {
  fileprivate var categorized: TracedColumn {
    get throws(Raised) { try receiver(as: CategoricalAccessorObject.self).series.column }
  }

  fileprivate var categories: Categories {
    get throws(Raised) {
      guard let categories = try categorized.dtype.categories else {
        throw Raised.attributeError("Can only use .cat accessor with a 'category' dtype")
      }
      return categories
    }
  }

  /// The same values under other categories, which include them.
  fileprivate func relabelled(_ categories: Categories) throws(Raised) -> Value {
    let series = try receiver(as: CategoricalAccessorObject.self).series
    var column = series.column
    column.dtype = .category(categories)
    return series.with(column)
  }

  /// The values that are among other categories.
  fileprivate func restricted(_ categories: Categories) throws(Raised) -> Value {
    let series = try receiver(as: CategoricalAccessorObject.self).series
    return series.with(try context.kept(series.column, in: categories))
  }
}

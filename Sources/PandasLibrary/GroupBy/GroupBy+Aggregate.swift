import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.GroupBy {
  static let agg = Method("agg(self, func=None, *args, **kwargs)") { call in try call.aggregate() }
  static let aggregate = Method("aggregate(self, func=None, *args, **kwargs)") { call in try call.aggregate() }
}

extension Call {
  /// `agg`: a name, names, names a column, or named aggregations.
  fileprivate func aggregate() throws(Raised) -> Value {
    let groups = try groups
    guard variadic.isEmpty else { throw unsupported("'agg' with arguments for the function") }
    if isNone("func") { return try named(groups) }
    guard keywords.isEmpty else { throw unsupported("'agg' with arguments for the function") }
    let function = self["func"]
    if let dict = function.cast(to: DictObject.self) { return try byColumn(groups, dict) }
    if let list = function.cast(to: ListObject.self) { return try several(groups, try aggregations(list.items)) }
    let aggregation = try aggregation(function)
    if let statistic = aggregation.statistic { return try context.aggregated(groups, statistic) }
    var columns: [TracedColumn] = []
    for position in groups.positions { columns.append(try context.aggregated(groups, position, aggregation)) }
    return context.groupResult(groups, groups.positions.map(groups.frame.label), columns)
  }

  private func several(_ groups: GroupByObject, _ aggregations: [Aggregation]) throws(Raised) -> Value {
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for position in groups.positions {
      let label = groups.frame.label(position)
      for aggregation in aggregations {
        let name = Scalar.string(aggregation.label)
        labels.append(groups.isSeries ? .single(name) : .tuple(label.parts + [name]))
        columns.append(try context.aggregated(groups, position, aggregation))
      }
    }
    return framed(groups, labels, columns)
  }

  private func byColumn(_ groups: GroupByObject, _ dict: DictObject) throws(Raised) -> Value {
    let isNested = dict.values.contains { $0.object is ListObject }
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for (key, value) in dict.items {
      let label = Label(key)
      guard let position = groups.frame.positions(of: label).first else {
        throw Raised.keyError(.text("Column(s) [\(try context.repr(key))] do not exist"))
      }
      let items = value.object is ListObject ? try context.items(of: value) : [value]
      for aggregation in try aggregations(items) {
        labels.append(isNested ? .tuple(label.parts + [.string(aggregation.label)]) : label)
        columns.append(try context.aggregated(groups, position, aggregation))
      }
    }
    return framed(groups, labels, columns)
  }

  /// `agg(total=('fare', 'sum'))`, or `agg(total='sum')` of a series.
  private func named(_ groups: GroupByObject) throws(Raised) -> Value {
    guard !keywords.isEmpty else { throw Raised.typeError("Must provide 'func' or tuples of 'column, aggfunc'.") }
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for (name, value) in keywords {
      var position = groups.positions.first
      var function = value
      if let pair = value.cast(to: TupleObject.self), pair.items.count == 2 {
        position = groups.frame.positions(of: Label(pair.items[0])).first
        function = pair.items[1]
      }
      guard let position else { throw Raised.keyError(value) }
      labels.append(.single(.string(name)))
      columns.append(try context.aggregated(groups, position, try aggregation(function)))
    }
    return framed(groups, labels, columns)
  }

  private func framed(_ groups: GroupByObject, _ labels: [Label], _ columns: [TracedColumn]) -> Value {
    let frame = FrameObject(index: groups.groupIndex, header: Index(of: labels), columns: columns, domain: nil)
    return .object(groups.asIndex ? frame : frame.resettingIndex(in: context))
  }
}

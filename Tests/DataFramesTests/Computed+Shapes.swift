import Columns
import DataFrames
import Kernels

extension Computed {
  func reshaped(_ name: String) -> Frame? {
    switch name {
    case "dummies", "dummies numbers":
      let isText = name == "dummies"
      let columns = dummies(field(isText ? "s" : "z"), dropsFirst: !isText, era: era)
      return frame(
        columns.map(\.label.description), columns.map { Frame.Field(.ints($0.isSet.map { $0 ? 1 : 0 })) }, table.index)
    case "crosstab": return cross("s", "n")
    case "crosstab margins": return cross("k", "b", margins: "All")
    case "crosstab rows": return cross("k", "s", share: .rows)
    case "crosstab all": return cross("k", "s", share: .all)
    case "crosstab columns": return cross("k", "s", share: .columns)
    case "unstack", "unstack sizes":
      let grouping = Grouping([field("s"), field("n")])
      let index = grouping.index(names: [text("s"), text("n")])
      if name == "unstack sizes" {
        return Series(.ints(grouping.sizes), index: index).unstacked(fill: .int(0))
      }
      return Series(.floats(grouping.means(field("y").values.doubles)), index: index).unstacked()
    case "unstack frame":
      let grouping = Grouping([field("k"), field("b")])
      guard case .int64(let values) = field("n").values.storage else { return nil }
      let fields = [
        Frame.Field(.floats(grouping.sums(field("x").values.doubles))), Frame.Field(.ints(grouping.sums(values))),
      ]
      return frame(["x", "n"], fields, grouping.index(names: [text("k"), text("b")])).unstacked()
    case "melt": return frame(["k", "n", "x"]).selectingRows(Array(0..<20)).melted(identifiers: [0], values: [1, 2])
    case "stack":
      let series = frame(["n", "x"]).selectingRows(Array(0...5)).stacked(dropsMissing: era == .classic)
      return frame(["0"], [Frame.Field(series.values, series.dtype)], series.index)
    case "concat", "concat ignoring":
      let parts = [
        frame(["k", "n"]).selectingRows(Array(0...3)), frame(["n", "x"]).selectingRows(Array(10...12)),
      ]
      return concatenatedRows(parts, ignoresIndex: name == "concat ignoring")
    case "merge inner": return merged(.inner)
    case "merge left": return merged(.left)
    case "merge right": return merged(.right)
    case "merge outer": return merged(.outer)
    default: return nil
    }
  }

  private func cross(
    _ row: String, _ column: String, margins: PythonString? = nil, share: CrosstabShare? = nil
  ) -> Frame {
    crosstab(
      [field(row)], [field(column)], rowNames: [text(row)], columnNames: [text(column)], margins: margins, share: share)
  }

  private func merged(_ kind: JoinKind) -> Frame {
    let left = frame(["s", "n"]).selectingRows(Array(0...30))
    let right = frame(["s", "y"]).selectingRows(Array(20...45))
    let rows = JoinedRows(
      kind, left: [left.fields[0]], right: [right.fields[0]], leftCount: left.rowCount, rightCount: right.rowCount,
      era: era)
    let leftKeys = left.fields[0].values.selectingOrMissing(rows.left)
    let rightKeys = right.fields[0].values.selectingOrMissing(rows.right)
    let keys = Column(scalars: rows.left.indices.map { rows.left[$0] < 0 ? rightKeys[$0] : leftKeys[$0] })
    let n = left.fields[1].values.selectingOrMissing(rows.left).promoted(.int64)
    let y = right.fields[1].values.selectingOrMissing(rows.right).promoted(.float64)
    return frame(["s", "n", "y"], [Frame.Field(keys), n, y], DataFrames.Index(count: rows.left.count))
  }
}

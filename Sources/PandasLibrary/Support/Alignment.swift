import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// Two series over the union of their labels, as pandas aligns them before it computes.
  func aligned(
    _ a: SeriesObject, _ b: SeriesObject
  ) throws(Raised) -> (TracedColumn, TracedColumn, Index) {
    if a.index.hasSameLabels(as: b.index) { return (a.column, b.column, a.index) }
    if let join = try levelJoin(a.index, b.index) {
      return (placed(a.column, at: join.left, domain: nil), placed(b.column, at: join.right, domain: nil), join.index)
    }
    let union = try union(a.index, b.index)
    let left = try reindexed(a.column, a.index, to: union, domain: nil)
    let right = try reindexed(b.column, b.index, to: union, domain: nil)
    guard left.count == right.count else { throw unsupportedNow("alignment of series with repeated labels") }
    return (left, right, union)
  }

  /// The labels of both, sorted where that is possible.
  func union(_ a: Index, _ b: Index) throws(Raised) -> Index {
    guard a.isUnique, b.isUnique else { throw unsupportedNow("alignment of repeated labels") }
    let known = a.firstPositions
    let labels = a.labels + b.labels.filter { known[$0.asKey] == nil }
    let names = a.names == b.names ? a.names : [Scalar?](repeating: nil, count: a.levelCount)
    let joined = Index(of: labels, names: names)
    guard case .labels(let column, let dtype) = joined.storage, !column.isMixed else { return joined }
    return joined.selecting(column.order(dtype, kind: .stable, era: era))
  }

  /// A column with the labels `from` in the order of other labels; missing where there is no such label.
  ///
  /// - Parameter domain: the rows that the other labels stand for, where they are those of a traced table.
  func reindexed(
    _ column: TracedColumn, _ from: Index, to: Index, domain: Domain?
  ) throws(Raised) -> TracedColumn {
    if from.hasSameLabels(as: to) { return adopted(column, by: domain) }
    guard from.isUnique else {
      throw Raised.valueError(
        "cannot reindex from a duplicate axis", modern: "cannot reindex on an axis with duplicate labels", self)
    }
    let known = from.firstPositions
    return placed(column, at: to.labels.map { known[$0.asKey] ?? -1 }, domain: domain)
  }

  /// A column's values at `positions`, missing at negative ones.
  ///
  /// - Parameter domain: the rows that the positions stand for, where they are those of a traced table.
  func placed(_ column: TracedColumn, at positions: [Int], domain: Domain?) -> TracedColumn {
    if !positions.contains(-1) {
      return adopted(column.selecting(positions, in: column.domain?.selecting(positions)), by: domain)
    }
    let field = column.values.selectingOrMissing(positions).promoted(column.dtype)
    let rows = domain ?? (column.domain == nil ? nil : column.domain?.selectingOrSynthetic(positions))
    return opaqueColumn(field.values, field.dtype, domain: rows, reason: "labels are missing on one side")
  }

  /// The column as one of a table over `domain`: opaque where its rows are others.
  func adopted(_ column: TracedColumn, by domain: Domain?) -> TracedColumn {
    guard let domain else { return column }
    var result = column
    if column.domain == nil {
      if let value = column.uniformValue, !column.isObjects {
        do throws(TraceError) {
          result.function = try tracer.constant(value, fitted: column.fitted, origin: planOrigin)
        } catch {
          result.function = opaque(column.dtype, "a value that no plan can hold")
        }
      } else {
        result = lifted(column, over: domain)
      }
      result.fitted = nil
    } else if !Domain.agree(column.domain, domain) {
      result.function = opaque(column.dtype, "values that belong to other rows")
    }
    result.domain = domain
    return result
  }
}

extension Domain {
  /// The rows at `positions`; a negative one stands for no row.
  func selectingOrSynthetic(_ positions: [Int]) -> Domain {
    Domain(rows: positions.map { $0 < 0 ? .synthetic : rows[$0] }, filters: filters)
  }
}

extension Column {
  /// Whether strings stand among other values, so that sorting fails.
  var isMixed: Bool {
    if case .object(let values) = storage {
      return values.contains { if case .string = $0 { true } else { false } }
        || values.contains { if case .object = $0 { true } else { false } }
    }
    return false
  }
}

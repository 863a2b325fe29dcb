import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// Functions of `scipy.sparse`.
  package enum SparseFunctions {}
}

extension ScikitLearn.SparseFunctions {
  static let hstack = Function("hstack(blocks, format=None, dtype=None)") { call in
    try call.refuse("dtype")
    let blocks = try call.list("blocks")
    var parts: [Value] = []
    for block in blocks {
      if let table = block.object as? any TracedTable, !table.isOneDimensional {
        parts.append(block)
      } else {
        let array = try NumPy.array(block, in: call.context)
        guard let array else { throw call.unsupported("such a block of 'hstack'") }
        // What has one dimension is a row.
        parts.append(
          array.shape.count == 1
            ? try call.context.callMethod(.object(array), "reshape", CallArguments([1, -1])) : .object(array))
      }
    }
    let heights = parts.compactMap { ($0.object as? any TracedTable)?.rowCount }
    if let first = heights.first, let other = heights.first(where: { $0 != first }),
      let place = heights.firstIndex(of: other)
    {
      guard blocks.allSatisfy({ ($0.object as? SparseMatrixObject)?.format == .rows }) else {
        throw Raised.valueError(
          "blocks[0,:] has incompatible row dimensions. Got blocks[0,\(place)].shape[0] == \(other), expected \(first)."
        )
      }
      let set = try SetObject(heights.map(Value.int), in: call.context)
      throw Raised.valueError(
        "Mismatching dimensions along axis 0: \(try call.context.repr(.object(set)))")
    }
    let made = try ScikitLearn.sideBySide(parts, threshold: nil, rows: heights.first ?? 0, in: call.context)
    return try call.formatted(made, blocks)
  }

  static let vstack = Function("vstack(blocks, format=None, dtype=None)") { call in
    try call.refuse("dtype")
    let blocks = try call.list("blocks")
    var parts: [Value] = []
    for block in blocks {
      if let sparse = block.object as? SparseMatrixObject {
        parts.append(.object(sparse.dense))
      } else {
        parts.append(block)
      }
    }
    let made = try ScikitLearn.call(
      "vstack", of: call.context.importModule("numpy"), [.list(parts)], in: call.context)
    return try call.formatted(made, blocks)
  }

  static let issparse = Function("issparse(x)") { call in .bool(call["x"].object is SparseMatrixObject) }
  static let isspmatrix = Function("isspmatrix(x)") { call in .bool(call["x"].object is SparseMatrixObject) }
  static let isspmatrixOfRows = Function("isspmatrix_csr(x)") { call in
    .bool((call["x"].object as? SparseMatrixObject)?.format == .rows)
  }
}

extension Call {
  /// The joined blocks in the format that is asked for: rows where all blocks are such, else coordinates.
  fileprivate func formatted(_ made: Value, _ blocks: [Value]) throws(Raised) -> Value {
    let array = (made.object as? SparseMatrixObject)?.dense ?? (made.object as? ArrayObject)
    guard let array else { return made }
    let areRows = blocks.allSatisfy { ($0.object as? SparseMatrixObject)?.format == .rows }
    var format: SparseMatrixObject.Format = areRows ? .rows : .coordinates
    if let asked = self["format"].stringValue?.description {
      guard let known = SparseMatrixObject.Format(rawValue: asked) else {
        throw unsupported("such a 'format' of a sparse matrix", argument: "format")
      }
      format = known
    }
    return .object(SparseMatrixObject(array, format: format))
  }
}

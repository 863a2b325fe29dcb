import Columns
import DataFrames
package import PythonRuntime
import Tracing

extension ArrayObject {
  /// The same elements in another shape; -1 stands for what is left.
  ///
  /// A vector, a matrix of one column and their likes keep which raw row an element stands for; other shapes do not.
  package func reshaped(_ shape: [Int], in context: Context) throws(Raised) -> ArrayObject {
    let shape = try filled(shape, in: context)
    guard (1...2).contains(shape.count) else { throw context.unsupportedNow("an array of \(shape.count) dimensions") }
    if shape == self.shape { return ArrayObject(content, dtype: dtype, isColumnMajor: isColumnMajor) }
    if buffers.count == 1, shape == [rowCount] { return ArrayObject(.vector(buffers[0]), dtype: dtype) }
    if buffers.count == 1, shape == [rowCount, 1] {
      return ArrayObject(.matrix([buffers[0]], rows: rowCount), dtype: dtype, isColumnMajor: false)
    }
    let elements = flattened
    let fitted = tracedColumns.lazy.compactMap(\.fitted).first
    func column(_ positions: [Int]) -> TracedColumn {
      TracedColumn(values: elements.selecting(positions), dtype: dtype, fitted: fitted)
    }
    if shape.count == 1 { return ArrayObject(column(Array(0..<elements.count)), dtype: dtype) }
    let width = shape[1]
    return ArrayObject(
      columns: (0..<width).map { first in column((0..<shape[0]).map { $0 * width + first }) }, rows: shape[0],
      dtype: dtype)
  }

  private func filled(_ shape: [Int], in context: Context) throws(Raised) -> [Int] {
    let known = try NumPy.elementCount(shape.filter { $0 != -1 }, in: context)
    let text = shape.map(String.init).joined(separator: ",") + (shape.count == 1 ? "," : "")
    let failure = Raised.valueError("cannot reshape array of size \(size) into shape (\(text))")
    guard shape.contains(-1) else {
      guard known == size else { throw failure }
      return shape
    }
    guard shape.count(where: { $0 == -1 }) == 1 else {
      throw .valueError("can only specify one unknown dimension")
    }
    guard known > 0, size % known == 0 else { throw failure }
    return shape.map { $0 == -1 ? size / known : $0 }
  }

  /// Rows and columns exchanged: the elements of a row are no longer those of one column.
  package var transposed: ArrayObject {
    guard !isOneDimensional else { return self }
    let fitted = tracedColumns.lazy.compactMap(\.fitted).first
    let columns = (0..<rowCount).map { row in
      TracedColumn(values: NumPy.column(tracedColumns.map { $0.values[row] }, dtype), dtype: dtype, fitted: fitted)
    }
    return ArrayObject(columns: columns, rows: buffers.count, dtype: dtype, isColumnMajor: !isColumnMajor)
  }

  /// `self @ other`, over numbers that are no functions of rows.
  func product(with other: Value, in context: Context) throws(Raised) -> Value? {
    throw context.unsupportedNow("'@' of arrays")
  }
}

extension NumPy {
  /// The number of elements of an array of this shape.
  ///
  /// - Throws: ValueError for negative sizes, MemoryError for more elements than a notebook's machine holds; more than the
  ///   run may take ends it.
  package static func elementCount(_ shape: [Int], in context: Context? = nil) throws(Raised) -> Int {
    var count = 1
    for size in shape {
      guard size >= 0 else { throw .valueError("negative dimensions are not allowed") }
      let (product, overflows) = count.multipliedReportingOverflow(by: size)
      guard !overflows, product <= 1 << 29 else {
        let sizes = shape.map(String.init).joined(separator: ", ")
        throw Raised(Exceptions.memoryError, "Unable to allocate an array with shape (\(sizes))")
      }
      count = product
    }
    // Columns are kept one by one, also those without rows.
    for size in shape + [count] { try context?.reserve(size, of: MemoryLayout<Scalar>.stride) }
    return count
  }
}

import Columns
import DataFrames
import Kernels
package import PythonRuntime
import Tracing

extension ArrayObject {
  /// The same elements in another shape; -1 stands for what is left.
  ///
  /// A vector, a matrix of one column and their likes keep which raw row an element stands for; other shapes do not.
  package func reshaped(
    _ shape: [Int], inColumnOrder: Bool = false, in context: Context
  ) throws(Raised) -> ArrayObject {
    let shape = try filled(shape)
    if case .strided(let buffer, let layout) = content {
      if !inColumnOrder, layout.isContiguous {
        let strides = ElementLayout.strides(of: shape)
        return ArrayObject(
          buffer, ElementLayout(offset: layout.offset, shape: shape, strides: strides), dtype: dtype,
          base: base ?? self)
      }
      return reshapedCopy(shape, inColumnOrder: inColumnOrder)
    }
    if shape == self.shape, !inColumnOrder {
      return isOneDimensional
        ? ArrayObject(sharing: buffers[0], dtype: dtype)
        : ArrayObject(sharing: buffers, rows: rowCount, dtype: dtype, isColumnMajor: isColumnMajor)
    }
    if buffers.count == 1, shape == [rowCount] { return ArrayObject(sharing: buffers[0], dtype: dtype) }
    if buffers.count == 1, shape == [rowCount, 1] {
      return ArrayObject(sharing: [buffers[0]], rows: rowCount, dtype: dtype)
    }
    return reshapedCopy(shape, inColumnOrder: inColumnOrder)
  }

  private func reshapedCopy(_ shape: [Int], inColumnOrder: Bool) -> ArrayObject {
    guard inColumnOrder else {
      var result = dense
      result.shape = shape
      return ArrayObject(result)
    }
    var elements = dense.transposed()
    elements.shape = shape.reversed()
    return ArrayObject(elements.transposed())
  }

  private func filled(_ shape: [Int]) throws(Raised) -> [Int] {
    let known = try NumPy.elementCount(shape.filter { $0 != -1 })
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

  /// The axes in another order, reversed without one: a view. The rows of traced columns are remembered.
  package func transposed(_ axes: [Int]? = nil) -> ArrayObject {
    if case .strided(let buffer, let layout) = content {
      if axes == nil, layout.rank == 2, let base, case .columns = base.content { return base }
      return ArrayObject(buffer, layout.transposed(axes), dtype: dtype, base: base ?? self)
    }
    guard !isOneDimensional, axes != [0, 1] else { return self }
    let result = ArrayObject(dense.transposed())
    // `x.T.T` is `x`.
    result.base = self
    return result
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

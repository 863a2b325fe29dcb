/// How the elements of an array of any rank lie in its storage: numpy's offset, shape and strides, in elements.
package struct ElementLayout: Equatable, Sendable {
  package var offset: Int
  package var shape: [Int]
  package var strides: [Int]

  package init(offset: Int = 0, shape: [Int], strides: [Int]) {
    self.offset = offset
    self.shape = shape
    self.strides = strides
  }

  /// Contiguous elements, the last axis running fastest.
  package init(shape: [Int]) { self.init(shape: shape, strides: ElementLayout.strides(of: shape)) }

  package var rank: Int { shape.count }

  package var count: Int { shape.reduce(1, *) }

  /// Strides of contiguous elements in C order.
  package static func strides(of shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * max(shape[axis + 1], 1) }
    return strides
  }

  /// Whether the elements lie one after the other in C order.
  package var isContiguous: Bool {
    var expected = 1
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      if strides[axis] != expected { return count == 0 }
      expected *= shape[axis]
    }
    return true
  }

  /// Whether the elements lie one after the other, the first axis running fastest.
  package var isColumnMajor: Bool { transposed().isContiguous && !(isContiguous && rank < 2) }

  /// Storage positions of the elements in C order.
  package var positions: [Int] {
    if isContiguous { return Array(offset..<(offset + count)) }
    var result: [Int] = []
    result.reserveCapacity(count)
    append(axis: 0, base: offset, to: &result)
    return result
  }

  private func append(axis: Int, base: Int, to result: inout [Int]) {
    guard axis < rank else { return result.append(base) }
    if axis == rank - 1 {
      for index in 0..<shape[axis] { result.append(base + index * strides[axis]) }
      return
    }
    for index in 0..<shape[axis] { append(axis: axis + 1, base: base + index * strides[axis], to: &result) }
  }

  /// The axes in another order; reversed without one.
  package func transposed(_ axes: [Int]? = nil) -> ElementLayout {
    let order = axes ?? Array((0..<rank).reversed())
    return ElementLayout(offset: offset, shape: order.map { shape[$0] }, strides: order.map { strides[$0] })
  }

  /// The layout with one axis fixed.
  package func fixing(_ axis: Int, at index: Int) -> ElementLayout {
    var result = self
    result.offset += index * strides[axis]
    result.shape.remove(at: axis)
    result.strides.remove(at: axis)
    return result
  }
}

package import Columns
package import DataFrames
import Kernels
package import Plans
package import PythonRuntime
import Tracing

/// Elements of any rank in C order, without row functions: what numpy's functions across rows compute with.
package struct Dense {
  package var values: Column
  package var shape: [Int]
  package var dtype: DType
  package var fitted: Plan.Fitted?

  package init(_ values: Column, shape: [Int], dtype: DType? = nil, fitted: Plan.Fitted? = nil) {
    self.values = values
    self.shape = shape
    self.dtype = dtype ?? DType(of: values)
    self.fitted = fitted
  }

  package init(_ numbers: [Double], shape: [Int]? = nil, fitted: Plan.Fitted? = nil) {
    self.init(.floats(numbers), shape: shape ?? [numbers.count], dtype: .float64, fitted: fitted)
  }

  package init(_ numbers: [Int], shape: [Int]? = nil, fitted: Plan.Fitted? = nil) {
    self.init(.ints(numbers.map(Int64.init)), shape: shape ?? [numbers.count], dtype: .int64, fitted: fitted)
  }

  package init(_ flags: [Bool], shape: [Int]? = nil, fitted: Plan.Fitted? = nil) {
    self.init(.bools(flags), shape: shape ?? [flags.count], dtype: .bool, fitted: fitted)
  }

  package init(_ scalars: [Scalar], shape: [Int]? = nil, dtype: DType, fitted: Plan.Fitted? = nil) {
    self.init(NumPy.column(scalars, dtype), shape: shape ?? [scalars.count], dtype: dtype, fitted: fitted)
  }

  package var count: Int { values.count }
  package var rank: Int { shape.count }
  package var scalars: [Scalar] { (0..<count).map { values[$0] } }

  /// The elements at C-order positions, in another shape.
  package func selecting(_ positions: [Int], shape: [Int]) -> Dense {
    Dense(values.selecting(positions), shape: shape, dtype: dtype, fitted: fitted)
  }

  /// The elements repeated as numpy broadcasts them to `target`, which must be a shape they broadcast to.
  package func broadcast(to target: [Int]) -> Dense {
    if shape == target { return self }
    return selecting(broadcastLayout(to: target).positions, shape: target)
  }

  private func broadcastLayout(to target: [Int]) -> ElementLayout {
    let own = ElementLayout.strides(of: shape)
    let added = target.count - shape.count
    let strides = target.indices.map { axis in axis < added || shape[axis - added] == 1 ? 0 : own[axis - added] }
    return ElementLayout(shape: target, strides: strides)
  }

  /// The axes in another order; reversed without one.
  package func transposed(_ axes: [Int]? = nil) -> Dense {
    let layout = ElementLayout(shape: shape).transposed(axes)
    return selecting(layout.positions, shape: layout.shape)
  }

  /// C-order positions of each vector along `axis`; the vectors are in C order of the other axes.
  package func lanes(along axis: Int) -> [[Int]] {
    let strides = ElementLayout.strides(of: shape)
    var others = ElementLayout(shape: shape, strides: strides)
    others.shape.remove(at: axis)
    others.strides.remove(at: axis)
    return others.positions.map { base in (0..<shape[axis]).map { base + $0 * strides[axis] } }
  }

  /// The shape without `axis`.
  package func shape(without axis: Int) -> [Int] {
    var result = shape
    result.remove(at: axis)
    return result
  }

  /// As many vectors as there are lanes, put back along `axis`: each of `length` elements.
  static func assembled(_ lanes: [[Scalar]], like shape: [Int], axis: Int, length: Int, dtype: DType) -> Dense {
    var target = shape
    target[axis] = length
    var result = [Scalar](repeating: .missing, count: target.reduce(1, *))
    let positions = Dense(Column.bools([]), shape: target).lanes(along: axis)
    for (lane, places) in zip(lanes, positions) {
      for (scalar, place) in zip(lane, places) { result[place] = scalar }
    }
    return Dense(result, shape: target, dtype: dtype)
  }
}

extension NumPy {
  /// The shape that shapes broadcast to; `nil` where they do not fit.
  package static func broadcastShape(_ shapes: [[Int]]) -> [Int]? {
    let rank = shapes.map(\.count).max() ?? 0
    var result = [Int](repeating: 1, count: rank)
    for shape in shapes {
      for (axis, size) in zip((rank - shape.count)..<rank, shape) where size != 1 {
        if result[axis] == 1 { result[axis] = size } else if result[axis] != size { return nil }
      }
    }
    return result
  }

  /// `(3,)`, `(2,3)`: as numpy's messages write shapes.
  package static func text(of shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ",") + (shape.count == 1 ? ",)" : ")")
  }

  /// `(3,)`, `(2, 3)`: as Python writes the tuple.
  package static func tupleText(of shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }
}

extension ArrayObject {
  /// The elements in C order; what they stand for is remembered as provenance only.
  package var dense: Dense {
    Dense(flattened, shape: shape, dtype: dtype, fitted: tracedFitted)
  }

  package convenience init(_ dense: Dense) {
    self.init(
      ElementBuffer(dense.values, fitted: dense.fitted), ElementLayout(shape: dense.shape), dtype: dense.dtype)
  }
}

extension Context {
  /// An array, or the scalar that an array without axes holds.
  package func value(_ dense: Dense) -> Value {
    if dense.rank == 0, dense.count == 1 {
      if dense.dtype == .object { return dense.values[0].pythonValue }
      return NumPy.element(dense.values[0], dense.dtype, fitted: dense.fitted)
    }
    return .object(ArrayObject(dense))
  }

  /// `np.asarray(value)` in C order, scalars without axes.
  package func dense(_ value: Value) throws(Raised) -> Dense {
    let value = try value.supported()
    if let array = try NumPy.array(value, in: self) {
      var dense = array.dense
      if let fitted = provenance("numpy", of: array.domainColumns) { dense.fitted = fitted }
      return dense
    }
    let scalar = Scalar(value)
    let dtype = (value.object as? ScalarObject)?.dtype ?? DType(of: scalar)
    return Dense([scalar], shape: [], dtype: dtype, fitted: (value.object as? ScalarObject)?.fitted)
  }

  /// An axis counted from the front.
  package func axis(_ axis: Int, rank: Int) throws(Raised) -> Int {
    guard (-rank..<rank).contains(axis) else {
      throw Raised(NumPy.axisError, "axis \(axis) is out of bounds for array of dimension \(rank)")
    }
    return axis < 0 ? axis + rank : axis
  }
}

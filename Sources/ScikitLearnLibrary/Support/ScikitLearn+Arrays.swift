import Columns
import DataFrames
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// A vector of numbers that is no function of rows.
  static func array(_ numbers: [Double]) -> Value {
    .object(ArrayObject(TracedColumn(values: .floats(numbers), dtype: .float64)))
  }

  static func array(_ numbers: [Int]) -> Value {
    .object(ArrayObject(TracedColumn(values: .ints(numbers.map(Int64.init)), dtype: .int64)))
  }

  /// Labels as an array of their own kind.
  static func array(_ labels: [Scalar], dtype: DType? = nil) -> Value {
    let values = Column(scalars: labels)
    return .object(ArrayObject(TracedColumn(values: values, dtype: DType(of: values)), dtype: dtype))
  }

  /// Labels as an array like that which they came from: numpy's own text stays such.
  static func array(_ labels: [Scalar], like source: Value) -> Value {
    let isList = source.object is ListObject || source.object is TupleObject
    guard isList || (source.object as? ArrayObject)?.dtype == .str, case .string? = labels.first else {
      return array(labels)
    }
    return .object(ArrayObject(TracedColumn(values: Column(scalars: labels), dtype: .str), dtype: .str))
  }

  /// A matrix of rows of equal width.
  static func matrix(_ rows: [[Double]]) -> Value {
    let columns = (rows.first ?? []).indices.map { position in
      TracedColumn(values: .floats(rows.map { $0[position] }), dtype: .float64)
    }
    return .object(ArrayObject(columns: columns, rows: rows.count, dtype: .float64))
  }

  /// A matrix of integers.
  static func matrix(_ rows: [[Int]]) -> Value {
    let columns = (rows.first ?? []).indices.map { position in
      TracedColumn(values: .ints(rows.map { Int64($0[position]) }), dtype: .int64)
    }
    return .object(ArrayObject(columns: columns, rows: rows.count, dtype: .int64))
  }

  /// A score: a numpy scalar up to scikit-learn 1.2, a Python float now.
  static func score(_ number: Double, in context: Context) -> Value {
    context.era == .classic ? NumPy.scalar(.float(number)) : .float(number)
  }

  /// An integer that is no function of rows, as numpy's scalar.
  static func numpyInteger(_ number: Int) -> Value { NumPy.scalar(.int(number)) }

  /// A number that is no function of rows, as numpy's scalar.
  static func numpyScalar(_ number: Double) -> Value { NumPy.scalar(.float(number)) }
}

package import Columns
package import DataFrames
package import Plans
package import PythonRuntime

extension Tracer {
  /// `a op b`, element by element, with numpy's promotions.
  ///
  /// - Returns: `nil` for an operator that columns do not have here.
  /// - Throws: `TraceError.type` for operands that the operator does not take.
  package func binary(
    _ operation: BinaryOperator, _ a: Operand, _ b: Operand, origin: Origin?
  ) throws(TraceError) -> TracedColumn? {
    let dtype = Tracer.promoted(a, b)
    switch operation {
    case .add where a.isText && b.isText:
      return try applying(Concatenate(), to: [a, b], dtype: a.dtype, origin: origin)
    case .add: return try applying(Add(), to: [a, b], dtype: dtype, origin: origin)
    case .subtract: return try applying(Subtract(), to: [a, b], dtype: dtype, origin: origin)
    case .multiply: return try applying(Multiply(), to: [a, b], dtype: dtype, origin: origin)
    case .divide: return try applying(Divide(), to: [a, b], origin: origin)
    case .floorDivide: return try applying(FloorDivide(), to: [a, b], dtype: dtype, origin: origin)
    case .modulo: return try applying(Modulo(), to: [a, b], dtype: dtype, origin: origin)
    case .power: return try applying(Power(), to: [a, b], dtype: dtype, origin: origin)
    case .and: return try applying(And(), to: [a, b], dtype: .bool, origin: origin)
    case .or: return try applying(Or(), to: [a, b], dtype: .bool, origin: origin)
    case .xor: return try applying(Xor(), to: [a, b], dtype: .bool, origin: origin)
    case .matrixMultiply, .leftShift, .rightShift: return nil
    }
  }

  /// `a op b`, element by element: bools, false with a missing value except for `!=`.
  package func comparison(
    _ operation: ComparisonOperator, _ a: Operand, _ b: Operand, origin: Origin?
  ) throws(TraceError) -> TracedColumn {
    switch operation {
    case .equal: try applying(Equal(), to: [a, b], dtype: .bool, origin: origin)
    case .notEqual: try applying(NotEqual(), to: [a, b], dtype: .bool, origin: origin)
    case .less: try applying(Less(), to: [a, b], dtype: .bool, origin: origin)
    case .lessOrEqual: try applying(LessOrEqual(), to: [a, b], dtype: .bool, origin: origin)
    case .greater: try applying(Greater(), to: [a, b], dtype: .bool, origin: origin)
    case .greaterOrEqual: try applying(GreaterOrEqual(), to: [a, b], dtype: .bool, origin: origin)
    }
  }

  /// `-a`, `+a`, `~a`.
  package func unary(_ operation: PrefixOperator, _ a: TracedColumn, origin: Origin?) throws(TraceError) -> TracedColumn
  {
    switch operation {
    case .negative: try applying(Negate(), to: [.column(a)], dtype: a.dtype, origin: origin)
    case .positive: a
    case .invert: try applying(Not(), to: [.column(a)], dtype: .bool, origin: origin)
    }
  }

  /// The narrow dtype that arithmetic keeps: that of both columns, or of the one beside a plain number. `nil` leaves it to
  /// the values.
  private static func promoted(_ a: Operand, _ b: Operand) -> DType? {
    switch (a, b) {
    case (.column(let a), .column(let b)): a.dtype == b.dtype && a.dtype.isInteger ? a.dtype : nil
    case (.column(let column), .constant(.int, _)), (.constant(.int, _), .column(let column)):
      column.dtype.isInteger ? column.dtype : nil
    default: nil
    }
  }
}

extension Tracer.Operand {
  /// Whether the operand holds strings.
  package var isText: Bool {
    switch self {
    case .column(let column): if case .string = column.values.storage { true } else { false }
    case .constant(.string, _): true
    case .constant: false
    }
  }

  /// A column's dtype.
  package var dtype: DType? {
    if case .column(let column) = self { column.dtype } else { nil }
  }
}

import Columns
package import DataFrames
import PythonRuntime
import Tracing

/// One side of numpy's arithmetic: its dtype, and whether it is a plain Python number that adapts to the other side.
struct PromotedSide {
  let dtype: DType
  /// The number, where the side is a scalar.
  var scalar: Scalar?
  /// A Python number, not one of numpy's.
  var isPython = false
}

extension NumPy {
  /// The dtype that holds the values of both: `np.promote_types` of bools and numbers; `nil` for other dtypes.
  package static func promoted(_ a: DType, _ b: DType) -> DType? {
    if a == b { return a }
    if a == .bool { return b.isNumeric ? b : nil }
    if b == .bool { return a.isNumeric ? a : nil }
    guard a.isNumeric, b.isNumeric else { return nil }
    if a.isFloat || b.isFloat {
      let isSmall = [a, b].allSatisfy { $0 == .float32 || ($0.isInteger && ($0.itemSize ?? 8) <= 2) }
      return isSmall ? .float32 : .float64
    }
    let (x, y) = (a.itemSize ?? 8, b.itemSize ?? 8)
    if a.isUnsigned == b.isUnsigned { return x >= y ? a : b }
    let (unsigned, signed) = a.isUnsigned ? (x, y) : (y, x)
    if signed > unsigned { return DType.signed(bytes: signed) }
    return unsigned == 8 ? .float64 : DType.signed(bytes: unsigned * 2)
  }

  /// The dtype in which two sides are combined.
  ///
  /// - Throws: OverflowError for a Python integer that the other side's dtype does not hold, in the modern era.
  static func common(_ a: PromotedSide, _ b: PromotedSide, in context: Context) throws(Raised) -> DType? {
    if let adapted = try adapted(a, to: b, in: context) { return adapted }
    if let adapted = try adapted(b, to: a, in: context) { return adapted }
    return promoted(a.dtype, b.dtype)
  }

  /// The dtype where the first side is a scalar that adapts to the second.
  private static func adapted(_ a: PromotedSide, to b: PromotedSide, in context: Context) throws(Raised) -> DType? {
    guard let scalar = a.scalar, b.dtype.isNumeric, a.dtype.isNumeric else { return nil }
    let adapts = context.era == .modern ? a.isPython && !b.isPython : b.scalar == nil
    guard adapts else { return nil }
    switch scalar {
    case .bool: return b.dtype
    case .int(let number):
      if b.dtype == .bool { return context.era == .modern || a.isPython ? .int64 : a.dtype }
      if b.dtype.isFloat || b.dtype.holds(number) { return b.dtype }
      if context.era == .modern {
        throw .overflowError("Python integer \(number) out of bounds for \(b.dtype.name(.modern))")
      }
      return promoted(b.dtype, smallest(number))
    case .float:
      return b.dtype.isFloat
        ? b.dtype : context.era == .modern || b.dtype == .bool ? .float64 : promoted(b.dtype, .float64)
    default: return nil
    }
  }

  private static func smallest(_ number: Int64) -> DType {
    let all: [DType] = number < 0 ? [.int8, .int16, .int32] : [.uint8, .int16, .uint16, .int32, .uint32]
    return all.first { $0.holds(number) } ?? .int64
  }

  /// The dtype of `a op b` over operands combined in `common`.
  static func resultDType(_ operation: BinaryOperator, _ common: DType) throws(Raised) -> DType {
    switch operation {
    case .divide: return common.isFloat ? common : .float64
    case .subtract where common == .bool:
      throw .typeError(
        "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."
      )
    case .floorDivide, .modulo, .power: return common == .bool ? .int8 : common
    case .leftShift, .rightShift: return common == .bool ? .int8 : common
    default: return common
    }
  }
}

extension DType {
  var isUnsigned: Bool {
    switch self {
    case .uint8, .uint16, .uint32, .uint64: true
    default: false
    }
  }

  static func signed(bytes: Int) -> DType {
    switch bytes {
    case 1: .int8
    case 2: .int16
    case 4: .int32
    default: .int64
    }
  }

  /// Whether an integer dtype holds the number.
  func holds(_ number: Int64) -> Bool { wrapped(number) == number && (number >= 0 || !isUnsigned) }

  /// The number as this integer dtype keeps it: its low bits.
  package func wrapped(_ number: Int64) -> Int64 {
    switch self {
    case .int8: Int64(Int8(truncatingIfNeeded: number))
    case .int16: Int64(Int16(truncatingIfNeeded: number))
    case .int32: Int64(Int32(truncatingIfNeeded: number))
    case .uint8: Int64(UInt8(truncatingIfNeeded: number))
    case .uint16: Int64(UInt16(truncatingIfNeeded: number))
    case .uint32: Int64(UInt32(truncatingIfNeeded: number))
    default: number
    }
  }
}

extension Column {
  /// The integers as a narrower dtype keeps them.
  func wrapped(to dtype: DType) -> Column {
    guard dtype.isInteger, dtype != .int64, dtype != .uint64, case .int64(let numbers) = storage else { return self }
    return Column(.int64(numbers.map(dtype.wrapped)), missing: missing)
  }

  /// Numbers in the storage of a dtype.
  func stored(as dtype: DType) -> Column {
    switch (dtype, storage) {
    case (.float64, .float64), (.float32, .float32), (.bool, .bool): return self
    case (.float64, _): return asFloats
    case (.float32, .float64(let numbers)): return Column(.float32(numbers.map(Float.init)))
    case (.float32, .int64(let numbers)): return Column(.float32(numbers.map(Float.init)))
    case (.float32, .bool(let flags)): return Column(.float32(flags.map { $0 ? 1 : 0 }))
    case (_, .bool(let flags)) where dtype.isInteger: return .ints(flags.map { $0 ? 1 : 0 })
    case (_, .int64) where dtype.isInteger: return wrapped(to: dtype)
    default: return self
    }
  }
}

import Columns
import Kernels

@testable import Plans

/// Values of every type that nodes have, edge cases among them, in a fixed order that a seed rotates.
func sampleValues(_ type: ValueType, count: Int, missingEvery: Int?, seed: Int) -> RowValues {
  switch type.base {
  case .vector(let width):
    return .vector(
      (0..<width).map { index in
        sampleColumn(.float64, count: count, missingEvery: missingEvery.map { $0 * 3 }, seed: seed + 5 * index)
      })
  case .list:
    let texts = sampleColumn(
      type.isNullable ? .string.nullable : .string, count: count, missingEvery: missingEvery, seed: seed)
    var failures = RowFailures()
    return Split(",").evaluate([.column(texts)], failures: &failures)
  default: return .column(sampleColumn(type, count: count, missingEvery: missingEvery, seed: seed))
  }
}

private func sampleColumn(_ type: ValueType, count: Int, missingEvery: Int?, seed: Int) -> Column {
  let scalars = (0..<count).map { row -> Scalar in
    if type.isNullable || type.isFloat, let missingEvery, (row + seed) % missingEvery == 0 { return .missing }
    let position = row * 7 + seed * 3
    return switch type.base {
    case .bool: .bool((position / 3) % 2 == 0)
    case .int64: .int(integers[position % integers.count])
    case .float32: .float(Double(Float(floats[position % floats.count])))
    case .float64: .float(floats[position % floats.count])
    default: .string(strings[position % strings.count])
    }
  }
  return Column(scalars, of: type)
}

private let integers: [Int64] = [0, 1, -1, 2, 3, 7, -5, 12, 415, .max, .min, 1 << 53 + 1, 4]

private let floats: [Double] = [
  0, -0.0, 1, -1.5, 2.5, 17.12, 0.1, 1e-9, 1e300, -3, .infinity, 12, 2.675, -.infinity, .leastNonzeroMagnitude, 30.91,
  9.3e18,
]

private let strings: [PythonString] = [
  "", "a,b", " Mr. Smith ", "12", "-3.5", "Straße", "a", "ﬁn,ﬁ", "no", "ABC", "x,,y,", "1_000", "e\u{301}", "日本,",
  "\t7\n",
]

let everyType: [ValueType] = [
  .bool, .bool.nullable, .int64, .int64.nullable, .float32, .float64, .float64.nullable, .string, .string.nullable,
  .vector(1), .vector(2), .vector(3), .list(.string), .list(.string).nullable,
]

/// Every way to give an operation one, two or three inputs that its typing rule takes.
func acceptedInputs(_ operation: any RowOperation) -> [[ValueType]] {
  let one = everyType.map { [$0] }
  let two = one.flatMap { a in everyType.map { a + [$0] } }
  let takesThree = operation is Choose || operation is MakeVector || operation is DateFromParts
  let three = takesThree ? two.flatMap { a in everyType.map { a + [$0] } } : []
  let six = [Array(repeating: ValueType.int64, count: 6)]
  let accepted = (one + two + three + (operation is DateFromParts ? six : [])).filter {
    (try? operation.type(of: $0)) != nil
  }
  return operation is MakeVector ? Array(accepted.prefix(60)) : accepted
}

/// Bit for bit, NaN equal to NaN.
func isSame(_ a: RowValues, _ b: RowValues) -> Bool {
  switch (a, b) {
  case (.column(let x), .column(let y)): isSame(x, y)
  case (.vector(let x), .vector(let y)): x.count == y.count && zip(x, y).allSatisfy { isSame($0, $1) }
  default: a == b
  }
}

func isSame(_ a: Column, _ b: Column) -> Bool {
  switch (a.storage, b.storage) {
  case (.float64(let x), .float64(let y)):
    x.count == y.count && zip(x, y).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
  case (.float32(let x), .float32(let y)):
    x.count == y.count && zip(x, y).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
  default: a == b
  }
}

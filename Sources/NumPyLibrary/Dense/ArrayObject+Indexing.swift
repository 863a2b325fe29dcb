import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// What a key chooses from plain elements: a view of them, or a copy of some.
enum ElementChoice {
  case view(ElementLayout)
  case copy(positions: [Int], shape: [Int], isMask: Bool)
}

/// What one part of a key does with an axis.
private enum AxisPart {
  case one(Int)
  case range(start: Int, step: Int, count: Int)
  case newAxis
  /// Positions along the axis, in an array of any shape.
  case fancy([Int], shape: [Int])
}

extension ArrayObject {
  /// `self[key]` of plain elements.
  func selectedElements(_ key: Value, in context: Context) throws(Raised) -> Value {
    guard case .strided(let buffer, let layout) = content else { return .object(self) }
    switch try choice(of: key, layout, in: context) {
    case .view(let view):
      if view.rank == 0, !(key.object is EllipsisObject) {
        if dtype == .object { return buffer.values[view.offset].pythonValue }
        return NumPy.element(buffer.values[view.offset], dtype, fitted: buffer.fitted)
      }
      return .object(ArrayObject(buffer, view, dtype: dtype, base: base ?? self))
    case .copy(let positions, let shape, _):
      let dense = Dense(buffer.values.selecting(positions), shape: shape, dtype: dtype, fitted: buffer.fitted)
      return context.value(dense)
    }
  }

  /// `self[key] = value` of plain elements.
  func assignElements(_ value: Value, at key: Value, in context: Context) throws(Raised) {
    guard case .strided(let buffer, let layout) = content else { return }
    var positions: [Int]
    var shape: [Int]
    var isMask = false
    var isCopy = false
    switch try choice(of: key, layout, in: context) {
    case .view(let view): (positions, shape) = (view.positions, view.shape)
    case .copy(let chosen, let size, let mask): (positions, shape, isMask, isCopy) = (chosen, size, mask, true)
    }
    if dtype == .object, shape.isEmpty, !(value.object is ArrayObject) {
      return buffer.store([Scalar(value)], at: positions, dtype: dtype)
    }
    let source =
      try NumPy.array(value, in: context) == nil
      ? Dense([Scalar(value)], shape: [], dtype: dtype) : context.dense(value)
    if shape.isEmpty, source.count != 1 { throw .valueError("setting an array element with a sequence.") }
    var given = source
    while given.rank > shape.count, given.shape.first == 1 { given.shape.removeFirst() }
    guard given.count == 1 || given.rank <= shape.count && NumPy.broadcastShape([given.shape, shape]) == shape else {
      throw wrongStore(source.shape, shape, isMask: isMask, isCopy: isCopy, count: positions.count)
    }
    let scalars = try given.count == 1 ? [given.values[0]] : given.broadcast(to: shape).scalars
    buffer.store(try stored(scalars, in: context), at: positions, dtype: dtype)
  }

  /// Elements as this array keeps them.
  private func stored(_ scalars: [Scalar], in context: Context) throws(Raised) -> [Scalar] {
    var result: [Scalar] = []
    result.reserveCapacity(scalars.count)
    let width = dtype == .str ? textWidth : 0
    for scalar in scalars {
      var one = try NumPy.element(scalar, storedAs: dtype, in: context)
      if dtype == .str, case .string(let text) = one, text.codePointCount > width {
        one = .string(text.prefix(codePoints: width))
      }
      result.append(one)
    }
    return result
  }

  /// The number of characters that fixed-width text has room for.
  private var textWidth: Int {
    guard case .strided(let buffer, _) = content else { return 0 }
    return (0..<buffer.values.count).map { row in
      if case .string(let text) = buffer.values[row] { text.codePointCount } else { 0 }
    }.max() ?? 1
  }

  private func wrongStore(_ given: [Int], _ shape: [Int], isMask: Bool, isCopy: Bool, count: Int) -> Raised {
    if isMask {
      return .valueError(
        "NumPy boolean array indexing assignment cannot assign \(given.reduce(1, *)) input values to the \(count) output values where the mask is true"
      )
    }
    if isCopy {
      return .valueError(
        "shape mismatch: value array of shape \(NumPy.text(of: given)) could not be broadcast to indexing result of shape \(NumPy.text(of: shape))"
      )
    }
    return .valueError(
      "could not broadcast input array from shape \(NumPy.text(of: given)) into shape \(NumPy.text(of: shape))")
  }

  /// Whether a whole column of rows is stored: the array then holds traced columns, as far as nothing else views it.
  func becomesTraced(storing value: Value, at key: Value, in context: Context) throws(Raised) -> Bool {
    guard (value.object as? any TracedTable)?.tracedColumns.contains(where: { $0.domain != nil }) == true,
      (1...2).contains(shape.count), base == nil
    else { return false }
    let keys = key.cast(to: TupleObject.self)?.items ?? [key]
    guard let slice = keys.first?.cast(to: SliceObject.self), keys.count == shape.count || shape.count == 1,
      keys.dropFirst().allSatisfy({ ($0.object as? any TracedTable) == nil }),
      try slice.range(count: rowCount, in: context).elementsEqual(0..<rowCount)
    else { return false }
    content = .columns(tracedColumns.map(ColumnBuffer.init), rows: rowCount, isVector: isOneDimensional)
    return true
  }

  /// `self op= other` of plain elements: the dtype stays.
  func assignInPlace(
    _ operation: BinaryOperator, _ result: ArrayObject, in context: Context
  ) throws(Raised) -> Value {
    guard case .strided(let buffer, let layout) = content else { return .object(self) }
    guard result.shape == shape else {
      throw .valueError(
        "non-broadcastable output operand with shape \(NumPy.text(of: shape)) doesn't match the broadcast shape \(NumPy.text(of: result.shape))"
      )
    }
    if dtype.isInteger && result.dtype.isFloat || dtype == .bool && result.dtype != .bool {
      throw Raised(
        NumPy.castingError,
        "Cannot cast ufunc '\(operation.ufuncName)' output from dtype('\(result.dtype.name(context.era))') to dtype('\(dtype.name(context.era))') with casting rule 'same_kind'"
      )
    }
    let cast = result.dtype == dtype ? result : try result.cast(to: dtype, in: context)
    buffer.store(cast.dense.scalars, at: layout.positions, dtype: dtype)
    return .object(self)
  }

  // MARK: Keys

  func choice(of key: Value, _ layout: ElementLayout, in context: Context) throws(Raised) -> ElementChoice {
    let (parts, isMask) = try parts(of: key, layout.shape, in: context)
    if parts.contains(where: { if case .fancy = $0 { true } else { false } }) {
      return try copying(parts, layout, isMask: isMask)
    }
    var view = ElementLayout(offset: layout.offset, shape: [], strides: [])
    var axis = 0
    for part in parts {
      switch part {
      case .one(let index): view.offset += index * layout.strides[axis]
      case .range(let start, let step, let count):
        view.offset += count > 0 ? start * layout.strides[axis] : 0
        view.shape.append(count)
        view.strides.append(step * layout.strides[axis])
      case .newAxis:
        view.shape.append(1)
        view.strides.append(0)
        continue
      case .fancy: continue
      }
      axis += 1
    }
    return .view(view)
  }

  /// The key with every axis named: `...` and what is left out are whole axes, masks are positions.
  private func parts(of key: Value, _ shape: [Int], in context: Context) throws(Raised) -> ([AxisPart], Bool) {
    var keys = key.cast(to: TupleObject.self)?.items ?? [key]
    var masks: [Int: Dense] = [:]
    var used = 0
    for (number, item) in keys.enumerated() where !item.isNone && !(item.object is EllipsisObject) {
      used += 1
      guard case .object(let object) = item, !(object is SliceObject), !(object is ScalarObject),
        let array = try NumPy.array(item, in: context)
      else { continue }
      if array.dtype == .bool || array.size > 0 && array.flattened.flags != nil {
        masks[number] = array.dense
        used += array.shape.count - 1
      }
    }
    guard used <= shape.count else {
      throw .indexError(
        "too many indices for array: array is \(shape.count)-dimensional, but \(used) were indexed")
    }
    let all = Value.object(SliceObject(start: .none, stop: .none))
    let rest = Array(repeating: all, count: shape.count - used)
    if let ellipsis = keys.firstIndex(where: { $0.object is EllipsisObject }) {
      keys.replaceSubrange(ellipsis...ellipsis, with: rest)
      masks = Dictionary(
        uniqueKeysWithValues: masks.map { ($0.key > ellipsis ? $0.key + rest.count - 1 : $0.key, $0.value) })
    } else {
      keys += rest
    }
    var parts: [AxisPart] = []
    var axis = 0
    for (number, item) in keys.enumerated() {
      if item.isNone {
        parts.append(.newAxis)
      } else if let mask = masks[number] {
        parts += try positions(of: mask, shape, axis: axis, in: context)
        axis += mask.rank
      } else {
        parts.append(try part(item, axis: axis, count: shape[axis], in: context))
        axis += 1
      }
    }
    return (parts, masks.count == 1 && keys.count - rest.count <= 1)
  }

  private func positions(
    of mask: Dense, _ shape: [Int], axis: Int, in context: Context
  ) throws(Raised) -> [AxisPart] {
    for (offset, size) in mask.shape.enumerated() where shape[axis + offset] != size {
      throw wrongMask(size, axis: axis + offset, count: shape[axis + offset], context)
    }
    let flags = mask.values.flags ?? []
    let chosen = flags.indices.filter { flags[$0] }
    let strides = ElementLayout.strides(of: mask.shape)
    return mask.shape.indices.map { axis in
      .fancy(chosen.map { $0 / strides[axis] % max(mask.shape[axis], 1) }, shape: [chosen.count])
    }
  }

  private func part(_ key: Value, axis: Int, count: Int, in context: Context) throws(Raised) -> AxisPart {
    if let slice = key.cast(to: SliceObject.self) {
      let range = try slice.range(count: count, in: context)
      let step = try slice.step.isNone ? 1 : context.index(slice.step)
      var chosen = 0
      var first = 0
      for position in range {
        if chosen == 0 { first = position }
        chosen += 1
      }
      return .range(start: first, step: step, count: chosen)
    }
    if case .bool = key { throw context.unsupportedNow("a bool as an index of an array") }
    if let index = try context.indexIfInteger(key) { return .one(try position(index, axis: axis, count: count)) }
    guard !(key.object is ScalarObject), let array = try NumPy.array(key, in: context) else {
      throw .indexError(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
      )
    }
    guard let numbers = array.flattened.wholeNumbers else {
      throw .indexError("arrays used as indices must be of integer (or boolean) type")
    }
    var positions: [Int] = []
    positions.reserveCapacity(numbers.count)
    for number in numbers { positions.append(try position(number, axis: axis, count: count)) }
    return .fancy(positions, shape: array.shape)
  }

  private func copying(_ parts: [AxisPart], _ layout: ElementLayout, isMask: Bool) throws(Raised) -> ElementChoice {
    var fancies: [(positions: [Int], shape: [Int], stride: Int)] = []
    var before = ElementLayout(shape: [], strides: [])
    var after = ElementLayout(shape: [], strides: [])
    var axis = 0
    var sawFancy = false
    var isSplit = false
    for part in parts {
      var stride = 0
      if case .newAxis = part {
      } else {
        stride = layout.strides[axis]
        axis += 1
      }
      switch part {
      case .fancy(let positions, let shape):
        isSplit = isSplit || sawFancy && !after.shape.isEmpty
        sawFancy = true
        fancies.append((positions, shape, stride))
      case .one(let index):
        isSplit = isSplit || sawFancy && !after.shape.isEmpty
        sawFancy = true
        fancies.append(([index], [], stride))
      case .range(let start, let step, let count):
        if sawFancy { after.offset += start * stride } else { before.offset += start * stride }
        if sawFancy { after.append(count, step * stride) } else { before.append(count, step * stride) }
      case .newAxis: if sawFancy { after.append(1, 0) } else { before.append(1, 0) }
      }
    }
    guard let shape = NumPy.broadcastShape(fancies.map(\.shape)) else {
      let shapes = fancies.map { NumPy.text(of: $0.shape) }.joined(separator: " ")
      throw .indexError("shape mismatch: indexing arrays could not be broadcast together with shapes \(shapes) ")
    }
    var bases = [Int](repeating: layout.offset, count: shape.reduce(1, *))
    for fancy in fancies {
      let spread = Dense(fancy.positions, shape: fancy.shape).broadcast(to: shape).values.wholeNumbers ?? []
      for (index, position) in spread.enumerated() { bases[index] += position * fancy.stride }
    }
    let (first, last) = (before.positions, after.positions)
    if isSplit {
      let positions = bases.flatMap { base in first.flatMap { a in last.map { base + a + $0 } } }
      return .copy(positions: positions, shape: shape + before.shape + after.shape, isMask: isMask)
    }
    let positions = first.flatMap { a in bases.flatMap { base in last.map { a + base + $0 } } }
    return .copy(positions: positions, shape: before.shape + shape + after.shape, isMask: isMask)
  }
}

extension ElementLayout {
  fileprivate mutating func append(_ size: Int, _ stride: Int) {
    shape.append(size)
    strides.append(stride)
  }
}

extension NumPy {
  nonisolated(unsafe) static let castingError = Exceptions.make(
    "UFuncTypeError", module: "numpy.core._exceptions", Exceptions.typeError)

  /// A value as an array of this dtype keeps it: what a store converts, or Python's error.
  static func element(_ scalar: Scalar, storedAs dtype: DType, in context: Context) throws(Raised) -> Scalar {
    switch (scalar, dtype) {
    case (.none, _) where dtype.isFloat: return .float(.nan)
    case (.none, _) where dtype.isInteger:
      throw .typeError("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
    case (.float(let number), _) where dtype.isInteger:
      if number.isNaN { throw .valueError("cannot convert float NaN to integer") }
      if number.isInfinite { throw .overflowError("cannot convert float infinity to integer") }
      return scalar.converted(to: dtype)
    case (.string, _) where dtype.isInteger || dtype.isFloat:
      let value = scalar.pythonValue
      let type = Value.object(dtype.isInteger ? Types.int : Types.float)
      return Scalar(try context.call(type, CallArguments([value]))).converted(to: dtype)
    case (.object, _) where dtype != .object:
      throw context.unsupportedNow("a store of such an object into an array")
    case (.missing, _) where dtype == .object: return .float(.nan)
    case (_, .object): return scalar
    case (.string(let text), .bool): return .bool(!text.bytes.isEmpty)
    default: return scalar.converted(to: dtype)
    }
  }

  /// Columns of one dtype as elements in C order.
  static func dense(_ columns: [TracedColumn], shape: [Int]) -> Dense {
    let dtype = columns.first.map { arrayDType(of: $0.dtype) } ?? .float64
    let rows = columns.first?.count ?? 0
    let values = Column(joining: columns.map(\.values), dtype)
    let layout = ElementLayout(shape: [rows, columns.count], strides: [1, rows])
    return Dense(
      columns.count == 1 ? values : values.selecting(layout.positions), shape: shape, dtype: dtype,
      fitted: columns.lazy.compactMap(\.fitted).first)
  }
}

extension BinaryOperator {
  /// numpy's name of the function behind an operator.
  var ufuncName: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    case .floorDivide: "floor_divide"
    case .modulo: "remainder"
    case .power: "power"
    case .matrixMultiply: "matmul"
    case .and: "bitwise_and"
    case .or: "bitwise_or"
    case .xor: "bitwise_xor"
    case .leftShift: "left_shift"
    case .rightShift: "right_shift"
    }
  }
}

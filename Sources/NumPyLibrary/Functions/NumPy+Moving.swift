import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

// Functions that move, repeat, insert and remove elements.
extension NumPy.Functions {
  static let flip = Function("flip(m, axis=None)") { call in try call.flipped(call["m"], call.axes("axis")) }
  static let fliplr = Function("fliplr(m)") { call in try call.flipped(call["m"], [1]) }
  static let flipud = Function("flipud(m)") { call in try call.flipped(call["m"], [0]) }
  static let rot90 = Function("rot90(m, k=1, axes=(0, 1))") { call in
    try call.refuse("axes")
    var dense = try call.dense("m")
    guard dense.rank == 2 else { throw call.unsupported("'rot90' of such an array") }
    for _ in 0..<(((try call.int("k")) % 4 + 4) % 4) {
      // A quarter turn: transposed, the rows in reverse.
      dense = dense.transposed().mapped(0) { Array($0.reversed()) }
    }
    return .object(ArrayObject(dense))
  }
  static let roll = Function("roll(a, shift, axis=None)") { call in
    var dense = try call.dense("a")
    let shape = dense.shape
    let shifts = try call.shape(call["shift"])
    guard let axes = try call.axes("axis") else {
      dense.shape = [dense.count]
      dense = dense.mapped(0) { NumPy.rolled($0, shifts.reduce(0, &+)) }
      dense.shape = shape
      return .object(ArrayObject(dense))
    }
    for (number, axis) in axes.enumerated() {
      let shift = shifts.count == 1 ? shifts[0] : number < shifts.count ? shifts[number] : 0
      dense = dense.mapped(try call.context.axis(axis, rank: dense.rank)) { NumPy.rolled($0, shift) }
    }
    return .object(ArrayObject(dense))
  }
  static let tile = Function("tile(A, reps)") { call in
    var dense = try call.dense("A")
    var counts = try call.shape(call["reps"])
    while dense.rank < counts.count { dense.shape.insert(1, at: 0) }
    while counts.count < dense.rank { counts.insert(1, at: 0) }
    _ = try NumPy.elementCount(zip(dense.shape, counts).map { $0 &* $1 })
    for (axis, count) in counts.enumerated() {
      dense = dense.mapped(axis) { places in (0..<Swift.max(count, 0)).flatMap { _ in places } }
    }
    return .object(ArrayObject(dense))
  }
  static let repeated = Function("repeat(a, repeats, axis=None)") { call in
    try call.context.array(call["a"]).repeating(call["repeats"], axis: call.axis(), in: call.context)
  }
  static let take = Function("take(a, indices, axis=None, out=None, mode='raise')") { call in
    try call.refuse("out", "mode")
    return try call.context.array(call["a"]).taking(call["indices"], axis: call.axis(), in: call.context)
  }
  static let takeAlong = Function("take_along_axis(arr, indices, axis=-1)") { call in
    let (dense, indices) = (try call.dense("arr"), try call.dense("indices"))
    let axis = try call.context.axis(call.axis() ?? 0, rank: dense.rank)
    let numbers = try indices.positions(in: call.context)
    var positions = [Int](repeating: 0, count: indices.count)
    let lanes = dense.lanes(along: axis)
    for (lane, places) in zip(lanes, indices.lanes(along: axis)) {
      for place in places {
        let index = numbers[place] < 0 ? numbers[place] + lane.count : numbers[place]
        guard lane.indices.contains(index) else {
          throw Raised.indexError("index \(numbers[place]) is out of bounds for axis \(axis) with size \(lane.count)")
        }
        positions[place] = lane[index]
      }
    }
    return .object(ArrayObject(dense.selecting(positions, shape: indices.shape)))
  }
  static let compress = Function("compress(condition, a, axis=None)") { call in
    let flags = try call.context.array(call["condition"]).cast(to: .bool, in: call.context).flattened.flags ?? []
    var dense = try call.dense("a")
    let axis = try call.axis()
    if axis == nil { dense.shape = [dense.count] }
    let along = try call.context.axis(axis ?? 0, rank: dense.rank)
    return .object(
      ArrayObject(
        dense.mapped(along) { places in places.indices.filter { $0 < flags.count && flags[$0] }.map { places[$0] } }))
  }
  static let extract = Function("extract(condition, arr)") { call in
    let flags = try call.context.array(call["condition"]).cast(to: .bool, in: call.context).flattened.flags ?? []
    let dense = try call.dense("arr")
    let kept = flags.indices.filter { flags[$0] && $0 < dense.count }
    return .object(ArrayObject(dense.selecting(kept, shape: [kept.count])))
  }
  static let choose = Function("choose(a, choices, out=None, mode='raise')") { call in
    try call.refuse("out", "mode")
    let picks = try call.dense("a")
    let choices = try call.list("choices").map { (value) throws(Raised) in try call.context.dense(value) }
    guard let shape = NumPy.broadcastShape([picks.shape] + choices.map(\.shape)) else {
      throw Raised.valueError("shape mismatch: objects cannot be broadcast to a single shape")
    }
    let spread = choices.map { $0.broadcast(to: shape) }
    let numbers = try picks.broadcast(to: shape).positions(in: call.context)
    guard numbers.allSatisfy(choices.indices.contains) else { throw Raised.valueError("invalid entry in choice array") }
    let scalars = numbers.enumerated().map { spread[$1].values[$0] }
    return call.context.value(Dense(scalars, shape: shape, dtype: NumPy.joined(choices.map(\.dtype))))
  }
  static let delete = Function("delete(arr, obj, axis=None)") { call in
    let array = try call.context.array(call["arr"])
    let axis = try call.axis()
    var dense = array.dense
    if axis == nil { dense.shape = [dense.count] }
    let along = try call.context.axis(axis ?? 0, rank: dense.rank)
    let size = dense.shape[along]
    var dropped: Set<Int> = []
    if let slice = call["obj"].cast(to: SliceObject.self) {
      dropped = Set(try slice.range(count: size, in: call.context))
    } else {
      let chosen = try call.dense("obj")
      if chosen.dtype == .bool, let flags = chosen.values.flags, chosen.rank > 0 {
        dropped = Set(flags.indices.filter { flags[$0] })
      } else {
        for number in try chosen.positions(in: call.context) {
          guard (-size..<size).contains(number) else {
            throw Raised.indexError("index \(number) is out of bounds for axis \(along) with size \(size)")
          }
          dropped.insert(number < 0 ? number + size : number)
        }
      }
    }
    let kept = (0..<size).filter { !dropped.contains($0) }
    if !array.isStrided, along == 0, axis != nil || array.isOneDimensional {
      return array.selectingRows(kept, filter: nil)
    }
    return .object(ArrayObject(dense.mapped(along) { places in kept.map { places[$0] } }))
  }
  static let insert = Function("insert(arr, obj, values, axis=None)") { call in
    var dense = try call.dense("arr")
    let axis = try call.axis()
    if axis == nil { dense.shape = [dense.count] }
    let along = try call.context.axis(axis ?? 0, rank: dense.rank)
    let size = dense.shape[along]
    let chosen = try call.dense("obj")
    let places = try chosen.positions(in: call.context).map { $0 < 0 ? $0 + size : $0 }
    if let wrong = places.first(where: { !(0...size).contains($0) }) {
      throw Raised.indexError("index \(wrong) is out of bounds for axis \(along) with size \(size)")
    }
    let values = try call.context.array(call["values"]).cast(to: dense.dtype, in: call.context).dense
    var shape = dense.shape
    shape[along] = chosen.rank == 0 ? (values.rank == dense.rank ? values.shape[along] : 1) : places.count
    var given = values
    if chosen.rank == 0, values.rank == dense.rank - 1 || values.rank == 1 && dense.rank == 1 {
      given.shape =
        dense.rank == 1
        ? [values.count]
        : {
          var s = values.shape; s.insert(1, at: along); return s
        }()
    }
    if dense.rank == 1, chosen.rank == 0 { shape[0] = Swift.max(values.count, 1) }
    guard NumPy.broadcastShape([given.shape, shape]) == shape else {
      throw Raised.valueError(
        "shape mismatch: value array of shape \(NumPy.text(of: values.shape)) could not be broadcast to indexing result of shape \(NumPy.text(of: shape))"
      )
    }
    let spread = given.broadcast(to: shape)
    let whole = NumPy.joined([dense, spread], axis: along)
    let targets = chosen.rank == 0 ? Array(repeating: places.first ?? 0, count: shape[along]) : places
    let order = NumPy.insertionOrder(size, targets)
    return .object(ArrayObject(whole.mapped(along) { all in order.map { all[$0] } }))
  }
  static let resize = Function("resize(a, new_shape)") { call in
    let dense = try call.dense("a")
    let shape = try call.shape(call["new_shape"])
    let count = try NumPy.elementCount(shape)
    guard dense.count > 0 else {
      return .object(
        ArrayObject(Dense(Array(repeating: Scalar.int(0), count: count), shape: shape, dtype: dense.dtype)))
    }
    return .object(ArrayObject(dense.selecting((0..<count).map { $0 % dense.count }, shape: shape)))
  }
  static let pad = Function("pad(array, pad_width, mode='constant', **kwargs)") { call in try call.padded() }
  static let trimZeros = Function("trim_zeros(filt, trim='fb')") { call in
    let dense = try call.dense("filt")
    let numbers = try call.context.numbers(dense.values)
    let trim = try call.text("trim").lowercased()
    var kept = 0..<numbers.count
    if trim.contains("f") { kept = (numbers.firstIndex { $0 != 0 } ?? kept.upperBound)..<kept.upperBound }
    if trim.contains("b") {
      kept = kept.lowerBound..<Swift.max((numbers.lastIndex { $0 != 0 } ?? -1) + 1, kept.lowerBound)
    }
    let result = dense.selecting(Array(kept), shape: [kept.count])
    return call["filt"].object is ListObject ? ArrayObject(result).pythonList : .object(ArrayObject(result))
  }
  static let split = Function("split(ary, indices_or_sections, axis=0)") { call in
    try call.parts(axis: call.int("axis"), strict: true)
  }
  static let arraySplit = Function("array_split(ary, indices_or_sections, axis=0)") { call in
    try call.parts(axis: call.int("axis"), strict: false)
  }
  static let hsplit = Function("hsplit(ary, indices_or_sections)") { call in
    try call.parts(axis: call.dense("ary").rank > 1 ? 1 : 0, strict: true)
  }
  static let vsplit = Function("vsplit(ary, indices_or_sections)") { call in try call.parts(axis: 0, strict: true) }
  static let broadcastTo = Function("broadcast_to(array, shape, subok=False)") { call in
    let dense = try call.dense("array")
    let shape = try call.shape(call["shape"])
    _ = try NumPy.elementCount(shape)
    guard NumPy.broadcastShape([dense.shape, shape]) == shape else {
      throw Raised.valueError(
        "operands could not be broadcast together with remapped shapes [original->remapped]: \(NumPy.text(of: dense.shape))  and requested shape \(NumPy.text(of: shape))"
      )
    }
    return .object(ArrayObject(dense.broadcast(to: shape)))
  }

  // Functions that change their first argument.
  static let copyto = Function("copyto(dst, src, casting='same_kind', where=True)") { call in
    try call.refuse("where")
    try call.object("dst", as: ArrayObject.self).assign(call["src"], at: .ellipsis, in: call.context)
    return .none
  }
  static let put = Function("put(a, ind, v, mode='raise')") { call in
    try call.refuse("mode")
    let flat = try call.object("a", as: ArrayObject.self).reshaped([-1], in: call.context)
    try flat.assign(call["v"], at: .object(call.context.array(call["ind"])), in: call.context)
    return .none
  }
  static let putmask = Function("putmask(a, mask, values)") { call in
    let array = try call.object("a", as: ArrayObject.self)
    try array.assign(
      call.context.chosen(call["mask"], call["values"], call["a"]), at: .ellipsis, in: call.context)
    return .none
  }
  static let place = Function("place(arr, mask, vals)") { call in
    let array = try call.object("arr", as: ArrayObject.self)
    let flags = try call.context.array(call["mask"]).cast(to: .bool, in: call.context)
    let count = flags.flattened.flags?.count { $0 } ?? 0
    let values = try call.dense("vals")
    guard values.count > 0 else { throw Raised.valueError("Cannot insert from an empty array!") }
    let spread = values.selecting((0..<count).map { $0 % values.count }, shape: [count])
    try array.assign(.object(ArrayObject(spread)), at: .object(flags), in: call.context)
    return .none
  }
  static let fillDiagonal = Function("fill_diagonal(a, val, wrap=False)") { call in
    try call.refuse("wrap")
    let array = try call.object("a", as: ArrayObject.self)
    guard array.shape.count == 2 else { throw Raised.valueError("array must be at least 2-d") }
    let count = Swift.min(array.shape[0], array.shape[1])
    let positions = Value.object(ArrayObject(Dense(Array(0..<count))))
    try array.assign(call["val"], at: .tuple([positions, positions]), in: call.context)
    return .none
  }
}

extension Dense {
  /// The elements whose places along an axis `order` gives: a choice of them, in any order and number.
  func mapped(_ axis: Int, _ order: ([Int]) -> [Int]) -> Dense {
    let chosen = order(Array(0..<shape[axis]))
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    var positions: [Int] = []
    positions.reserveCapacity(outer * chosen.count * inner)
    for row in 0..<outer {
      for place in chosen {
        let start = (row * shape[axis] + place) * inner
        for offset in 0..<inner { positions.append(start + offset) }
      }
    }
    var result = shape
    result[axis] = chosen.count
    return selecting(positions, shape: result)
  }
}

extension NumPy {
  static func rolled(_ places: [Int], _ shift: Int) -> [Int] {
    guard !places.isEmpty else { return places }
    let offset = ((shift % places.count) + places.count) % places.count
    return places.indices.map { places[($0 - offset + places.count) % places.count] }
  }

  /// Places of `count` old elements and then of the new ones, in the order that inserting gives.
  static func insertionOrder(_ count: Int, _ targets: [Int]) -> [Int] {
    let sorted = targets.indices.sorted { (targets[$0], $0) < (targets[$1], $1) }
    var order: [Int] = []
    var next = sorted[...]
    for place in 0...count {
      while let first = next.first, targets[first] == place {
        order.append(count + first)
        next = next.dropFirst()
      }
      if place < count { order.append(place) }
    }
    return order
  }
}

extension ArrayObject {
  /// `np.repeat`.
  func repeating(_ repeats: Value, axis: Int?, in context: Context) throws(Raised) -> Value {
    var dense = dense
    if axis == nil { dense.shape = [dense.count] }
    let along = try context.axis(axis ?? 0, rank: dense.rank)
    var counts = try context.dense(repeats).positions(in: context)
    let size = dense.shape[along]
    if counts.count == 1 { counts = Array(repeating: counts[0], count: size) }
    guard counts.count == size else {
      throw .valueError("operands could not be broadcast together with shape (\(size),) (\(counts.count),)")
    }
    guard counts.allSatisfy({ $0 >= 0 }) else { throw .valueError("repeats may not contain negative values.") }
    _ = try NumPy.elementCount([counts.reduce(0, &+), dense.count])
    let order = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    if !isStrided, along == 0, axis != nil || isOneDimensional { return selectingRows(order, filter: nil) }
    return .object(ArrayObject(dense.mapped(along) { _ in order }))
  }

  /// `np.take`.
  func taking(_ indices: Value, axis: Int?, in context: Context) throws(Raised) -> Value {
    if !isStrided, axis == 0 || isOneDimensional { return try selected(indices, in: context) }
    var dense = dense
    if axis == nil { dense.shape = [dense.count] }
    let along = try context.axis(axis ?? 0, rank: dense.rank)
    let chosen = try context.dense(indices)
    let size = dense.shape[along]
    var order: [Int] = []
    for number in try chosen.positions(in: context) {
      guard (-size..<size).contains(number) else {
        throw .indexError("index \(number) is out of bounds for axis \(along) with size \(size)")
      }
      order.append(number < 0 ? number + size : number)
    }
    var result = dense.mapped(along) { _ in order }
    result.shape.replaceSubrange(along...along, with: chosen.shape)
    return context.value(result)
  }
}

extension Dense {
  /// The elements as positions or numbers of times.
  ///
  /// - Throws: where they are no whole numbers: fractions, dates, texts.
  func positions(in context: Context) throws(Raised) -> [Int] {
    guard let numbers = values.wholeNumbers else { throw context.unsupportedNow("positions of dtype '\(dtype)'") }
    return numbers
  }
}

extension Call {
  fileprivate func flipped(_ value: Value, _ axes: [Int]?) throws(Raised) -> Value {
    let array = try context.array(value)
    var dense = array.dense
    guard axes?.allSatisfy({ $0 < dense.rank }) ?? true else {
      throw .valueError("Input must be >= \((axes?.first ?? 0) + 1)-d.")
    }
    if !array.isStrided, axes == [0] || axes == nil && array.isOneDimensional {
      return array.selectingRows(Array((0..<array.rowCount).reversed()), filter: nil)
    }
    for axis in axes ?? Array(dense.shape.indices) {
      dense = dense.mapped(try context.axis(axis, rank: dense.rank)) { Array($0.reversed()) }
    }
    return .object(ArrayObject(dense))
  }

  /// `split` and its kin.
  fileprivate func parts(axis: Int, strict: Bool) throws(Raised) -> Value {
    let array = try context.array(self["ary"])
    let axis = try context.axis(axis, rank: array.shape.count)
    let size = array.shape[axis]
    var limits: [Int] = []
    if let sections = try context.indexIfInteger(self["indices_or_sections"]) {
      guard sections > 0 else { throw .valueError("number sections must be larger than 0.") }
      guard !strict || size % sections == 0 else {
        throw .valueError("array split does not result in an equal division")
      }
      let (width, surplus) = (size / sections, size % sections)
      var end = 0
      for number in 0..<(try NumPy.elementCount([sections])) {
        end += width + (number < surplus ? 1 : 0)
        limits.append(end)
      }
    } else {
      limits = try shape(self["indices_or_sections"]) + [size]
    }
    var start = 0
    var results: [Value] = []
    for limit in limits {
      let end = Swift.min(Swift.max(limit < 0 ? limit + size : limit, 0), size)
      let slice = Value.object(SliceObject(start: .int(start), stop: .int(Swift.max(end, start))))
      let all = Value.object(SliceObject(start: .none, stop: .none))
      results.append(try array.selected(.tuple(Array(repeating: all, count: axis) + [slice]), in: context))
      start = end
    }
    return .list(results)
  }

  fileprivate func padded() throws(Raised) -> Value {
    var dense = try self.dense("array")
    let given = try self.dense("pad_width")
    let widths = given.broadcast(
      to: NumPy.broadcastShape([given.shape, [dense.rank, 2]]) == [dense.rank, 2] ? [dense.rank, 2] : given.shape)
    let numbers = try widths.positions(in: context)
    guard numbers.count == dense.rank * 2, numbers.allSatisfy({ $0 >= 0 }) else {
      throw .valueError("index can't contain negative values")
    }
    let mode = try text("mode")
    var filling = Scalar.int(0)
    for (name, value) in keywords {
      guard name == "constant_values" else { throw unsupported("argument '\(name)' of 'pad'") }
      guard !(value.object is TupleObject) else { throw unsupported("several values of 'pad'") }
      filling = Scalar(value)
    }
    for axis in dense.shape.indices {
      let (before, after) = (numbers[axis * 2], numbers[axis * 2 + 1])
      _ = try NumPy.elementCount([dense.count / Swift.max(dense.shape[axis], 1), dense.shape[axis] + before + after])
      let size = dense.shape[axis]
      switch mode {
      case "constant":
        func border(_ width: Int) -> Dense {
          var shape = dense.shape
          shape[axis] = width
          return Dense(
            Array(repeating: filling.converted(to: dense.dtype), count: shape.reduce(1, *)), shape: shape,
            dtype: dense.dtype)
        }
        dense = NumPy.joined([border(before), dense, border(after)], axis: axis)
      case "edge" where size > 0:
        dense = dense.mapped(axis) {
          Array(repeating: $0[0], count: before) + $0 + Array(repeating: $0[size - 1], count: after)
        }
      case "reflect" where size > 1, "symmetric" where size > 0, "wrap" where size > 0:
        let period = mode == "reflect" ? 2 * size - 2 : mode == "symmetric" ? 2 * size : size
        dense = dense.mapped(axis) { places in
          (-before..<(size + after)).map { place in
            let turn = ((place % period) + period) % period
            return places[turn < size ? turn : mode == "reflect" ? period - turn : period - 1 - turn]
          }
        }
      default: throw unsupported("mode '\(mode)' of 'pad'", argument: "mode")
      }
    }
    return .object(ArrayObject(dense))
  }
}

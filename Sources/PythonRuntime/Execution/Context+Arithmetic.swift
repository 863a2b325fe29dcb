import Kernels

extension Context {
  /// What the inner loop does not do itself: `extra` holds the operator, and whether it is in place. Gives the frame of
  /// the special method that must run for it.
  @inline(never)
  func arithmetic(_ extra: UInt8, _ x: Slot, _ y: Slot, into target: Slot) throws(Raised) -> Unmanaged<Frame>? {
    if let object = x.soundObject, !y.isObject || y.soundObject?.type == object.type,
      let frame = try enter(operator: extra, x, y)
    {
      return frame
    }
    try calculate(extra, x, y, into: target)
    return nil
  }

  private func calculate(_ extra: UInt8, _ x: Slot, _ y: Slot, into target: Slot) throws(Raised) {
    let operation = BinaryOperator(rawValue: extra & 0x1F) ?? .add
    if x.isInt || x.isFloat, y.isInt || y.isFloat {
      if x.isInt, y.isInt {
        if operation == .divide, y.int != 0, x.int.magnitude <= 1 << 53, y.int.magnitude <= 1 << 53 {
          return target.set(Double(x.int) / Double(y.int))
        }
        if operation == .leftShift, y.int >= 0, y.int < 62, x.int.magnitude >> (62 - UInt(y.int)) == 0 {
          return target.set(x.int << y.int)
        }
      } else if let result = FloatArithmetic.fast(
        operation, x.isInt ? Double(x.int) : x.float, y.isInt ? Double(y.int) : y.float)
      {
        return target.set(result)
      }
    } else if operation == .add, x.isString, y.isString {
      return concatenate(x, y, into: target)
    } else if operation == .modulo, x.isString,
      let text = QuickFormat.percent(ItemsMemory(x.reference), y)
    {
      return target.store(string: text)
    }
    let isInPlace = extra & 0x80 != 0
    target.store(
      isInPlace ? try inPlace(operation, x.value, y.value) : try binary(operation, x.value, y.value))
  }

  /// `x + y` of strings; appends where nobody else holds the string that the target holds.
  private func concatenate(_ x: Slot, _ y: Slot, into target: Slot) {
    if target.memory == x.memory {
      characters.forget(x.reference)
      if !ItemsMemory(x.reference).isUnique { unbindTarget(holding: x.reference) }
    }
    let (first, second) = (ItemsMemory(x.reference), ItemsMemory(y.reference))
    if target.memory == x.memory, first.isUnique {
      if first.count &+ second.count <= first.capacity, second.count > 0 {
        (first.memory + Layout.firstItem + first.count)
          .copyMemory(from: second.memory + Layout.firstItem, byteCount: second.count)
        first.setCount(first.count &+ second.count)
      } else {
        let addend = y.memory.assumingMemoryBound(to: PythonString.self).pointee
        x.memory.assumingMemoryBound(to: PythonString.self).pointee.bytes += addend.bytes
      }
      return
    }
    if second.count == 0 { return target.copy(x) }
    if first.count == 0 { return target.copy(y) }
    let result = NewArray.ofBytes(first.count &+ second.count)
    let bytes = result.memory + Layout.firstItem
    bytes.copyMemory(from: first.memory + Layout.firstItem, byteCount: first.count)
    (bytes + first.count).copyMemory(from: second.memory + Layout.firstItem, byteCount: second.count)
    target.store(string: result)
  }

  /// Puts strings in registers side by side as one into a place; false if something else is among them.
  func concatenate(_ first: Slot, _ count: Int, into target: Slot) -> Bool {
    var total = 0
    for i in 0..<count {
      let part = Slot(first.memory + i * Slot.stride)
      guard part.isString else { return false }
      total += ItemsMemory(part.reference).count
    }
    if total == 0 {
      target.store("")
      return true
    }
    let bytes = NewArray.ofBytes(total)
    var end = bytes.memory + Layout.firstItem
    for i in 0..<count {
      let part = ItemsMemory(Slot(first.memory + i * Slot.stride).reference)
      end.copyMemory(from: part.memory + Layout.firstItem, byteCount: part.count)
      end += part.count
    }
    target.store(string: bytes)
    return true
  }

  /// Unbinds the variable that the next step assigns, if it holds this string: then it can grow in place.
  private func unbindTarget(holding storage: UnsafeMutableRawPointer) {
    guard let frame = currentFrame else { return }
    let position = frame.position
    let (step, next) = (frame.code.instructions[position], frame.code.instructions[position + 1])
    guard next.b == step.a else { return }
    let variable: Slot
    switch next.opcode {
    case .storeGlobal: variable = Slot(frame.code.globals.storage + 2 * Int(next.a))
    case .storeCell: variable = Slot(Unmanaged.passUnretained(frame.cell(next.a)).toOpaque() + Layout.firstField)
    default: return
    }
    if variable.isString, variable.reference == storage { variable.clear() }
  }

  /// A comparison that the inner loop does not make itself.
  @inline(never)
  func compare(_ extra: UInt8, _ x: Slot, _ y: Slot, into target: Slot) throws(Raised) {
    if x.isString, y.isString {
      target.set(Relation.holds(extra, ItemsMemory(x.reference), ItemsMemory(y.reference)))
    } else {
      target.store(try compare(Relation.operation(extra), x.value, y.value))
    }
  }

  /// The truth of a comparison that decides about a jump and that the inner loop does not make itself; `a` and `b` are the
  /// operands of the step, and for `!=` it is that of `==`.
  @inline(never)
  func relation(_ extra: UInt8, _ a: Slot, _ b: Slot) throws(Raised) -> Bool {
    let (x, y) = Step.isSwapped(extra) ? (b, a) : (a, b)
    let operation = Relation.operation(extra)
    let isTrue =
      x.isString && y.isString
      ? Relation.holds(extra, ItemsMemory(x.reference), ItemsMemory(y.reference))
      : try truth(compare(operation, x.value, y.value))
    return isTrue != (operation == .notEqual)
  }

  /// `value in container`.
  @inline(never)
  func membership(of value: Slot, in container: Slot) throws(Raised) -> Bool {
    if let object = container.soundObject, object.type == known.dict, value.isString || value.isInt,
      object.with(DictObject.self, { $0.table.isPlain })
    {
      return object.with(DictObject.self) { $0.table.place(ofPlain: value) } != nil
    }
    if container.isString, value.isString {
      let (text, part) = (ItemsMemory(container.reference), ItemsMemory(value.reference))
      if part.count == 1 { return text.contains(part.memory.load(fromByteOffset: 32, as: UInt8.self)) }
      let (whole, wanted) = (
        container.memory.assumingMemoryBound(to: PythonString.self),
        value.memory.assumingMemoryBound(to: PythonString.self)
      )
      return whole.pointee.firstOffset(of: wanted.pointee) != nil
    }
    if let object = container.soundObject, object.type == known.dict || object.type == known.set,
      let hash = PlainKey.hash(value)
    {
      let place =
        object.type == known.dict
        ? object.with(DictObject.self) { $0.table.find(plain: value, hash: hash) }
        : object.with(SetObject.self) { $0.table.find(plain: value, hash: hash) }
      switch place {
      case .found: return true
      case .absent: return false
      case .unknown: break
      }
    }
    if let object = container.soundObject, object.type == known.tuple || object.type == known.list,
      value.isString || value.isInt
    {
      let items = object.items
      for i in 0..<items.count {
        let item = items[i]
        if value.isInt, item.isInt {
          if item.int == value.int { return true }
        } else if value.isString, item.isString {
          if ItemsMemory(item.reference).hasSameBytes(as: ItemsMemory(value.reference)) { return true }
        } else if item.isInt || item.isString || item.isNone {
          continue
        } else {
          return try contains(container.value, value.value)
        }
      }
      return false
    }
    return try contains(container.value, value.value)
  }

  /// `container[start:stop]`, whose bounds lie side by side.
  @inline(never)
  func loadSlice(_ container: Slot, _ first: Slot, into target: Slot) throws(Raised) {
    let (stop, step) = (Slot(first.memory + Slot.stride), Slot(first.memory + 2 * Slot.stride))
    if step.isNone, first.isNone || first.isInt, stop.isNone || stop.isInt {
      if container.isString {
        if isASCII(container) {
          let bytes = ItemsMemory(container.reference)
          let range = Context.range(first, stop, count: bytes.count)
          if range.isEmpty { return target.store("") }
          if range.count == 1 { return target.copy(characters.slot(bytes.byte(range.lowerBound))) }
          if range.count == bytes.count { return target.copy(container) }
          return target.store(
            string: NewArray.copy(bytes.memory + Layout.firstItem + range.lowerBound, range.count))
        }
      } else if let object = container.soundObject, object.type == known.list || object.type == known.tuple {
        let items = object.items
        let range = Context.range(first, stop, count: items.count)
        if range.isEmpty { return target.store(object.type == known.list ? .list([]) : .tuple([])) }
        let copied = items.copy(range)
        if object.type == known.list { target.store(list: copied) } else { target.store(tuple: copied) }
        return
      }
    }
    target.store(
      try item(
        of: container.value, at: .object(SliceObject(start: first.value, stop: stop.value, step: step.value))))
  }

  /// The positions between two bounds that are integers or None.
  private static func range(_ first: Slot, _ stop: Slot, count: Int) -> Range<Int> {
    func clamped(_ bound: Slot, _ standard: Int) -> Int {
      guard bound.isInt else { return standard }
      return bound.int < 0 ? max(0, bound.int &+ count) : min(bound.int, count)
    }
    let start = clamped(first, 0)
    return start..<max(start, clamped(stop, count))
  }

  /// `container[key]` that the inner loop does not do itself.
  @inline(never)
  func loadItem(_ container: Slot, _ key: Slot, into target: Slot) throws(Raised) {
    if let object = container.soundObject, object.type == known.dict, key.isString || key.isInt {
      if let place = object.with(DictObject.self, { $0.table.place(ofPlain: key) }) { return target.copy(place) }
      // Classes that derive from it may know what to do.
      if object.swiftClass == known.dictObject, object.with(DictObject.self, { $0.table.isPlain }) {
        throw .keyError(key.value)
      }
    }
    if container.isString, key.isInt, let value = character(of: container, at: key.int) {
      return target.copy(value)
    }
    if key.isObject, let object = container.soundObject, object.type == known.dict, let hash = PlainKey.hash(key),
      case .found(let position) = object.with(DictObject.self, { $0.table.find(plain: key, hash: hash) })
    {
      return target.copy(object.with(DictObject.self) { $0.table.value(at: position) })
    }
    target.store(try item(of: container.value, at: key.value))
  }

  /// `container[key] = value` that the inner loop does not do itself.
  @inline(never)
  func storeItem(_ container: Slot, _ key: Slot, _ value: Slot) throws(Raised) {
    if let object = container.soundObject, object.type == known.dict, key.isString || key.isInt,
      object.with(DictObject.self, { $0.table.isPlain }), !hasDrawnUnseeded
    {
      return object.with(DictObject.self) { $0.table.set(plain: key, to: value) }
    }
    if key.isObject, !hasDrawnUnseeded, let object = container.soundObject, object.type == known.dict,
      let hash = PlainKey.hash(key),
      object.with(DictObject.self, { $0.table.set(plain: key, hash: hash, to: value) })
    {
      return
    }
    try setItem(of: container.value, at: key.value, to: value.value)
  }
}

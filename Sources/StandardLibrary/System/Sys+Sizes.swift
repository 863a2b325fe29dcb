import BigInt
import Kernels
import PythonRuntime

extension Standard.Sys {
  static let getsizeof = Function("getsizeof(object, default=None, /)") { call in
    if let method = call.context.specialMethod("__sizeof__", of: call[0]), method.object is FunctionObject {
      let size = try call.context.index(call.context.call(method, [call[0]]))
      return .int(size + 16)
    }
    if let size = ObjectSize.size(of: call[0]) { return .int(size) }
    throw call.unsupported("'sys.getsizeof' of '\(call[0].typeName)'")
  }
}

/// What objects of CPython 3.11 take, in bytes. What depends on how an object came about is not told.
enum ObjectSize {
  static func size(of value: Value) -> Int? {
    switch value {
    case .none: 16
    case .bool: 28
    case .int(let value): integer(digits: max(1, (64 - value.magnitude.leadingZeroBitCount + 29) / 30))
    case .float: 24
    case .string(let text): string(text)
    case .object(let object): size(of: object)
    }
  }

  private static func integer(digits: Int) -> Int { 24 + 4 * digits }

  private static func string(_ text: PythonString) -> Int {
    let count = text.codePointCount
    if count == text.bytes.count { return 49 + count }
    // The first byte tells the widest character: Latin-1 up to C3, two bytes up to EF.
    guard let widest = text.bytes.max() else { return 49 }
    if widest >= 0xF0 { return 76 + 4 * count }
    return widest > 0xC3 ? 74 + 2 * count : 73 + count
  }

  private static func size(of object: Object) -> Int? {
    if let instance = object as? InstanceObject, instance.native == nil {
      if object.type === Types.object { return 16 }
      return object.type.hasInstanceDictionary && object.type.layout === Types.object ? 56 : nil
    }
    if object.type.isUserDefined { return nil }
    switch object {
    case let big as BigIntObject: return integer(digits: (big.value.magnitude.bitWidth + 29) / 30)
    case let bytes as BytesObject: return 33 + bytes.bytes.count
    case let tuple as TupleObject: return 40 + 8 * tuple.items.count
    case let list as ListObject where list.items.isEmpty: return 56
    case let dict as DictObject where dict.type === DictObject.type && dict.count == 0: return 64
    case let set as SetObject where set.table.count == 0: return 216
    case is RangeObject: return 48
    case is SliceObject: return 40
    default: return nil
    }
  }
}

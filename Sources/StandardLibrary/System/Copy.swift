import Kernels
import PythonRuntime

extension Standard.Copy {
  static let copy = Function("copy(x)") { call in
    var copies: [ObjectIdentifier: Value] = [:]
    return try copied(call[0], deeply: false, call, &copies)
  }

  static let deepcopy = Function("deepcopy(x, memo=None, _nil=None)") { call in
    var copies: [ObjectIdentifier: Value] = [:]
    return try copied(call[0], deeply: true, call, &copies)
  }

  /// A copy of a value; objects that occur twice are copied once.
  private static func copied(
    _ value: Value, deeply: Bool, _ call: Call, _ copies: inout [ObjectIdentifier: Value]
  ) throws -> Value {
    guard case .object(let object) = try value.supported() else { return value }
    if let known = copies[ObjectIdentifier(object)] { return known }
    switch object {
    case let list as ListObject:
      let copy = ListObject([], type: list.type)
      copies[ObjectIdentifier(object)] = .object(copy)
      for item in list.items { copy.items.append(deeply ? try copied(item, deeply: true, call, &copies) : item) }
      return .object(copy)
    case let tuple as TupleObject:
      guard deeply else { return value }
      var items: [Value] = []
      for item in tuple.items { items.append(try copied(item, deeply: true, call, &copies)) }
      return .object(TupleObject(items, type: tuple.type))
    case let dict as DictObject:
      let copy = dict.emptyCopy()
      copies[ObjectIdentifier(object)] = .object(copy)
      for (key, item) in dict.items {
        try copy.set(key, to: deeply ? copied(item, deeply: true, call, &copies) : item, in: call.context)
      }
      return .object(copy)
    case let set as SetObject: return set.isFrozen ? value : .object(SetObject(set.table, type: set.type))
    case let instance as InstanceObject:
      if instance is ExceptionObject { break }
      let copy = InstanceObject(of: instance.type)
      if let native = instance.native { copy.native = try copied(native, deeply: deeply, call, &copies) }
      copies[ObjectIdentifier(object)] = .object(copy)
      for (key, item) in instance.attributes.items {
        try copy.attributes.set(key, to: deeply ? copied(item, deeply: true, call, &copies) : item, in: call.context)
      }
      return .object(copy)
    default: break
    }
    if !object.isMutable { return value }
    if let copy = try object.copied(deeply: deeply, in: call.context) { return copy }
    throw call.unsupported("'copy.\(deeply ? "deepcopy" : "copy")' of '\(object.type.name)'")
  }
}

import Kernels
import PythonRuntime

/// What `keys`, `items` and `values` of a mapping written in Python give.
final class MappingViewObject: InstanceObject {
  enum Kind: Sendable { case keys, items, values, plain }

  let kind: Kind
  let mapping: Value

  private init(_ kind: Kind, of mapping: Value, type: TypeObject) {
    self.kind = kind
    self.mapping = mapping
    super.init(of: type)
    attributes["_mapping"] = mapping
  }

  static func make(_ kind: Kind, of mapping: Value, type: TypeObject? = nil) -> MappingViewObject {
    let standard =
      switch kind {
      case .keys: CollectionClasses.keysView
      case .items: CollectionClasses.itemsView
      case .values: CollectionClasses.valuesView
      case .plain: CollectionClasses.mappingView
      }
    return MappingViewObject(kind, of: mapping, type: type ?? standard)
  }

  /// The elements, looked up while they are asked for.
  func iterator(in context: Context) throws(Raised) -> IteratorObject {
    let keys = try context.iterate(mapping)
    return NativeIterator(type: Types.generator) { [self] context throws(Raised) in
      guard let key = try keys.next(in: context) else { return nil }
      switch kind {
      case .keys, .plain: return key
      case .values: return try context.item(of: mapping, at: key)
      case .items: return .tuple([key, try context.item(of: mapping, at: key)])
      }
    }
  }
}

extension Standard.MappingViewMixin {
  static let new = Constructor("MappingView(cls, mapping)") { call in
    let type = call.madeClass
    let kind: MappingViewObject.Kind =
      type.isSubclass(of: CollectionClasses.keysView)
      ? .keys
      : type.isSubclass(of: CollectionClasses.itemsView)
        ? .items : type.isSubclass(of: CollectionClasses.valuesView) ? .values : .plain
    return .object(MappingViewObject.make(kind, of: call["mapping"], type: type))
  }

  static let length = Method("__len__(self)") { call in
    .int(try call.context.length(call.receiver(as: MappingViewObject.self).mapping))
  }

  static let represent = Method("__repr__(self)") { call in
    let view = try call.receiver(as: MappingViewObject.self)
    return .text("\(view.type.name)(\(try call.context.repr(view.mapping)))")
  }
}

extension Standard.KeysViewMixin {
  static let fromIterable = ClassMethod("_from_iterable(cls, it)") { call in
    try call.context.call(.object(SetObject.type), [call["it"]])
  }
  static let contains = Method("__contains__(self, key)") { call in
    .bool(try call.context.contains(call.receiver(as: MappingViewObject.self).mapping, call["key"]))
  }
  static let iterate = Method("__iter__(self)") { call in
    .object(try call.receiver(as: MappingViewObject.self).iterator(in: call.context))
  }
}

extension Standard.ItemsViewMixin {
  static let fromIterable = ClassMethod("_from_iterable(cls, it)") { call in
    try call.context.call(.object(SetObject.type), [call["it"]])
  }
  static let contains = Method("__contains__(self, item)") { call in
    let entry = try call.context.unpack(call["item"], count: 2)
    do throws(Raised) {
      let value = try call.context.item(of: call.receiver(as: MappingViewObject.self).mapping, at: entry[0])
      return .bool(try call.context.sameOrEqual(value, entry[1]))
    } catch {
      guard error.isException(of: Exceptions.keyError) else { throw error }
      return false
    }
  }
  static let iterate = Method("__iter__(self)") { call in
    .object(try call.receiver(as: MappingViewObject.self).iterator(in: call.context))
  }
}

extension Standard.ValuesViewMixin {
  static let contains = Method("__contains__(self, value)") { call in
    let source = try call.receiver(as: MappingViewObject.self).iterator(in: call.context)
    while let value = try source.next(in: call.context) {
      if try call.context.sameOrEqual(value, call["value"]) { return true }
    }
    return false
  }
  static let iterate = Method("__iter__(self)") { call in
    .object(try call.receiver(as: MappingViewObject.self).iterator(in: call.context))
  }
}

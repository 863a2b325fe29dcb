/// The classes of the iterators of built-in types and functions.
package enum NamedIterators {
  nonisolated(unsafe) static let enumerate = function("enumerate", Builtins.EnumerateClass.members)
  nonisolated(unsafe) static let zip = function("zip", Builtins.ZipClass.members)
  nonisolated(unsafe) static let map = function("map", Builtins.MapClass.members)
  nonisolated(unsafe) static let filter = function("filter", Builtins.FilterClass.members)
  nonisolated(unsafe) static let reversed = function(
    "reversed", Builtins.ReversedClass.members + Builtins.SizedIteratorClass.members)
  nonisolated(unsafe) static let bytes = sized("bytes_iterator")
  nonisolated(unsafe) static let byteArray = make("bytearray_iterator")
  nonisolated(unsafe) static let callable = make("callable_iterator")
  nonisolated(unsafe) static let list = sized("list_iterator")
  nonisolated(unsafe) static let listReversed = sized("list_reverseiterator")
  nonisolated(unsafe) static let tuple = sized("tuple_iterator")
  nonisolated(unsafe) static let string = sized("str_iterator")
  nonisolated(unsafe) static let asciiString = sized("str_ascii_iterator")
  nonisolated(unsafe) static let range = sized("range_iterator")
  nonisolated(unsafe) static let longRange = make("longrange_iterator")
  nonisolated(unsafe) static let set = make("set_iterator")
  nonisolated(unsafe) static let dictKeys = make("dict_keyiterator")
  nonisolated(unsafe) static let dictValues = make("dict_valueiterator")
  nonisolated(unsafe) static let dictItems = make("dict_itemiterator")
  nonisolated(unsafe) static let dictKeysReversed = make("dict_reversekeyiterator")
  nonisolated(unsafe) static let dictValuesReversed = make("dict_reversevalueiterator")
  nonisolated(unsafe) static let dictItemsReversed = make("dict_reverseitemiterator")

  /// The classes that can be called, as built-ins.
  nonisolated(unsafe) package static let callables = [enumerate, zip, map, filter, reversed]
  /// Those of what is iterated over.
  nonisolated(unsafe) package static let others = [
    bytes, byteArray, callable, list, listReversed, tuple, string, asciiString, range, longRange, set, dictKeys,
    dictValues, dictItems, dictKeysReversed, dictValuesReversed, dictItemsReversed,
  ]

  private static func make(_ name: String, _ members: [any Member] = []) -> TypeObject {
    TypeObject(name: name, members: members)
  }

  private static func sized(_ name: String) -> TypeObject { make(name, Builtins.SizedIteratorClass.members) }

  /// Of a class from which the notebook may derive.
  private static func function(_ name: String, _ members: [any Member]) -> TypeObject {
    let type = make(name, members)
    type.derivation = .immutable
    return type
  }
}

extension Builtins.SizedIteratorClass {
  static let lengthHint = Method("__length_hint__(self)") { call in
    .int(try call.receiver(as: IteratorObject.self).lengthHint ?? 0)
  }
}

/// The classes of the iterators of built-in types and functions.
package enum NamedIterators {
  nonisolated(unsafe) static let enumerate = make("enumerate")
  nonisolated(unsafe) static let zip = make("zip")
  nonisolated(unsafe) static let map = make("map")
  nonisolated(unsafe) static let filter = make("filter")
  nonisolated(unsafe) static let reversed = make("reversed")
  nonisolated(unsafe) static let bytes = make("bytes_iterator")
  nonisolated(unsafe) static let byteArray = make("bytearray_iterator")
  nonisolated(unsafe) static let callable = make("callable_iterator")
  nonisolated(unsafe) static let list = make("list_iterator")
  nonisolated(unsafe) static let listReversed = make("list_reverseiterator")
  nonisolated(unsafe) static let tuple = make("tuple_iterator")
  nonisolated(unsafe) static let string = make("str_iterator")
  nonisolated(unsafe) static let asciiString = make("str_ascii_iterator")
  nonisolated(unsafe) static let range = make("range_iterator")
  nonisolated(unsafe) static let longRange = make("longrange_iterator")
  nonisolated(unsafe) static let set = make("set_iterator")
  nonisolated(unsafe) static let dictKeys = make("dict_keyiterator")
  nonisolated(unsafe) static let dictValues = make("dict_valueiterator")
  nonisolated(unsafe) static let dictItems = make("dict_itemiterator")
  nonisolated(unsafe) static let dictKeysReversed = make("dict_reversekeyiterator")
  nonisolated(unsafe) static let dictValuesReversed = make("dict_reversevalueiterator")
  nonisolated(unsafe) static let dictItemsReversed = make("dict_reverseitemiterator")

  private static func make(_ name: String) -> TypeObject { TypeObject(name: name, bases: [Types.iterator]) }
}

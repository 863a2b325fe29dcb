package import Kernels

/// What `Class.__dict__` gives: a dictionary that cannot be changed.
package final class MappingProxyObject: DictObject {
  nonisolated(unsafe) package static let proxyType = TypeObject(
    name: "mappingproxy", members: Builtins.DictClass.members)

  package init(_ table: HashTable) {
    super.init(type: MappingProxyObject.proxyType)
    self.table = table
  }

  override package var isMutable: Bool { false }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    throw .typeError("'mappingproxy' object does not support item assignment")
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    throw .typeError("'mappingproxy' object doesn't support item deletion")
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let dict = try super.repr(in: context)
    return PythonString(bytes: Array("mappingproxy(".utf8) + dict.bytes + Array(")".utf8))
  }
}

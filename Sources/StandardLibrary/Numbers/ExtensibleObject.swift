package import Kernels
package import PythonRuntime

/// An instance of a class written in Swift from which the notebook may derive: attributes of such instances are kept.
package class ExtensibleObject: Object {
  private var own: DictObject?

  override package var ownAttributes: DictObject? {
    if own == nil, type.isUserDefined { own = DictObject() }
    return own
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard type.isUserDefined, let value = own?[name] else { return try super.attribute(name, in: context) }
    return isDataDescriptor(name) ? try super.attribute(name, in: context) : value
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    guard type.isUserDefined, !isDataDescriptor(name) else {
      return try super.setAttribute(name, to: value, in: context)
    }
    ownAttributes?[name] = value
  }

  override package func deleteAttribute(_ name: PythonString, in context: Context) throws(Raised) {
    guard own?[name] != nil else { return try super.deleteAttribute(name, in: context) }
    own?[name] = nil
  }

  private func isDataDescriptor(_ name: PythonString) -> Bool {
    type.lookup(name)?.object?.isDataDescriptor ?? false
  }
}

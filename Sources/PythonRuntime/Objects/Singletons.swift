package import Kernels

/// Python's `...`.
package final class EllipsisObject: Object {
  nonisolated(unsafe) package static let shared = EllipsisObject(type: TypeObject(name: "ellipsis"))

  override package var isMutable: Bool { false }

  override package func repr(in context: Context) throws(Raised) -> PythonString { "Ellipsis" }
}

/// Python's `NotImplemented`.
package final class NotImplementedObject: Object {
  nonisolated(unsafe) package static let shared = NotImplementedObject(
    type: TypeObject(name: "NotImplementedType"))

  override package var isMutable: Bool { false }

  override package func repr(in context: Context) throws(Raised) -> PythonString { "NotImplemented" }
}

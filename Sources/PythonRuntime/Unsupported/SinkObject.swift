package import Kernels

/// Something that accepts every call, attribute, item and unpacking, and changes nothing: plots, displays, consoles.
package final class SinkObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "sink")

  /// The dotted name under which it was reached, for its repr.
  package let path: String

  package init(_ path: String) {
    self.path = path
    super.init(type: SinkObject.type)
  }

  override package var findsOwnAttributesFirst: Bool { true }
  override package var isCallable: Bool { true }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    .object(SinkObject("\(path).\(name)"))
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {}

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    .object(SinkObject(path))
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    .object(SinkObject(path))
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {}

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    .object(SinkObject(path))
  }

  /// Unpacks to as many sinks as are asked for; a loop over it ends after one.
  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    SinkIterator(path)
  }

  override package func enter(in context: Context) throws(Raised) -> Value? { .object(self) }

  override package func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool { false }

  override package func repr(in context: Context) throws(Raised) -> PythonString { PythonString("<\(path)>") }
}

/// An endless supply of sinks for unpacking; `for` asks `limit` and takes one.
package final class SinkIterator: IteratorObject {
  private let path: String
  private var given = 0

  init(_ path: String) {
    self.path = path
    super.init(type: Types.iterator)
  }

  override package func next(in context: Context) throws(Raised) -> Value? {
    given += 1
    // A loop over axes runs its body once; unpacking never asks this iterator (see `Context.unpack`).
    return given > 1 ? nil : .object(SinkObject(path))
  }
}

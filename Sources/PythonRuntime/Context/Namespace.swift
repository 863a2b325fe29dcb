package import Kernels

/// The names of a module, in slots that code refers to by number.
package final class Namespace {
  /// The values; `nil` is unbound.
  package private(set) var values: [Value?] = []
  package private(set) var names: [PythonString] = []
  private var slots: [PythonString: Int] = [:]

  package init() {}

  /// The slot of a name, made if there is none.
  package func slot(of name: PythonString) -> Int {
    if let slot = slots[name] { return slot }
    let slot = values.count
    slots[name] = slot
    values.append(nil)
    names.append(name)
    return slot
  }

  /// The value of a name.
  package subscript(name: PythonString) -> Value? {
    get { slots[name].flatMap { values[$0] } }
    set {
      let slot = self.slot(of: name)
      values[slot] = newValue
    }
  }

  /// The value in a slot.
  @inline(__always)
  package subscript(slot slot: Int) -> Value? {
    get { values[slot] }
    set { values[slot] = newValue }
  }

  /// The bound names with their values.
  package var bindings: [(name: PythonString, value: Value)] {
    zip(names, values).compactMap { name, value in value.map { (name, $0) } }
  }
}

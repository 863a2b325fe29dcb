package import Diagnostics
package import Kernels

/// The names of a module, in slots that code refers to by number.
package final class Namespace {
  /// The values; `nil` is unbound.
  package private(set) var values: [Value?] = []
  package private(set) var names: [PythonString] = []
  private var slots: [PythonString: Int] = [:]
  /// The file that the code was read from; `nil` for the cells of the notebook.
  package let file: SourceFile?
  /// The dotted name that relative imports start from; `nil` outside of packages.
  package let package: String?
  /// Whether hints are kept as text: `from __future__ import annotations`.
  var postponesHints = false
  /// Built-ins by the slot of their name, as far as they have been used.
  var builtinsBySlot: [Value?] = []

  /// - Parameters:
  ///   - name: the module's `__name__`.
  ///   - file: what it was read from.
  ///   - package: the package that it belongs to.
  package init(_ name: PythonString = "__main__", file: SourceFile? = nil, package: String? = nil) {
    self.file = file
    self.package = package
    self["__name__"] = .string(name)
  }

  /// `__name__`
  package var moduleName: Value { self["__name__"] ?? "__main__" }

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

  /// The bound names with their values, as a dictionary.
  package var dictionary: DictObject { DictObject(bindings.map { ($0.name, $0.value) }) }
}

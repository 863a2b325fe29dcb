package import Kernels

/// A module: its members are made when they are first asked for.
package final class ModuleObject: Object {
  package let name: String
  package let definition: ModuleDefinition
  /// What has been asked for or set.
  package let attributes = DictObject()
  private let members: [PythonString: any Member]

  package init(_ definition: ModuleDefinition) {
    name = definition.name
    self.definition = definition
    var members: [PythonString: any Member] = [:]
    for member in definition.members { members[member.name] = member }
    self.members = members
    super.init(type: Types.module)
  }

  override package var isMutable: Bool { false }
  override package var findsOwnAttributesFirst: Bool { true }
  override package var ownAttributes: DictObject? { attributes }

  /// The names that `from module import *` binds.
  package var publicNames: [PythonString] {
    definition.members.map(\.name).filter { $0.bytes.first != UInt8(ascii: "_") }
  }

  /// A member that the library implements; unlike `attribute`, unknown names give `nil`.
  func known(_ name: PythonString, in context: Context) -> Value? {
    if let value = attributes[name] { return value }
    guard let member = members[name] else {
      if case .sink = definition.openness { return .object(SinkObject(self.name)) }
      return nil
    }
    do throws(Raised) { return try member.value(in: self, context: context) } catch { return nil }
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = attributes[name] { return value }
    if let member = members[name] {
      let value = try member.value(in: self, context: context)
      attributes[name] = value
      return value
    }
    if let submodule = context.module(named: "\(self.name).\(name)") { return submodule }
    switch (name, definition.openness) {
    case ("__name__", _): return .text(self.name)
    case (_, .closed): return nil
    case (_, .open(let touch)):
      let cause = context.firstCause(id: "unsupported-call", what: "'\(self.name).\(name)'")
      return .object(Unsupported(cause, touch: touch(name.description)))
    case (_, .sink): return .object(SinkObject("\(self.name).\(name)"))
    }
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    attributes[name] = value
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<module '\(name)'>")
  }
}

import Diagnostics
package import Kernels

/// A module: of a library, whose members are made when they are first asked for, or of a file beside the notebook.
package final class ModuleObject: Object {
  package let name: String
  package let definition: ModuleDefinition
  /// What has been asked for or set.
  package let attributes = DictObject()
  /// The names of a module that was read from a file; `nil` for libraries.
  package let globals: Namespace?
  /// What it was read from.
  package internal(set) var source: SourcePlace?
  private let members: [PythonString: any Member]

  package init(_ definition: ModuleDefinition) {
    name = definition.name
    self.definition = definition
    var members: [PythonString: any Member] = [:]
    for member in definition.members { members[member.name] = member }
    self.members = members
    globals = nil
    super.init(type: Types.module)
  }

  /// A module of the notebook's, not yet run.
  init(source: SourcePlace, named name: String) {
    self.name = name
    definition = .closed(name)
    members = [:]
    self.source = source
    let package = source.packageFolder == nil ? name.lastIndex(of: ".").map { String(name[..<$0]) } : name
    let globals = Namespace(PythonString(name), file: source.file, package: package)
    globals["__file__"] = .text(source.file.name)
    globals["__package__"] = .text(package ?? "")
    globals["__doc__"] = Value.none
    self.globals = globals
    super.init(type: Types.module)
  }

  /// A module whose names are those of a namespace: `builtins`, `__main__`.
  init(_ name: String, names: Namespace) {
    self.name = name
    definition = .closed(name)
    members = [:]
    globals = names
    super.init(type: Types.module)
  }

  override package var isMutable: Bool { false }
  override package var findsOwnAttributesFirst: Bool { true }
  override package var ownAttributes: DictObject? { globals?.dictionary ?? attributes }

  /// The names that `from module import *` binds.
  func publicNames(in context: Context) -> [PythonString] {
    guard let globals else { return definition.members.map(\.name).filter { !$0.isPrivate } }
    if let all = globals["__all__"], let names = try? context.items(of: all) { return names.compactMap(\.stringValue) }
    return globals.bindings.map(\.name).filter { !$0.isPrivate }
  }

  /// Where it was read from, as ImportError tells it.
  var location: String { source?.file.name ?? "unknown location" }

  /// A member that the library implements; unlike `attribute`, unknown names give `nil`.
  func known(_ name: PythonString, in context: Context) -> Value? {
    if let value = globals?[name] ?? attributes[name] { return value }
    guard let member = members[name] else {
      if case .sink = definition.openness { return .object(SinkObject(self.name)) }
      return nil
    }
    do throws(Raised) { return try member.value(in: self, context: context) } catch { return nil }
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let globals { return try sourceAttribute(name, of: globals, in: context) }
    if let value = attributes[name] { return value }
    if let member = members[name] {
      let value = try member.value(in: self, context: context)
      attributes[name] = value
      return value
    }
    if let submodule = context.module(named: "\(self.name).\(name)") { return submodule }
    switch (name, definition.openness) {
    case ("__name__", _): return .text(self.name)
    case ("__dict__", _): return .object(try everything(in: context))
    case (_, .closed): return nil
    case (_, .open) where definition.referenceNames?.contains(name.description) == false: return nil
    case (_, .open(let touch)):
      let cause = context.firstCause(id: "unsupported-call", what: "'\(self.name).\(name)'")
      return .object(Unsupported(cause, touch: touch(name.description)))
    case (_, .sink): return .object(SinkObject("\(self.name).\(name)"))
    }
  }

  /// All names with their values; those that are not implemented are unsupported.
  private func everything(in context: Context) throws(Raised) -> DictObject {
    let result = DictObject()
    result["__name__"] = .text(name)
    let names = Set(members.keys).union((definition.referenceNames ?? []).map { PythonString($0) })
    for name in names.sorted() { result[name] = try attribute(name, in: context) }
    for (key, value) in attributes.items { try result.set(key, to: value, in: context) }
    return result
  }

  private func sourceAttribute(
    _ name: PythonString, of globals: Namespace, in context: Context
  ) throws(Raised) -> Value? {
    if let value = globals[name] { return value }
    if name == "__dict__" { return .object(globals.dictionary) }
    guard let fallback = globals["__getattr__"], !name.isDunder else { return nil }
    return try context.call(fallback, [.string(name)])
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if let globals { globals[name] = value } else { attributes[name] = value }
  }

  override package func deleteAttribute(_ name: PythonString, in context: Context) throws(Raised) {
    guard let globals, globals[name] != nil else {
      throw .attributeError("module '\(self.name)' has no attribute '\(name)'")
    }
    globals[name] = nil
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString(source.map { "<module '\(name)' from '\($0.file.name)'>" } ?? "<module '\(name)'>")
  }
}

extension PythonString {
  /// Whether it begins with an underscore.
  fileprivate var isPrivate: Bool { bytes.first == UInt8(ascii: "_") }
}

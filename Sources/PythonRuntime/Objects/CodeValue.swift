package import Diagnostics
package import Kernels
package import PythonSyntax

/// A code object as Python sees it: `function.__code__`, and what `compile` gives.
package final class CodeValue: Object {
  /// What `compile` read; it is compiled for the names that it is run with.
  package enum Source {
    case statements([Statement], isSingle: Bool)
    case expression(PythonSyntax.Expression)
  }

  /// The compiled body of a function.
  package let code: CodeObject?
  package let source: Source?
  package let file: SourceFile?

  package init(_ code: CodeObject) {
    self.code = code
    source = nil
    file = code.file
    super.init(type: Types.code)
  }

  package init(_ source: Source, file: SourceFile) {
    code = nil
    self.source = source
    self.file = file
    super.init(type: Types.code)
  }

  override package var isMutable: Bool { false }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "co_name": return .text(code?.name ?? "<module>")
    case "co_qualname": return .text(code?.qualifiedName ?? "<module>")
    case "co_filename": return .text(file?.name ?? "<stdin>")
    case "co_firstlineno": return .int(code.map { $0.firstLine } ?? 1)
    default: break
    }
    guard let code else { return try super.attribute(name, in: context) }
    switch name {
    case "co_argcount": return .int(code.parameterNames.count)
    case "co_posonlyargcount": return .int(code.positionalOnlyCount)
    case "co_kwonlyargcount": return .int(code.keywordOnlyNames.count)
    case "co_varnames": return .tuple(code.variableNames.map { .text($0) })
    case "co_nlocals": return .int(code.variableNames.count)
    case "co_freevars": return .tuple(code.freeNames.map { .text($0) })
    case "co_cellvars": return .tuple(code.cellNames.map { .text($0) })
    case "co_flags": return .int(code.flags)
    case "co_consts":
      return .tuple((code.documentation.map { [.string($0)] } ?? [Value.none]) + code.constants)
    default: return try super.attribute(name, in: context)
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.object as? CodeValue else { return nil }
    let same = self === other || code != nil && code === other.code
    return .bool(same == (operation == .equal))
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    code.map { ObjectIdentifier($0).hashValue } ?? ObjectIdentifier(self).hashValue
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString(
      "<code object \(code?.name ?? "<module>") at \(address), file \"\(file?.name ?? "<stdin>")\", "
        + "line \(code.map { $0.firstLine } ?? 1)>")
  }
}

extension CodeObject {
  /// The line on which the function begins.
  package var firstLine: Int {
    if case .definition(let definition)? = tree, let first = definition.body.first {
      return max(1, first.span.start.line - 1)
    }
    return lines.first.map { Int($0) } ?? 1
  }

  /// Parameters and local variables, in the order of their registers.
  package var variableNames: [String] {
    let free = Set(freeNames)
    var result: [(Int, String)] = []
    for (name, location) in locations where !free.contains(name) {
      switch location {
      case .register(let register): result.append((register, name))
      case .cell(let register) where register < parameterCount: result.append((register, name))
      default: break
      }
    }
    return result.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Variables that functions inside use.
  package var cellNames: [String] {
    let free = Set(freeNames)
    return locations.keys.filter { name in
      if case .cell = locations[name], !free.contains(name) { return true }
      return false
    }.sorted()
  }

  /// `co_flags`, as far as it tells the kind of function.
  package var flags: Int {
    var flags = isClassBody ? 0 : 3
    if hasVariadic { flags |= 0x04 }
    if hasKeywordVariadic { flags |= 0x08 }
    if !freeNames.isEmpty { flags |= 0x10 }
    switch kind {
    case .function: break
    case .generator: flags |= 0x20
    case .coroutine: flags |= 0x80
    case .asyncGenerator: flags |= 0x200
    }
    return flags
  }
}

/// A frame as tracebacks and generators show it.
package final class FrameObject: Object {
  private let code: CodeObject
  private let line: Int

  package init(_ code: CodeObject, line: Int) {
    self.code = code
    self.line = line
    super.init(type: Types.frame)
  }

  override package var isMutable: Bool { false }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "f_code": return .object(CodeValue(code))
    case "f_lineno": return .int(line)
    case "f_globals": return .object(code.globals.dictionary)
    case "f_back", "f_trace": return Value.none
    default: return try super.attribute(name, in: context)
    }
  }
}

/// `exception.__traceback__`: where it was raised, the outermost frame first.
package final class TracebackObject: Object {
  package let code: CodeObject
  /// `tb_lineno`
  package let line: Int
  /// `tb_next`
  package let next: Value

  package init(_ code: CodeObject, line: Int, next: Value) {
    self.code = code
    self.line = line
    self.next = next
    super.init(type: Types.traceback)
  }

  override package var isMutable: Bool { false }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "tb_lineno": return .int(line)
    case "tb_next": return next
    case "tb_frame": return .object(FrameObject(code, line: line))
    case "tb_lasti": return 0
    default: return try super.attribute(name, in: context)
    }
  }
}

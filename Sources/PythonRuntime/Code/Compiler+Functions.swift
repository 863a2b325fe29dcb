import Kernels
import PythonSyntax

extension Compiler {
  func functionDefinition(_ definition: FunctionDefinition) {
    let decorators = definition.decorators.map { decorator in
      let register = temporary()
      return expression(decorator, into: register)
    }
    guard let scope = unit.currentScope.inner[ObjectIdentifier(definition)] else { return }
    let code = compile(
      name: definition.name, arguments: definition.arguments, tree: .definition(definition), scope: scope
    ) { compiler in
      compiler.unit.body = definition.body
      compiler.unit.code.documentation = documentation(of: definition.body)
      compiler.statements(definition.body)
      compiler.emit(.returnValue, a: compiler.constant(.none))
    }
    var register = make(code, definition.arguments)
    annotate(register, definition)
    for decorator in decorators.reversed() { register = apply(decorator, to: register) }
    store(register, to: definition.name)
  }

  func lambda(_ node: Expression, _ arguments: Arguments, _ body: Expression, into target: Int?) -> Int {
    guard let scope = unit.currentScope.inner[ObjectIdentifier(node)] else { return constant(.none, into: target) }
    let code = compile(name: "<lambda>", arguments: arguments, tree: .lambda(arguments, body: body), scope: scope) {
      compiler in
      compiler.at(body.span)
      compiler.emit(.returnValue, a: compiler.expression(body))
    }
    return make(code, arguments, into: target)
  }

  /// The code of a function, compiled by `body` in a unit of its own.
  func compile(
    name: String, arguments: Arguments?, tree: FunctionObject.Tree?, scope: Scope, body: (Compiler) -> Void
  ) -> CodeObject {
    let code = CodeObject(
      name: name, qualifiedName: qualified(name), cell: cell, globals: globals, file: file, tree: tree)
    let inner = Unit(code, scope: scope, enclosing: unit)
    inner.position = unit.position
    if let arguments { declare(arguments, in: code, scope) }
    code.kind = scope.codeKind
    placeVariables(inner)
    code.isSimple = !code.hasVariadic && !code.hasKeywordVariadic && code.kind == .function
    let outer = unit
    let (outerPending, outerLoops) = (pendingRegions, loopRegions)
    unit = inner
    body(self)
    code.locations = inner.locations[0]
    unit = outer
    (pendingRegions, loopRegions) = (outerPending, outerLoops)
    return code
  }

  private func declare(_ arguments: Arguments, in code: CodeObject, _ scope: Scope) {
    code.parameterNames = (arguments.positionalOnly + arguments.positional).map { PythonString(scope.mangled($0.name)) }
    code.positionalOnlyCount = arguments.positionalOnly.count
    code.keywordOnlyNames = arguments.keywordOnly.map { PythonString(scope.mangled($0.name)) }
    code.hasVariadic = arguments.variadic != nil
    code.hasKeywordVariadic = arguments.keywordVariadic != nil
  }

  /// Gives every variable of a function its register: parameters first, then other names, then the closure's cells.
  private func placeVariables(_ inner: Unit) {
    let scope = inner.scope
    if scope.kind == .function {
      for name in scope.order {
        let register = inner.nextRegister
        inner.nextRegister += 1
        let isCaptured = scope.bound[name] == true
        inner.locations[0][name] = isCaptured ? .cell(register) : .register(register)
        if isCaptured { inner.code.cellRegisters.append(register) }
        if register < inner.code.parameterCount { inner.assigned.insert(register) }
      }
    } else if scope.bound["__class__"] == true {
      inner.locations[0]["__class__"] = .cell(inner.nextRegister)
      inner.code.cellRegisters.append(inner.nextRegister)
      inner.nextRegister += 1
    }
    for name in scope.free {
      inner.locations[0][name] = .cell(inner.nextRegister)
      inner.code.freeRegisters.append(inner.nextRegister)
      inner.nextRegister += 1
    }
    inner.code.freeNames = scope.free
    inner.code.registerCount = inner.nextRegister
  }

  private func qualified(_ name: String) -> String {
    switch unit.scope.kind {
    case .module, .snippet: name
    case .classBody: "\(unit.code.qualifiedName).\(name)"
    case .function, .comprehension: "\(unit.code.qualifiedName).<locals>.\(name)"
    }
  }

  private func documentation(of body: [Statement]) -> PythonString? {
    guard case .expr(let value)? = body.first?.kind, case .constant(.string(let bytes), _) = value.kind else {
      return nil
    }
    return PythonString(bytes: bytes)
  }

  /// Makes the function object: defaults and captured cells side by side, in this order.
  private func make(_ code: CodeObject, _ arguments: Arguments, into target: Int? = nil) -> Int {
    let result = target ?? temporary()
    scratch {
      let keywordDefaults = arguments.keywordDefaults.compactMap { $0 }
      let first = temporaries(arguments.defaults.count + keywordDefaults.count + code.freeNames.count)
      for (i, standard) in (arguments.defaults + keywordDefaults).enumerated() {
        _ = expression(standard, into: first + i)
      }
      let names = zip(arguments.keywordOnly, arguments.keywordDefaults).compactMap { $1 == nil ? nil : $0.name }
      emitFunction(code, result: result, first: first, defaults: arguments.defaults.count, keywordDefaults: names)
    }
    return result
  }

  /// Emits the making of a function whose defaults are in place; its cells follow them.
  func emitFunction(_ code: CodeObject, result: Int, first: Int, defaults: Int, keywordDefaults: [String]) {
    var register = first + defaults + keywordDefaults.count
    for name in code.freeNames {
      if case .cell(let cell) = location(of: name) { emit(.move, a: register, b: cell) }
      register += 1
    }
    unit.code.functions.append(code)
    let shape = site("", arguments: defaults, keywords: keywordDefaults)
    emit(.makeFunction, a: result, b: first, c: shape)
    unit.code.functionOfSite[shape] = unit.code.functions.count - 1
  }

  private func apply(_ decorator: Int, to register: Int) -> Int {
    let base = temporaries(2)
    emit(.move, a: base, b: decorator)
    emit(.move, a: base + 1, b: register)
    emit(.call, a: base, b: base, c: site("", arguments: 1))
    return base
  }

  func classDefinition(_ definition: ClassDefinition) {
    let decorators = definition.decorators.map { decorator in
      let register = temporary()
      return expression(decorator, into: register)
    }
    guard let scope = unit.currentScope.inner[ObjectIdentifier(definition)] else { return }
    let code = compile(name: definition.name, arguments: nil, tree: nil, scope: scope) { compiler in
      compiler.unit.code.documentation = documentation(of: definition.body)
      compiler.statements(definition.body)
      compiler.emit(.returnValue, a: compiler.constant(.none))
    }
    code.isClassBody = true
    let body = temporary()
    scratch {
      emitFunction(code, result: body, first: temporaries(code.freeNames.count), defaults: 0, keywordDefaults: [])
    }
    let base = temporaries(2)
    scratch { _ = display(.buildList, definition.bases, into: base) }
    emit(.buildDict, a: base + 1)
    keywordDictionary(definition.keywords, into: base + 1, of: body)
    var register = temporary()
    emit(.makeClass, a: register, b: body, c: base)
    for decorator in decorators.reversed() { register = apply(decorator, to: register) }
    store(register, to: definition.name)
  }
}

import PythonSyntax

/// The names that a piece of code binds, found before it is compiled.
final class Scope {
  enum Kind {
    case module, function, classBody, comprehension
    /// Code that `exec` runs with local names of its own: they are looked up in a mapping.
    case snippet
  }

  let kind: Kind
  let parent: Scope?
  /// Names bound here; the value tells whether a function inside uses it.
  private(set) var bound: [String: Bool] = [:]
  /// Names in the order in which they were bound.
  private(set) var order: [String] = []
  private var declaredGlobal: Set<String> = []
  private var declaredNonlocal: Set<String> = []
  /// Names of enclosing functions that this function or a function inside it uses.
  private(set) var free: [String] = []
  /// Scopes of the functions, classes and comprehensions inside, by their place in the source.
  private(set) var inner: [ObjectIdentifier: Scope] = [:]
  private(set) var isGenerator = false
  /// Whether it is that of a generator expression, which `:=` looks through.
  var isGeneratorExpression = false

  /// The innermost class around, which mangles private names.
  let className: String?

  init(_ kind: Kind, parent: Scope?, className: String? = nil) {
    self.kind = kind
    self.parent = parent
    self.className = className ?? parent?.className
  }

  /// The name as it is stored.
  func mangled(_ name: String) -> String {
    className.map { PrivateName.mangled(name, in: $0) } ?? name
  }

  func bind(_ name: String) {
    let name = mangled(name)
    if declaredGlobal.contains(name) || declaredNonlocal.contains(name) { return }
    if bound[name] == nil {
      bound[name] = false
      order.append(name)
    }
  }

  func declareGlobal(_ name: String) { declaredGlobal.insert(mangled(name)) }
  func declareNonlocal(_ name: String) { declaredNonlocal.insert(mangled(name)) }
  /// Whether it is that of `async def`, or awaits something at the top of a cell.
  private(set) var isAsync = false

  /// What calling its code gives.
  var codeKind: CodeObject.Kind {
    isAsync ? (isGenerator ? .asyncGenerator : .coroutine) : isGenerator ? .generator : .function
  }

  func markAsync() { functionScope.isAsync = true }
  func markGenerator() { functionScope.isGenerator = true }
  func add(_ scope: Scope, for node: ObjectIdentifier) { inner[node] = scope }

  /// The scope that owns registers: comprehensions run in that of the code around them.
  var functionScope: Scope { kind == .comprehension ? parent?.functionScope ?? self : self }

  /// The scope in which `:=` binds: that of the code around comprehensions and generator expressions.
  var assignmentScope: Scope {
    kind == .comprehension || isGeneratorExpression ? parent?.assignmentScope ?? self : self
  }

  /// Notes that a name is read or written in this scope, so that captured variables are known before compiling.
  func resolve(_ name: String) {
    let name = mangled(name)
    var scope: Scope? = self
    var crossed: [Scope] = []
    while let current = scope {
      if current.declaredGlobal.contains(name) { return }
      let isVisible = current === self || current.kind != .classBody && current.kind != .snippet || name == "__class__"
      if isVisible, current.kind != .module, current.kind != .snippet, let captured = current.bound[name] {
        guard !crossed.isEmpty else { return }
        if !captured { current.bound[name] = true }
        for between in crossed where !between.free.contains(name) { between.free.append(name) }
        return
      }
      if current.kind == .function || current.kind == .classBody { crossed.append(current) }
      scope = current.parent
    }
  }

  /// Whether a name means the module's here, by declaration.
  func isGlobal(_ name: String) -> Bool { declaredGlobal.contains(name) }
}

import Diagnostics

/// Finds what Python refuses when it looks up which name belongs to which scope.
///
/// Scopes and the order of visits are those of CPython's symbol table, so that the first failure is the one it raises.
struct NameCheck {
  /// How a scope uses a name.
  struct Uses: OptionSet {
    let rawValue: UInt16
    static let used = Uses(rawValue: 1)
    static let bound = Uses(rawValue: 2)
    static let parameter = Uses(rawValue: 4)
    static let annotated = Uses(rawValue: 8)
    static let global = Uses(rawValue: 16)
    static let nonlocal = Uses(rawValue: 32)
    /// The target of a comprehension.
    static let iterated = Uses(rawValue: 64)
    /// Bound by an import, which may precede `global`.
    static let imported = Uses(rawValue: 128)
  }

  /// A module, class, function or comprehension.
  struct Scope {
    enum Kind { case module, `class`, function, comprehension, annotation }

    let kind: Kind
    /// What messages call a comprehension, or a place that yields nothing and binds no name.
    var title = ""
    var names: [String: Uses] = [:]
    /// The statements `global` and `nonlocal`, or walruses, by the name.
    var declarations: [(name: String, span: SourceSpan)] = []
    /// The names that are free to be nonlocal in scopes below, bound in functions around this scope.
    var enclosing: Set<String> = []
    /// Levels of iterated expressions of comprehensions around the place.
    var iteratedLevel = 0
    var isIterationTarget = false
    /// Whether the scope yields.
    var isGenerator = false
    /// Scopes whose declarations are looked up once all of this scope is known.
    var children: [Scope] = []
  }

  var scopes = [Scope(kind: .module)]
  private(set) var failures: [SyntaxFailure] = []
  /// The functions that yield.
  var generators: Set<ObjectIdentifier> = []
  var stack = StackGuard()
  let hasFutureAnnotations: Bool

  init(hasFutureAnnotations: Bool) {
    self.hasFutureAnnotations = hasFutureAnnotations
  }

  mutating func check(_ body: [Statement]) {
    visit(body)
    resolve(scopes[0], bound: nil)
  }

  mutating func fail(_ message: String, at span: SourceSpan) {
    failures.append(SyntaxFailure(message: message, span: span))
  }

  // MARK: Scopes

  mutating func enter(_ kind: Scope.Kind, title: String = "") {
    var scope = Scope(kind: kind, title: title)
    scope.iteratedLevel = scopes[scopes.count - 1].iteratedLevel
    scopes.append(scope)
  }

  mutating func leave() {
    let scope = scopes.removeLast()
    // A scope without declarations, in it or below, has nothing to look up.
    if !scope.declarations.isEmpty || !scope.children.isEmpty { scopes[scopes.count - 1].children.append(scope) }
  }

  var current: Scope {
    _read { yield scopes[scopes.count - 1] }
    _modify { yield &scopes[scopes.count - 1] }
  }

  // MARK: Names

  mutating func note(_ name: String, _ uses: Uses, at span: SourceSpan) {
    note(name, uses, at: span, in: scopes.count - 1)
  }

  mutating func note(_ name: String, _ uses: Uses, at span: SourceSpan, in scope: Int) {
    var all = scopes[scope].names[name] ?? []
    if uses.contains(.parameter), all.contains(.parameter) {
      fail("duplicate argument '\(name)' in function definition", at: span)
    }
    all.formUnion(uses)
    if scopes[scope].isIterationTarget {
      if !all.isDisjoint(with: [.global, .nonlocal]) {
        fail("comprehension inner loop cannot rebind assignment expression target '\(name)'", at: span)
      }
      all.insert(.iterated)
    }
    scopes[scope].names[name] = all
  }

  mutating func declare(_ names: [String], _ declaration: Uses, at span: SourceSpan) {
    let word = declaration == .global ? "global" : "nonlocal"
    for name in names {
      let uses = current.names[name] ?? []
      if uses.contains(.parameter) {
        fail("name '\(name)' is parameter and \(word)", at: span)
      } else if uses.contains(.used) {
        fail("name '\(name)' is used prior to \(word) declaration", at: span)
      } else if uses.contains(.annotated) {
        fail("annotated name '\(name)' can't be \(word)", at: span)
      } else if uses.contains(.bound) {
        fail("name '\(name)' is assigned to before \(word) declaration", at: span)
      }
      note(name, declaration, at: span)
      current.declarations.append((name, span))
    }
  }

  /// Looks up the declarations of a scope and of those below.
  ///
  /// - Parameter bound: the names of the functions around; `nil` in the module.
  private mutating func resolve(_ scope: Scope, bound: Set<String>?) {
    for (name, span) in scope.declarations {
      let uses = scope.names[name] ?? []
      guard uses.contains(.nonlocal) else { continue }
      if uses.contains(.global) {
        fail("name '\(name)' is nonlocal and global", at: span)
      } else if let bound {
        if !bound.contains(name) { fail("no binding for nonlocal '\(name)' found", at: span) }
      } else {
        fail("nonlocal declaration not allowed at module level", at: span)
      }
    }
    var inner = bound ?? []
    if scope.kind == .function || scope.kind == .comprehension {
      for (name, uses) in scope.names where !uses.isDisjoint(with: [.bound, .parameter, .imported]) {
        if uses.contains(.global) { inner.remove(name) } else { inner.insert(name) }
      }
      for (name, uses) in scope.names where uses.contains(.global) { inner.remove(name) }
    }
    for child in scope.children { resolve(child, bound: inner) }
  }
}

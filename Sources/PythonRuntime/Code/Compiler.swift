import Diagnostics
import Kernels
import PythonSyntax

/// Compiles syntax to code objects; names become registers, cells and slots here.
final class Compiler {
  let context: Context
  /// The number of the cell being compiled.
  let cell: Int
  /// The file being compiled; `nil` for the notebook's cells.
  let file: SourceFile?
  /// The global names that the code refers to.
  let globals: Namespace
  /// What is run instead of the statement or name at an offset.
  private var escapes: [Int: Escape] = [:]
  /// Whether the values of expression statements are printed.
  var printsExpressions = false
  var unit: Unit
  /// Tests inside the condition being compiled, whose regions end where that of the condition does.
  var pendingRegions: [Int] = []
  /// Tests that may leave a loop: their regions end where the loop does.
  var loopRegions: [ObjectIdentifier: [Int]] = [:]

  /// One code object under way.
  final class Unit {
    let code: CodeObject
    let scope: Scope
    let enclosing: Unit?
    /// Variables with a place of their own: the function's, then those of the comprehensions that we are in.
    var locations: [[String: Location]] = [[:]]
    /// Scopes of the comprehensions that we are in.
    var comprehensions: [Scope] = []
    var nextRegister = 0
    var blocks: [Block] = []
    /// The ranges under way whose exceptions a handler takes, the innermost last.
    var protections: [Protection] = []
    var handledDepth = 0
    /// Registers of variables that are certainly bound here.
    var assigned: Set<Int> = []
    var position = SourcePosition(offset: 0, line: 0, column: 0)
    /// What an unsupported test makes uncertain if it decides about a `return`: the rest of the function.
    var body: [Statement] = []
    var constants: [PythonString: Int] = [:]
    var integers: [Int: Int] = [:]

    init(_ code: CodeObject, scope: Scope, enclosing: Unit?) {
      self.code = code
      self.scope = scope
      self.enclosing = enclosing
    }

    /// The scope whose names are looked up now.
    var currentScope: Scope { comprehensions.last ?? scope }
  }

  /// What surrounds a statement, for `break`, `continue` and `return`.
  struct Block {
    enum Kind {
      case loop(Loop)
      case finally([Statement])
      case with(Int)
      case asyncWith(Int)
      case handler
      /// The name of a handled exception, which is unbound at the end.
      case binding(String)
    }

    let kind: Kind
    /// How many protections were under way around it.
    let protections: Int
  }

  /// A range of instructions whose exceptions one handler takes.
  final class Protection {
    let start: Int
    /// What the cleaning up of a block around it put into the range, which is not its own.
    var holes: [Range<Int>] = []
    /// Where a hole begins that is not yet at its end.
    var openHole: Int?
    init(start: Int) { self.start = start }
  }

  /// Jumps of a loop that are patched when its ends are known.
  final class Loop {
    let statement: Statement
    var breaks: [Int] = []
    var continues: [Int] = []
    init(_ statement: Statement) { self.statement = statement }
  }

  private init(_ context: Context, cell: Int, unit: Unit) {
    self.context = context
    self.cell = cell
    file = unit.code.file
    globals = unit.code.globals
    self.unit = unit
  }

  /// The code of a cell.
  ///
  /// - Parameters:
  ///   - showsLast: whether the value of a last expression is displayed.
  ///   - globals: the module that the code belongs to; the notebook's if `nil`.
  ///   - file: the file that it is in; that of the module if `nil`.
  ///   - escapes: what is run instead of the statement or name at an offset.
  ///   - hasOwnLocals: whether its names are looked up in a mapping of local names first, as `exec` does.
  ///   - printsExpressions: whether the values of expression statements are printed, as at a prompt.
  static func compile(
    _ body: [Statement], cell: Int, showsLast: Bool, globals: Namespace? = nil, file: SourceFile? = nil,
    escapes: [Int: Escape] = [:], hasOwnLocals: Bool = false, printsExpressions: Bool = false, in context: Context
  ) -> CodeObject {
    let globals = globals ?? context.globals
    let scope = ScopeAnalysis.scope(of: body, kind: hasOwnLocals ? .snippet : .module)
    let code = CodeObject(
      name: "<module>", qualifiedName: "<module>", cell: cell, globals: globals, file: file ?? globals.file, tree: nil)
    let unit = Unit(code, scope: scope, enclosing: nil)
    let compiler = Compiler(context, cell: cell, unit: unit)
    compiler.escapes = escapes
    compiler.printsExpressions = printsExpressions
    code.kind = scope.codeKind
    unit.body = body
    if body.postponeHints { globals.postponesHints = true }
    code.statements = body
    for (i, statement) in body.enumerated() {
      if cell > 0 {
        compiler.at(statement.span)
        compiler.emit(.beginStatement, b: i)
      }
      if showsLast, i == body.count - 1, let escape = compiler.escape(for: statement) {
        compiler.emit(.display, a: escape)
      } else if showsLast, i == body.count - 1, case .expr(let value) = statement.kind {
        compiler.at(statement.span)
        let register = compiler.expression(value)
        compiler.emit(.display, a: register)
      } else {
        compiler.statement(statement)
      }
    }
    compiler.emit(.returnValue, a: compiler.constant(.none))
    return code
  }

  /// The code that gives the value of an expression over the module's names.
  static func compile(
    _ expression: Expression, globals: Namespace? = nil, file: SourceFile? = nil, hasOwnLocals: Bool = false,
    in context: Context
  ) -> CodeObject {
    let statement = Statement(.expr(expression), span: expression.span)
    let scope = ScopeAnalysis.scope(of: [statement], kind: hasOwnLocals ? .snippet : .module)
    let code = CodeObject(
      name: "<expression>", qualifiedName: "<expression>", cell: 0, globals: globals ?? context.globals,
      file: file ?? globals?.file, tree: nil)
    let compiler = Compiler(context, cell: 0, unit: Unit(code, scope: scope, enclosing: nil))
    compiler.at(expression.span)
    compiler.emit(.returnValue, a: compiler.expression(expression))
    return code
  }

  // MARK: Escapes

  /// Runs what stands for a masked statement; the register of its value, `nil` for a statement of Python.
  func escape(for statement: Statement) -> Int? {
    guard !escapes.isEmpty, let escape = escapes[statement.span.start.offset] else { return nil }
    switch statement.kind {
    case .pass: break
    case .expr(let value): guard case .constant = value.kind else { return nil }
    default: return nil
    }
    at(statement.span)
    return emit(escape, into: nil)
  }

  /// Runs what stands for a masked name.
  func escape(for name: Expression, into target: Int?) -> Int? {
    guard !escapes.isEmpty, let escape = escapes[name.span.start.offset] else { return nil }
    return emit(escape, into: target)
  }

  private func emit(_ escape: Escape, into target: Int?) -> Int {
    let result = target ?? temporary()
    unit.code.escapes.append(escape)
    emit(.escape, a: result, b: unit.code.escapes.count - 1)
    return result
  }

  // MARK: Emission

  func at(_ span: SourceSpan) { unit.position = span.start }

  @discardableResult
  func emit(_ opcode: Opcode, extra: UInt8 = 0, a: Int = 0, b: Int = 0, c: Int = 0) -> Int {
    let code = unit.code
    code.instructions.append(
      Instruction(
        opcode: opcode, extra: extra, a: Int32(truncatingIfNeeded: a), b: Int32(truncatingIfNeeded: b),
        c: Int32(truncatingIfNeeded: c)))
    code.lines.append(Int32(truncatingIfNeeded: unit.position.line))
    code.columns.append(Int32(truncatingIfNeeded: unit.position.column))
    return code.instructions.count - 1
  }

  /// The position of the next instruction.
  var here: Int { unit.code.instructions.count }

  /// Lets the jump at a position lead to the next instruction.
  func patch(_ jump: Int) { unit.code.instructions[jump].c = Int32(truncatingIfNeeded: here) }

  func patch(_ jumps: [Int]) { for jump in jumps { patch(jump) } }

  // MARK: Registers

  /// A register for an intermediate value.
  func temporary() -> Int {
    defer {
      unit.nextRegister += 1
      unit.code.registerCount = max(unit.code.registerCount, unit.nextRegister)
    }
    return unit.nextRegister
  }

  /// Registers side by side.
  func temporaries(_ count: Int) -> Int {
    let first = unit.nextRegister
    for _ in 0..<count { _ = temporary() }
    return first
  }

  /// Frees the intermediate registers that `body` takes, but its result.
  func scratch<T>(_ body: () -> T) -> T {
    let mark = unit.nextRegister
    defer { unit.nextRegister = mark }
    return body()
  }

  // MARK: Tables

  /// A register that holds a constant.
  func constant(_ value: Value, into target: Int? = nil) -> Int {
    let register = target ?? temporary()
    emit(.loadConstant, a: register, b: constantIndex(value))
    return register
  }

  func constantIndex(_ value: Value) -> Int {
    switch value {
    case .string(let text):
      if let index = unit.constants[text] { return index }
      unit.constants[text] = unit.code.constants.count
    case .int(let number):
      if let index = unit.integers[number] { return index }
      unit.integers[number] = unit.code.constants.count
    default: break
    }
    unit.code.constants.append(value)
    return unit.code.constants.count - 1
  }

  func name(_ name: String) -> Int {
    let text = PythonString(mangled(name))
    if let index = unit.code.names.firstIndex(of: text) { return index }
    unit.code.names.append(text)
    return unit.code.names.count - 1
  }

  func site(_ name: String, arguments: Int = 0, keywords: [String] = []) -> Int {
    unit.code.sites.append(
      Site(name: PythonString(mangled(name)), argumentCount: arguments, keywordNames: keywords.map { PythonString($0) })
    )
    return unit.code.sites.count - 1
  }

  // MARK: Names

  /// A name or attribute as it is stored: private ones carry the class.
  func mangled(_ name: String) -> String { unit.currentScope.mangled(name) }

  /// Where a name lives, seen from here.
  func location(of name: String) -> Location {
    let name = mangled(name)
    for map in unit.locations.reversed() { if let location = map[name] { return location } }
    if unit.scope.kind == .classBody, unit.comprehensions.isEmpty, !unit.scope.isGlobal(name) { return .className }
    if unit.scope.kind == .snippet, unit.comprehensions.isEmpty, !unit.scope.isGlobal(name) { return .className }
    return .global(globals.slot(of: PythonString(name)))
  }

  /// The register that holds a variable's value; a copy only where the variable is not a register itself.
  func load(_ name: String, into target: Int?) -> Int {
    switch location(of: name) {
    case .register(let register):
      if !unit.assigned.contains(register) {
        emit(.checkBound, a: register, b: self.name(name))
        // From here on it is bound on this path.
        unit.assigned.insert(register)
      }
      guard let target, target != register else { return register }
      emit(.move, a: target, b: register)
      return target
    case .cell(let register):
      let result = target ?? temporary()
      emit(.loadCell, a: result, b: register, c: self.name(name))
      return result
    case .global(let slot):
      let result = target ?? temporary()
      emit(.loadGlobal, a: result, b: slot)
      return result
    case .className:
      let result = target ?? temporary()
      emit(.loadName, a: result, b: self.name(name), c: globals.slot(of: PythonString(mangled(name))))
      return result
    }
  }

  func store(_ register: Int, to name: String) {
    switch location(of: name) {
    case .register(let target):
      if target != register { emit(.move, a: target, b: register) }
      unit.assigned.insert(target)
    case .cell(let cell): emit(.storeCell, a: cell, b: register)
    case .global(let slot): emit(.storeGlobal, a: slot, b: register)
    case .className: emit(.storeName, a: self.name(name), b: register)
    }
  }

  func delete(_ name: String) {
    switch location(of: name) {
    case .register(let register):
      emit(.checkBound, a: register, b: self.name(name))
      emit(.unbind, a: register)
      unit.assigned.remove(register)
    case .cell(let cell): emit(.deleteCell, a: cell, b: self.name(name))
    case .global(let slot): emit(.deleteGlobal, a: slot)
    case .className: emit(.deleteName, a: self.name(name))
    }
  }

  /// The register of a variable that is one, which an expression may write to directly.
  func register(of name: String) -> Int? {
    if case .register(let register) = location(of: name) { return register }
    return nil
  }
}

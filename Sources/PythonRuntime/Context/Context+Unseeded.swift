import Diagnostics
import Kernels
import PythonSyntax

// Draws without a seed taint what depends on them, a statement of a cell at a time: a statement that draws, or reads a name
// that depends on draws, marks the names that it assigns or would assign, the outputs that it makes, and every name through
// which something that it changed can be reached. Marked names are kept apart (`Namespace.unseeded`), so that the
// interpreter pays for the bookkeeping only where there is something to note.

/// A statement of a cell that runs.
struct StatementUnderWay {
  let statement: Statement
  let cell: Int
  /// The bits of the notebook's names before.
  let names: [UInt64]
  /// The outputs before, and the length of the last one, which may be a stream that grows.
  let outputCount: Int
  let lastLength: Int
}

extension Context {
  /// Ends the statement that ran before and begins one.
  func begin(statement number: Int, of code: CodeObject) {
    endStatement()
    guard number < code.statements.count else { return }
    let statement = code.statements[number]
    stopFlag.publish(cell: code.cell, line: statement.span.start.line)
    self.statement = StatementUnderWay(
      statement: statement, cell: code.cell, names: globals.fingerprint(), outputCount: outputs.count,
      lastLength: outputs.last?.length ?? 0)
  }

  /// Ends the statement that ran, and marks what depends on it.
  func endStatement() {
    guard let ended = statement else { return }
    statement = nil
    if hasDrawnUnseeded { mark(ended) }
    let isUnseeded = hasDrawnUnseeded
    hasDrawnUnseeded = false
    changedObjects = [:]
    statementEnded(isUnseeded)
  }

  /// Notes a change in a statement that depends on draws without a seed.
  package func noteChanged(_ value: Value) {
    guard case .object(let object) = value else { return }
    changedObjects[ObjectIdentifier(object)] = object
  }

  private func mark(_ ended: StatementUnderWay) {
    markOutputs(ended)
    var names = RegionNames { _, _ in true }
    names.visit(ended.statement)
    for name in names.assigned {
      if let slot = globals.knownSlot(of: PythonString(name)) { globals.markUnseeded(slot: slot) }
    }
    for slot in globals.slotsChanged(since: ended.names) { globals.markUnseeded(slot: slot) }
    guard !changedObjects.isEmpty else { return }
    var search = ReachabilitySearch(changedObjects)
    for slot in globals.names.indices {
      if let value = globals[slot: slot], search.reaches(value) { globals.markUnseeded(slot: slot) }
    }
  }

  private func markOutputs(_ ended: StatementUnderWay) {
    for position in ended.outputCount..<max(ended.outputCount, outputs.count) { unseededOutputs.insert(position) }
    let last = ended.outputCount - 1
    if last >= 0, last < outputs.count, outputs[last].length != ended.lastLength { unseededOutputs.insert(last) }
  }
}

extension CellOutput {
  /// The length of a stream's text.
  var length: Int {
    if case .stream(_, let text) = self { return text.bytes.count }
    return 0
  }
}

/// Whether objects can be reached from values, through containers, instances, functions and modules.
struct ReachabilitySearch {
  private let wanted: [ObjectIdentifier: Object]
  /// Objects from which none can be reached.
  private var clean: Set<ObjectIdentifier> = []

  init(_ wanted: [ObjectIdentifier: Object]) { self.wanted = wanted }

  mutating func reaches(_ value: Value) -> Bool {
    var stack = [value]
    var seen: Set<ObjectIdentifier> = []
    while let next = stack.popLast() {
      guard case .object(let object) = next else { continue }
      let id = ObjectIdentifier(object)
      if wanted[id] != nil || wanted[ObjectIdentifier(object.type)] != nil { return true }
      if clean.contains(id) || !seen.insert(id).inserted { continue }
      stack += parts(of: object)
    }
    clean.formUnion(seen)
    return false
  }

  private func parts(of object: Object) -> [Value] {
    switch object {
    case let list as ListObject: list.items
    case let tuple as TupleObject: tuple.items
    case let dict as DictObject: dict.values
    case let instance as InstanceObject: instance.attributes.values
    case let cell as CellObject: cell.value.map { [$0] } ?? []
    case let function as FunctionObject:
      function.closure.map(Value.object) + function.defaults + function.keywordDefaults.map(\.value)
        + function.attributes.values
    case let method as BoundMethod: [.object(method.function), method.receiver]
    case let type as TypeObject: type.isUserDefined ? type.members.values : []
    case let module as ModuleObject: module.globals?.bindings.map(\.value) ?? []
    default: object.parts
    }
  }
}

import Diagnostics

/// Finds what Python refuses when it makes code: statements outside of their place, starred expressions that nothing
/// unpacks, keywords given twice, patterns that can never be reached.
///
/// The order of visits is that of CPython's compiler, so that the first failure is the one it raises.
struct CodeCheck {
  /// What the code belongs to.
  enum Owner { case module, `class`, function, asyncFunction, lambda, comprehension, typeScope }

  /// What `break`, `continue` and `return` would leave.
  enum Block { case loop, exceptStarHandler, other }

  let allowsAwait: Bool
  let lastFutureLine: Int
  /// The functions that yield.
  let generators: Set<ObjectIdentifier>
  var isGenerator = false
  var failures: [SyntaxFailure] = []
  var owners: [Owner] = [.module]
  var blocks: [Block] = []
  var stack = StackGuard()

  /// The most blocks within blocks of one function.
  private static let mostBlocks = 20

  init(allowsAwait: Bool, lastFutureLine: Int, generators: Set<ObjectIdentifier>) {
    self.generators = generators
    self.allowsAwait = allowsAwait
    self.lastFutureLine = lastFutureLine
  }

  var owner: Owner { owners[owners.count - 1] }

  /// Whether the code runs as a function does; a class body and a module do not.
  var isInFunction: Bool { owner != .module && owner != .class }

  mutating func fail(_ message: String, at span: SourceSpan) {
    failures.append(SyntaxFailure(message: message, span: span))
  }

  /// Checks code of its own: that of a function, class or comprehension.
  mutating func within(_ owner: Owner, _ check: (inout CodeCheck) -> Void) {
    let outer = (blocks: blocks, isGenerator: isGenerator)
    owners.append(owner)
    blocks = []
    isGenerator = false
    check(&self)
    owners.removeLast()
    (blocks, isGenerator) = outer
  }

  /// Checks code within a block.
  mutating func within(_ block: Block, at span: SourceSpan, count: Int = 1, _ check: (inout CodeCheck) -> Void) {
    if blocks.count <= Self.mostBlocks, blocks.count + count > Self.mostBlocks {
      fail("too many statically nested blocks", at: span)
    }
    for _ in 0..<count { blocks.append(block) }
    check(&self)
    blocks.removeLast(count)
  }

  mutating func check(_ body: [Statement]) {
    guard stack.hasRoom() else { return }
    for statement in body { check(statement) }
  }
}

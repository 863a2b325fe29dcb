import Kernels
import PythonRuntime

/// Numbers for the elements of sequences: equal ones have the same.
final class ElementNumbers {
  private let numbers = DictObject()
  private let context: Context

  init(_ context: Context) { self.context = context }

  func of(_ value: Value) throws(Raised) -> [Int] {
    var result: [Int] = []
    for element in try context.items(of: value.supported()) { result.append(try number(element)) }
    return result
  }

  func number(_ element: Value) throws(Raised) -> Int {
    if case .int(let known)? = try numbers.value(for: element, in: context) { return known }
    let number = numbers.count
    try numbers.set(element, to: .int(number), in: context)
    return number
  }
}

/// `difflib.SequenceMatcher`.
final class SequenceMatcherObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "SequenceMatcher", module: "difflib", members: Standard.SequenceMatcherClass.members)

  private let isJunk: Value
  private let autojunk: Bool
  var a: Value
  var b: Value
  private var known: SequenceMatching?

  init(isJunk: Value, a: Value, b: Value, autojunk: Bool, type: TypeObject) {
    self.isJunk = isJunk
    self.a = a
    self.b = b
    self.autojunk = autojunk
    super.init(type: type)
  }

  func set(a: Value? = nil, b: Value? = nil) {
    self.a = a ?? self.a
    self.b = b ?? self.b
    known = nil
  }

  func matching(in context: Context) throws(Raised) -> SequenceMatching {
    if let known { return known }
    let numbers = ElementNumbers(context)
    var junk: Set<Int> = []
    if !isJunk.isNone {
      for element in try context.items(of: b) {
        if try context.truth(context.call(isJunk, [element])) { junk.insert(try numbers.number(element)) }
      }
    }
    let made = SequenceMatching(try numbers.of(a), try numbers.of(b), junk: junk, autojunk: autojunk)
    known = made
    return made
  }

  nonisolated(unsafe) static let match = NamedTuples.made("Match", module: "", fields: ["a", "b", "size"])

  static func shown(_ block: SequenceMatching.Block) -> Value {
    .object(TupleObject([.int(block.a), .int(block.b), .int(block.size)], type: match))
  }
}

extension Standard.SequenceMatcherClass {
  static let new = Constructor("SequenceMatcher(cls, isjunk=None, a='', b='', autojunk=True)") { call in
    .object(
      SequenceMatcherObject(
        isJunk: call["isjunk"], a: call["a"], b: call["b"], autojunk: try call.bool("autojunk"),
        type: call.receivingClass ?? SequenceMatcherObject.type))
  }

  private static func matching(_ call: Call) throws(Raised) -> SequenceMatching {
    try call.receiver(as: SequenceMatcherObject.self).matching(in: call.context)
  }

  static let ratio = Method("ratio(self)") { call in .float(try matching(call).ratio) }
  static let quickRatio = Method("quick_ratio(self)") { call in .float(try matching(call).quickRatio) }
  static let realQuickRatio = Method("real_quick_ratio(self)") { call in .float(try matching(call).realQuickRatio) }
  static let blocks = Method("get_matching_blocks(self)") { call in
    .list(try matching(call).blocks().map(SequenceMatcherObject.shown))
  }
  static let opcodes = Method("get_opcodes(self)") { call in
    .list(
      try matching(call).steps().map { step in
        .tuple([
          .text(step.tag), .int(step.a.lowerBound), .int(step.a.upperBound), .int(step.b.lowerBound),
          .int(step.b.upperBound),
        ])
      })
  }
  static let longest = Method("find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None)") { call in
    let matching = try matching(call)
    let (aEnd, bEnd) = (
      try call.optionalInt("ahi") ?? matching.a.count, try call.optionalInt("bhi") ?? matching.b.count
    )
    let (aStart, bStart) = (try call.int("alo"), try call.int("blo"))
    guard (0...aEnd).contains(aStart), aEnd <= matching.a.count, (0...bEnd).contains(bStart), bEnd <= matching.b.count
    else { throw Raised.indexError("list index out of range") }
    return SequenceMatcherObject.shown(matching.longest(aStart..<aEnd, bStart..<bEnd))
  }
  static let setSeqs = Method("set_seqs(self, a, b)") { call in
    try call.receiver(as: SequenceMatcherObject.self).set(a: call["a"], b: call["b"])
    return .none
  }
  static let setSeq1 = Method("set_seq1(self, a)") { call in
    try call.receiver(as: SequenceMatcherObject.self).set(a: call["a"])
    return .none
  }
  static let setSeq2 = Method("set_seq2(self, b)") { call in
    try call.receiver(as: SequenceMatcherObject.self).set(b: call["b"])
    return .none
  }
}

extension Standard.Difflib {
  static let sequenceMatcher = Constant("SequenceMatcher") { _ in .object(SequenceMatcherObject.type) }

  static let getCloseMatches = Function("get_close_matches(word, possibilities, n=3, cutoff=0.6)") { call in
    let count = try call.int("n")
    let cutoff = try call.double("cutoff")
    if count <= 0 { throw Raised.valueError("n must be > 0: \(count)") }
    guard (0...1).contains(cutoff) else {
      throw Raised.valueError("cutoff must be in [0.0, 1.0]: \(try call.context.repr(call["cutoff"]))")
    }
    let numbers = ElementNumbers(call.context)
    let word = try numbers.of(call["word"])
    var found: [(score: Double, value: Value)] = []
    for value in try call.list("possibilities") {
      let matching = SequenceMatching(try numbers.of(value), word)
      guard matching.realQuickRatio >= cutoff, matching.quickRatio >= cutoff else { continue }
      let score = matching.ratio
      if score >= cutoff { found.append((score, value)) }
    }
    let context = call.context
    // The best first; of equal scores the greater value.
    let sorted = try found.sorted { a, b in
      a.score != b.score ? a.score > b.score : try context.isLess(b.value, a.value)
    }
    return .list(sorted.prefix(count).map(\.value))
  }

  static let unifiedDiff = Function(
    "unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\\n')"
  ) { call in
    let (a, b) = (try call.list("a"), try call.list("b"))
    let numbers = ElementNumbers(call.context)
    let matching = SequenceMatching(try numbers.of(.list(a)), try numbers.of(.list(b)))
    let end = try call.string("lineterm").bytes
    var lines: [Value] = []
    func add(_ text: String) { lines.append(.string(PythonString(bytes: Array(text.utf8) + end))) }
    let context = try call.int("n")
    if context < 0 { throw call.unsupported("a negative 'n' of 'unified_diff'", argument: "n") }
    for group in matching.grouped(min(context, 1 << 40)) {
      guard let first = group.first, let last = group.last else { continue }
      if lines.isEmpty {
        let (from, to) = (try call.text("fromfiledate"), try call.text("tofiledate"))
        add("--- \(try call.text("fromfile"))\(from.isEmpty ? "" : "\t\(from)")")
        add("+++ \(try call.text("tofile"))\(to.isEmpty ? "" : "\t\(to)")")
      }
      let mine = range(first.a.lowerBound, last.a.upperBound)
      add("@@ -\(mine) +\(range(first.b.lowerBound, last.b.upperBound)) @@")
      for step in group {
        if step.tag == "equal" { for i in step.a where i < a.count { lines.append(marked(" ", a[i])) } }
        if step.tag == "replace" || step.tag == "delete" { for i in step.a { lines.append(marked("-", a[i])) } }
        if step.tag == "replace" || step.tag == "insert" { for i in step.b { lines.append(marked("+", b[i])) } }
      }
    }
    return .object(ArrayIterator(lines, type: Types.generator))
  }

  private static func range(_ start: Int, _ stop: Int) -> String {
    let length = stop - start
    if length == 1 { return "\(start + 1)" }
    return "\(length == 0 ? start : start + 1),\(length)"
  }

  private static func marked(_ mark: String, _ line: Value) -> Value {
    .string(PythonString(bytes: Array(mark.utf8) + (line.stringValue?.bytes ?? [])))
  }
}

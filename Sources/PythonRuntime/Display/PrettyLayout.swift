import Kernels

/// Lays out nested groups within 79 columns as IPython's `pretty` does: outer groups break first.
struct PrettyLayout {
  private final class Group {
    let depth: Int
    var breakables: [Int] = []
    var wantsBreak = false
    init(_ depth: Int) { self.depth = depth }
  }

  private enum Piece {
    case text([UInt8], width: Int)
    case breakable(id: Int, indentation: Int, Group)

    var width: Int {
      switch self {
      case .text(_, let width): width
      case .breakable: 1
      }
    }
  }

  private let maximumWidth = 79
  private(set) var output: [UInt8] = []
  private var outputWidth = 0
  private var buffer: [Piece] = []
  private var bufferStart = 0
  private var bufferWidth = 0
  private var stack = [Group(0)]
  private var queue: [[Group]] = []
  private var indentation = 0
  private var nextID = 0

  init() { enqueue(stack[0]) }

  private var isBufferEmpty: Bool { bufferStart == buffer.count }

  mutating func text(_ text: PythonString) {
    let width = text.codePointCount
    guard !isBufferEmpty else {
      output += text.bytes
      outputWidth += width
      return
    }
    buffer.append(.text(text.bytes, width: width))
    bufferWidth += width
    breakOuterGroups()
  }

  /// A blank, or a line break if the group does not fit.
  mutating func breakable() {
    let group = stack[stack.count - 1]
    if group.wantsBreak { return lineBreak() }
    buffer.append(.breakable(id: nextID, indentation: indentation, group))
    group.breakables.append(nextID)
    nextID += 1
    bufferWidth += 1
    breakOuterGroups()
  }

  /// A line break in any case; the outermost group that can break does so, too.
  mutating func newline() {
    if let group = dequeue() { breakUp(group) }
    lineBreak()
  }

  private mutating func lineBreak() {
    flush()
    output.append(0x0A)
    output += [UInt8](repeating: 0x20, count: indentation)
    outputWidth = indentation
    bufferWidth = 0
  }

  mutating func beginGroup(indent: Int, _ open: PythonString) {
    if !open.bytes.isEmpty { text(open) }
    let group = Group(stack[stack.count - 1].depth + 1)
    stack.append(group)
    enqueue(group)
    indentation += indent
  }

  mutating func endGroup(dedent: Int, _ close: PythonString) {
    indentation -= dedent
    let group = stack.removeLast()
    if group.breakables.isEmpty { remove(group) }
    if !close.bytes.isEmpty { text(close) }
  }

  mutating func flush() {
    while let piece = popFirst() { write(piece) }
    bufferWidth = 0
  }

  private mutating func popFirst() -> Piece? {
    guard !isBufferEmpty else { return nil }
    defer {
      bufferStart += 1
      if isBufferEmpty {
        buffer.removeAll(keepingCapacity: true)
        bufferStart = 0
      }
    }
    return buffer[bufferStart]
  }

  private mutating func write(_ piece: Piece) {
    switch piece {
    case .text(let bytes, let width):
      output += bytes
      outputWidth += width
    case .breakable(let id, let indentation, let group):
      group.breakables.removeAll { $0 == id }
      if group.wantsBreak {
        output.append(0x0A)
        output += [UInt8](repeating: 0x20, count: indentation)
        outputWidth = indentation
      } else {
        if group.breakables.isEmpty { remove(group) }
        output.append(0x20)
        outputWidth += 1
      }
    }
  }

  private mutating func breakOuterGroups() {
    while maximumWidth < outputWidth + bufferWidth {
      guard let group = dequeue() else { return }
      breakUp(group)
    }
  }

  private mutating func breakUp(_ group: Group) {
    while !group.breakables.isEmpty, let piece = popFirst() {
      write(piece)
      bufferWidth -= piece.width
    }
    while !isBufferEmpty, case .text = buffer[bufferStart], let piece = popFirst() {
      write(piece)
      bufferWidth -= piece.width
    }
  }

  private mutating func enqueue(_ group: Group) {
    while group.depth > queue.count - 1 { queue.append([]) }
    queue[group.depth].append(group)
  }

  /// The outermost group that can break; groups without a place to break are given up on the way.
  private mutating func dequeue() -> Group? {
    for depth in queue.indices {
      for (i, group) in queue[depth].reversed().enumerated() where !group.breakables.isEmpty {
        // IPython counts from the end but removes from the front; the order of one depth rarely matters.
        queue[depth].remove(at: i)
        group.wantsBreak = true
        return group
      }
      for group in queue[depth] { group.wantsBreak = true }
      queue[depth].removeAll()
    }
    return nil
  }

  private mutating func remove(_ group: Group) {
    queue[group.depth].removeAll { $0 === group }
  }
}

import Kernels

/// What a call or attribute access remembers: the name, the keywords, and what it found last time.
final class Site {
  let name: PythonString
  let hash: Int
  let argumentCount: Int
  let keywordNames: [PythonString]
  let hasKeywords: Bool

  /// What it found for the last receiver, and for receivers before that.
  private var current = Finding()
  private var others: [Finding] = []

  /// What is known for one kind of receiver.
  private struct Finding {
    var type: UnsafeRawPointer?
    var version = -1
    var member: Value?
    var access = Access.unknown
    var shape: UnsafeRawPointer?
    var position = -1
    var nextShape: UnsafeRawPointer?
  }

  // Where the keywords of a call go.
  /// The code of the last function.
  var code: UnsafeRawPointer?
  var keepCode: CodeObject?
  /// How many arguments it got by position.
  var boundCount = 0
  /// The registers of the parameters that its keywords name.
  var keywordRegisters: [Int] = []
  /// The registers that get a default: the number of that of a positional parameter, or inverted of a keyword-only one.
  var fills: [(register: Int32, standard: Int32)] = []

  init(name: PythonString, argumentCount: Int = 0, keywordNames: [PythonString] = []) {
    self.name = name
    hash = name.pythonHash
    self.argumentCount = argumentCount
    self.keywordNames = keywordNames
    hasKeywords = !keywordNames.isEmpty
  }

  // MARK: The last receiver

  // What its class has under the name.
  /// The class.
  @inline(__always)
  var type: UnsafeRawPointer? {
    get { current.type }
    set { current.type = newValue }
  }
  /// The version of all classes at that time.
  @inline(__always)
  var version: Int {
    get { current.version }
    set { current.version = newValue }
  }
  /// What was found in the class.
  @inline(__always)
  var member: Value? {
    get { current.member }
    set { current.member = newValue }
  }
  @inline(__always)
  var access: Access {
    get { current.access }
    set { current.access = newValue }
  }

  // Where an instance has the attribute.
  /// Its shape.
  @inline(__always)
  var shape: UnsafeRawPointer? {
    get { current.shape }
    set { current.shape = newValue }
  }
  /// The position of the attribute in it; negative if it has none of the name.
  @inline(__always)
  var position: Int {
    get { current.position }
    set { current.position = newValue }
  }
  /// The shape that storing leads to.
  @inline(__always)
  var nextShape: UnsafeRawPointer? {
    get { current.nextShape }
    set { current.nextShape = newValue }
  }

  /// Makes what is known for a kind of receiver the current finding; false if nothing is.
  func recall(_ type: UnsafeRawPointer?, shape: UnsafeRawPointer?, version: Int) -> Bool {
    for i in others.indices {
      guard others[i].type == type, others[i].shape == shape, others[i].version == version else { continue }
      swap(&current, &others[i])
      return true
    }
    return false
  }

  /// Begins a new finding; the last one is kept with a few others.
  func beginFinding() {
    if current.type != nil {
      others.removeAll { $0.version != current.version }
      if others.count == 4 { others.removeFirst() }
      others.append(current)
    }
    current = Finding()
  }

  /// How an attribute of an instance is reached.
  enum Access: UInt8 {
    /// By the general way.
    case unknown
    /// The class has no such name, or nothing that comes before the instance's own attribute; the instance may have it.
    case own
    /// The class has a function, which the instance's own attribute would hide.
    case function
    /// The class has a function written in Swift, which the instance's own attribute would hide.
    case native
    /// The class has a property whose getter is a function of the notebook.
    case property
    /// The class has an attribute written in Swift that comes before the instance's own.
    case descriptor
    /// What is called is a class of exceptions that only keep their arguments.
    case exception
  }
}

import Kernels

/// What a call or attribute access remembers: the name, the keywords, and what it found last time.
final class Site {
  let name: PythonString
  let hash: Int
  let argumentCount: Int
  let keywordNames: [PythonString]
  let hasKeywords: Bool

  // What the class of the last receiver has under the name.
  /// The class.
  var type: UnsafeRawPointer?
  /// The version of all classes at that time.
  var version = -1
  /// What was found in the class.
  var member: Value?
  var access = Access.unknown

  // Where an instance has the attribute.
  /// The shape of the last instance.
  var shape: UnsafeRawPointer?
  /// The position of the attribute in it; negative if it has none of the name.
  var position = -1
  /// The shape that storing leads to.
  var nextShape: UnsafeRawPointer?

  // Where the keywords of a call go.
  /// The code of the last function.
  var code: UnsafeRawPointer?
  var keepCode: CodeObject?
  /// The registers of its parameters.
  var keywordRegisters: [Int] = []

  init(name: PythonString, argumentCount: Int = 0, keywordNames: [PythonString] = []) {
    self.name = name
    hash = name.pythonHash
    self.argumentCount = argumentCount
    self.keywordNames = keywordNames
    hasKeywords = !keywordNames.isEmpty
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
  }
}

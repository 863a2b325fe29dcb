import Kernels

/// Which attributes instances of a class have, in which order they were set: instances that were filled alike share it.
package final class Shape {
  /// The attribute that this shape adds to its parent's.
  private let name: PythonString
  private let hash: Int
  private unowned(unsafe) let parent: Shape?
  /// How many attributes there are.
  let count: Int
  /// The shapes with one attribute more.
  private var children: [Shape] = []

  /// The shape of an instance without attributes.
  package init() {
    name = ""
    hash = 0
    parent = nil
    count = 0
  }

  private init(_ parent: Shape, adding name: PythonString, hash: Int) {
    self.name = name
    self.hash = hash
    self.parent = parent
    count = parent.count + 1
  }

  /// How many attributes an instance keeps by shape; one with more has a dictionary.
  static let limit = 32

  /// The names in the order of their positions.
  var names: [PythonString] { (parent?.names ?? []) + (parent == nil ? [] : [name]) }

  /// Where an attribute is; `nil` if there is none.
  func position(of name: PythonString, hash: Int) -> Int? {
    var shape = self
    while let parent = shape.parent {
      if shape.hash == hash, shape.name == name { return shape.count - 1 }
      shape = parent
    }
    return nil
  }

  /// The shape with one more attribute, `nil` if that would be too many.
  func adding(_ name: PythonString, hash: Int) -> Shape? {
    for child in children where child.hash == hash && child.name == name { return child }
    guard count < Shape.limit, children.count < Shape.limit else { return nil }
    let child = Shape(self, adding: name, hash: hash)
    children.append(child)
    return child
  }
}

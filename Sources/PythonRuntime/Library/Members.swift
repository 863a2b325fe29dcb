package import Kernels

/// What a library puts into a class or module. Members are collected by the build; see `Plugins/LibraryRegistry`.
package protocol Member: Sendable {
  /// The name under which Python finds it.
  var name: PythonString { get }
  /// The value in the dictionary of a class.
  func value(in type: TypeObject) -> Value
  /// The value in a module.
  func value(in module: ModuleObject, context: Context) throws(Raised) -> Value
}

extension Member {
  package func value(in module: ModuleObject, context: Context) throws(Raised) -> Value {
    value(in: Types.object)
  }
}

/// What a function written in Swift is: its code over the bound arguments.
///
/// It may throw `Raised`, or a kernel's `RowError`, which becomes the Python exception that it names.
package typealias NativeBody = @Sendable (Call) throws -> Value

/// A method: `Method("fillna(self, value=None)") { call in … }`.
package struct Method: Member {
  package let code: NativeCode
  package var name: PythonString { PythonString(code.signature.name) }

  /// - Parameters:
  ///   - signature: as Python writes it, beginning with `self`.
  ///   - mutates: whether it changes its receiver, which is poisoned when the call turns out to be unsupported.
  ///   - acceptsUnsupported: whether arguments may be unsupported values (a list stores them, `print` shows them);
  ///     otherwise such an argument makes the result unsupported and the code does not run.
  package init(
    _ signature: StaticString, mutates: Bool = false, acceptsUnsupported: Bool = false, body: @escaping NativeBody
  ) {
    code = NativeCode(
      signature: Signature(parsing: signature), mutates: mutates, acceptsUnsupported: acceptsUnsupported, body: body)
  }

  package func value(in type: TypeObject) -> Value {
    .object(NativeFunction(code, owner: type, binding: .receiver))
  }
}

/// A function of a module: `Function("concat(objs, *, axis=0)") { call in … }`.
package struct Function: Member {
  package let code: NativeCode
  package var name: PythonString { PythonString(code.signature.name) }

  package init(_ signature: StaticString, acceptsUnsupported: Bool = false, body: @escaping NativeBody) {
    code = NativeCode(
      signature: Signature(parsing: signature), mutates: false, acceptsUnsupported: acceptsUnsupported, body: body)
  }

  package func value(in type: TypeObject) -> Value {
    .object(NativeFunction(code, owner: nil, binding: .none))
  }
}

/// A method of the class: `ClassMethod("from_dict(cls, data)") { call in … }`; `call.receivingClass` is the class.
package struct ClassMethod: Member {
  package let code: NativeCode
  package var name: PythonString { PythonString(code.signature.name) }

  package init(_ signature: StaticString, body: @escaping NativeBody) {
    code = NativeCode(
      signature: Signature(parsing: signature), mutates: false, acceptsUnsupported: false, body: body)
  }

  package func value(in type: TypeObject) -> Value {
    .object(NativeFunction(code, owner: type, binding: .receivingClass))
  }
}

/// A function in a class that binds nothing.
package struct StaticMethod: Member {
  package let code: NativeCode
  package var name: PythonString { PythonString(code.signature.name) }

  package init(_ signature: StaticString, body: @escaping NativeBody) {
    code = NativeCode(
      signature: Signature(parsing: signature), mutates: false, acceptsUnsupported: false, body: body)
  }

  package func value(in type: TypeObject) -> Value {
    .object(NativeFunction(code, owner: type, binding: .none))
  }
}

/// How calling a class makes an object: `Constructor("__init__(self, *, copy=True)") { call in … }`.
///
/// `self` is the class; the code gives the new object, whose Swift class keeps `call.receivingClass` as its type where
/// the notebook may derive from it.
package struct Constructor: Member {
  package let code: NativeCode
  package var name: PythonString { "__new__" }

  package init(_ signature: StaticString, acceptsUnsupported: Bool = false, body: @escaping NativeBody) {
    code = NativeCode(
      signature: Signature(parsing: signature), mutates: false, acceptsUnsupported: acceptsUnsupported, body: body)
  }

  package func value(in type: TypeObject) -> Value {
    .object(NativeFunction(code, owner: type, binding: .constructor))
  }
}

/// A computed attribute: `Property("shape") { call in … }`, with a setter where Python has one.
package struct Property: Member {
  package typealias Getter = @Sendable (Call) throws -> Value
  package typealias Setter = @Sendable (Call, Value) throws -> Void

  package let name: PythonString
  private let getter: Getter
  private let setter: Setter?

  package init(_ name: StaticString, get getter: @escaping Getter, set setter: @escaping Setter) {
    self.name = PythonString("\(name)")
    self.getter = getter
    self.setter = setter
  }

  package init(_ name: StaticString, _ getter: @escaping Getter) {
    self.name = PythonString("\(name)")
    self.getter = getter
    self.setter = nil
  }

  package func value(in type: TypeObject) -> Value {
    .object(NativeProperty(name, owner: type, getter: getter, setter: setter))
  }
}

/// A value of a class or module: `Constant("pi") { _ in .float(.pi) }`, made when it is first asked for.
package struct Constant: Member {
  package let name: PythonString
  private let make: @Sendable (Context?) throws -> Value

  package init(_ name: StaticString, _ make: @escaping @Sendable (Context?) throws -> Value) {
    self.name = PythonString("\(name)")
    self.make = make
  }

  package func value(in type: TypeObject) -> Value {
    do { return try make(nil) } catch { return .none }
  }

  package func value(in module: ModuleObject, context: Context) throws(Raised) -> Value {
    do { return try make(context) } catch { throw Raised(error) }
  }
}

/// The code of a function written in Swift, with what the interpreter must know about it.
package final class NativeCode: Sendable {
  package let signature: Signature
  package let mutates: Bool
  package let acceptsUnsupported: Bool
  package let body: NativeBody

  init(signature: Signature, mutates: Bool, acceptsUnsupported: Bool, body: @escaping NativeBody) {
    self.signature = signature
    self.mutates = mutates
    self.acceptsUnsupported = acceptsUnsupported
    self.body = body
  }
}

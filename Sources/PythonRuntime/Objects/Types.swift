import Kernels

/// The built-in classes that have no Swift class of their own to hold them.
package enum Types {
  nonisolated(unsafe) package static let object = TypeObject(root: "object")
  nonisolated(unsafe) package static let none = TypeObject(name: "NoneType")
  nonisolated(unsafe) package static let bool = TypeObject(
    name: "bool", bases: [int], members: Builtins.BoolClass.members)
  nonisolated(unsafe) package static let int = TypeObject(name: "int", members: Builtins.IntClass.members)
  nonisolated(unsafe) package static let float = TypeObject(name: "float", members: Builtins.FloatClass.members)
  nonisolated(unsafe) package static let str = TypeObject(name: "str", members: Builtins.StrClass.members)
  nonisolated(unsafe) package static let slice = TypeObject(name: "slice", members: Builtins.SliceClass.members)
  nonisolated(unsafe) package static let iterator = TypeObject(name: "iterator")
  nonisolated(unsafe) package static let generator = TypeObject(
    name: "generator", members: Builtins.GeneratorClass.members)
  nonisolated(unsafe) package static let coroutine = TypeObject(
    name: "coroutine",
    members: Builtins.GeneratorClass.members.filter { $0.name != "__next__" } + Builtins.CoroutineClass.members)
  nonisolated(unsafe) package static let asyncGenerator = TypeObject(
    name: "async_generator", members: Builtins.AsyncGeneratorClass.members)
  nonisolated(unsafe) package static let code = TypeObject(name: "code")
  nonisolated(unsafe) package static let frame = TypeObject(name: "frame")
  nonisolated(unsafe) package static let traceback = TypeObject(name: "traceback")
  nonisolated(unsafe) package static let function = TypeObject(name: "function")
  nonisolated(unsafe) package static let method = TypeObject(name: "method")
  nonisolated(unsafe) package static let builtinFunction = TypeObject(name: "builtin_function_or_method")
  nonisolated(unsafe) package static let memberDescriptor = TypeObject(name: "member_descriptor")
  nonisolated(unsafe) package static let wrapperDescriptor = TypeObject(name: "wrapper_descriptor")
  nonisolated(unsafe) package static let methodWrapper = TypeObject(name: "method-wrapper")
  nonisolated(unsafe) package static let methodDescriptor = TypeObject(name: "method_descriptor")
  nonisolated(unsafe) package static let property = TypeObject(
    name: "property", members: Builtins.PropertyClass.members)
  nonisolated(unsafe) package static let classMethod = TypeObject(
    name: "classmethod", members: Builtins.ClassMethodClass.members)
  nonisolated(unsafe) package static let staticMethod = TypeObject(
    name: "staticmethod", members: Builtins.StaticMethodClass.members)
  nonisolated(unsafe) package static let module = TypeObject(name: "module")
  nonisolated(unsafe) package static let superType = TypeObject(name: "super", members: Builtins.SuperClass.members)
  nonisolated(unsafe) package static let cell = TypeObject(name: "cell")
  nonisolated(unsafe) package static let unsupported = TypeObject(name: "unsupported")
}

package import Kernels
package import PythonRuntime

extension NumPy {
  /// What a function shows itself as inside of other objects: numpy's of one number are ufuncs, `<ufunc 'log1p'>`.
  package static func name(of function: NativeFunction, in context: Context) throws(Raised) -> PythonString {
    let signature = function.code.signature
    guard signature.parameters.first?.name == "x", signature.parameters.contains(where: { $0.name == "where" }),
      Functions.members.contains(where: { ($0 as? Function)?.code === function.code })
    else { return try context.repr(.object(function)) }
    let names = ["abs": "absolute", "bitwise_not": "invert"]
    return PythonString("<ufunc '\(names[signature.name] ?? signature.name)'>")
  }
}

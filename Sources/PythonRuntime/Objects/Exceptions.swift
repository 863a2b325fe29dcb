import Kernels

/// The built-in exception classes.
package enum Exceptions {
  nonisolated(unsafe) package static let baseException = TypeObject(
    name: "BaseException", members: Builtins.BaseException.members)
  nonisolated(unsafe) package static let exception = make("Exception", baseException)
  nonisolated(unsafe) package static let systemExit = make("SystemExit", baseException)
  nonisolated(unsafe) package static let keyboardInterrupt = make("KeyboardInterrupt", baseException)
  nonisolated(unsafe) package static let generatorExit = make("GeneratorExit", baseException)
  nonisolated(unsafe) package static let stopIteration = make("StopIteration")
  nonisolated(unsafe) package static let stopAsyncIteration = make("StopAsyncIteration")
  nonisolated(unsafe) package static let exceptionGroup = group()
  nonisolated(unsafe) package static let baseExceptionGroup = make("BaseExceptionGroup", baseException)
  nonisolated(unsafe) package static let referenceError = make("ReferenceError")
  nonisolated(unsafe) package static let blockingIOError = make("BlockingIOError", osError)
  nonisolated(unsafe) package static let childProcessError = make("ChildProcessError", osError)
  nonisolated(unsafe) package static let brokenPipeError = make("BrokenPipeError", connectionError)
  nonisolated(unsafe) package static let connectionAbortedError = make("ConnectionAbortedError", connectionError)
  nonisolated(unsafe) package static let connectionRefusedError = make("ConnectionRefusedError", connectionError)
  nonisolated(unsafe) package static let connectionResetError = make("ConnectionResetError", connectionError)
  nonisolated(unsafe) package static let interruptedError = make("InterruptedError", osError)
  nonisolated(unsafe) package static let processLookupError = make("ProcessLookupError", osError)
  nonisolated(unsafe) package static let tabError = make("TabError", indentationError)
  nonisolated(unsafe) package static let unicodeTranslateError = make("UnicodeTranslateError", unicodeError)
  nonisolated(unsafe) package static let bytesWarning = make("BytesWarning", warning)
  nonisolated(unsafe) package static let encodingWarning = make("EncodingWarning", warning)
  nonisolated(unsafe) package static let arithmeticError = make("ArithmeticError")
  nonisolated(unsafe) package static let overflowError = make("OverflowError", arithmeticError)
  nonisolated(unsafe) package static let zeroDivisionError = make("ZeroDivisionError", arithmeticError)
  nonisolated(unsafe) package static let floatingPointError = make("FloatingPointError", arithmeticError)
  nonisolated(unsafe) package static let assertionError = make("AssertionError")
  nonisolated(unsafe) package static let attributeError = make("AttributeError")
  nonisolated(unsafe) package static let bufferError = make("BufferError")
  nonisolated(unsafe) package static let eofError = make("EOFError")
  nonisolated(unsafe) package static let importError = make("ImportError")
  nonisolated(unsafe) package static let moduleNotFoundError = make("ModuleNotFoundError", importError)
  nonisolated(unsafe) package static let lookupError = make("LookupError")
  nonisolated(unsafe) package static let indexError = make("IndexError", lookupError)
  nonisolated(unsafe) package static let keyError = make("KeyError", lookupError)
  nonisolated(unsafe) package static let memoryError = make("MemoryError")
  nonisolated(unsafe) package static let nameError = make("NameError")
  nonisolated(unsafe) package static let unboundLocalError = make("UnboundLocalError", nameError)
  nonisolated(unsafe) package static let osError = make("OSError")
  nonisolated(unsafe) package static let fileNotFoundError = make("FileNotFoundError", osError)
  nonisolated(unsafe) package static let fileExistsError = make("FileExistsError", osError)
  nonisolated(unsafe) package static let permissionError = make("PermissionError", osError)
  nonisolated(unsafe) package static let isADirectoryError = make("IsADirectoryError", osError)
  nonisolated(unsafe) package static let notADirectoryError = make("NotADirectoryError", osError)
  nonisolated(unsafe) package static let connectionError = make("ConnectionError", osError)
  nonisolated(unsafe) package static let timeoutError = make("TimeoutError", osError)
  nonisolated(unsafe) package static let runtimeError = make("RuntimeError")
  nonisolated(unsafe) package static let notImplementedError = make("NotImplementedError", runtimeError)
  nonisolated(unsafe) package static let recursionError = make("RecursionError", runtimeError)
  nonisolated(unsafe) package static let syntaxError = make("SyntaxError")
  nonisolated(unsafe) package static let indentationError = make("IndentationError", syntaxError)
  nonisolated(unsafe) package static let systemError = make("SystemError")
  nonisolated(unsafe) package static let typeError = make("TypeError")
  nonisolated(unsafe) package static let valueError = make("ValueError")
  nonisolated(unsafe) package static let unicodeError = make(
    "UnicodeError", valueError, Builtins.UnicodeErrorClass.members)
  nonisolated(unsafe) package static let unicodeDecodeError = make("UnicodeDecodeError", unicodeError)
  nonisolated(unsafe) package static let unicodeEncodeError = make("UnicodeEncodeError", unicodeError)
  nonisolated(unsafe) package static let warning = make("Warning")
  nonisolated(unsafe) package static let userWarning = make("UserWarning", warning)
  nonisolated(unsafe) package static let deprecationWarning = make("DeprecationWarning", warning)
  nonisolated(unsafe) package static let pendingDeprecationWarning = make("PendingDeprecationWarning", warning)
  nonisolated(unsafe) package static let futureWarning = make("FutureWarning", warning)
  nonisolated(unsafe) package static let runtimeWarning = make("RuntimeWarning", warning)
  nonisolated(unsafe) package static let syntaxWarning = make("SyntaxWarning", warning)
  nonisolated(unsafe) package static let importWarning = make("ImportWarning", warning)
  nonisolated(unsafe) package static let resourceWarning = make("ResourceWarning", warning)
  nonisolated(unsafe) package static let unicodeWarning = make("UnicodeWarning", warning)

  /// All of them, as the built-in names.
  nonisolated(unsafe) package static let all: [TypeObject] = [
    baseException, exception, systemExit, keyboardInterrupt, generatorExit, stopIteration, arithmeticError,
    overflowError, zeroDivisionError, floatingPointError, assertionError, attributeError, bufferError, eofError,
    importError,
    moduleNotFoundError, lookupError, indexError, keyError, memoryError, nameError, unboundLocalError, osError,
    fileNotFoundError, fileExistsError, permissionError, isADirectoryError, notADirectoryError, connectionError,
    timeoutError, runtimeError, notImplementedError, recursionError, syntaxError, indentationError, systemError,
    typeError, valueError, unicodeError, unicodeDecodeError, unicodeEncodeError, warning, userWarning,
    deprecationWarning, pendingDeprecationWarning, futureWarning, runtimeWarning, syntaxWarning, importWarning,
    resourceWarning, unicodeWarning, stopAsyncIteration, exceptionGroup, baseExceptionGroup,
    referenceError, blockingIOError, childProcessError, brokenPipeError, connectionAbortedError,
    connectionRefusedError, connectionResetError, interruptedError, processLookupError, tabError,
    unicodeTranslateError, bytesWarning, encodingWarning,
  ]

  nonisolated(unsafe) private static let byName: [String: TypeObject] = {
    var result: [String: TypeObject] = ["IOError": osError, "EnvironmentError": osError]
    for type in all { result[type.name] = type }
    return result
  }()

  /// The built-in exception class of this name.
  package static func named(_ name: String) -> TypeObject? { byName[name] }

  /// An exception class of a library, e.g. `sklearn.exceptions.NotFittedError`.
  package static func make(_ name: String, module: String = "", _ bases: TypeObject...) -> TypeObject {
    let type = TypeObject(name: name, module: module, bases: bases.isEmpty ? [exception] : bases)
    type.allocate = { ExceptionObject($0) }
    return type
  }

  private static func make(_ name: String, _ base: TypeObject, _ members: [any Member] = []) -> TypeObject {
    let type = make(name, module: "", base)
    type.install(members)
    return type
  }

  private static func group() -> TypeObject { make("ExceptionGroup", module: "", baseExceptionGroup, exception) }
}

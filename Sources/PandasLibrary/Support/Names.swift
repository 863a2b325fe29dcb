import PythonRuntime

// `Plan` has operations of these names.
typealias Call = PythonRuntime.Call
typealias Constant = PythonRuntime.Constant

package import Columns
package import Plans

// In files of their own, since `PythonRuntime` has a `Constant` and a `Call` too.

/// A frozen value as an operation.
package func frozen(_ value: Scalar) -> some RowOperation { Constant(value) }

/// A user function as an operation.
package func called(_ function: Plan.Function) -> some RowOperation { Call(function) }

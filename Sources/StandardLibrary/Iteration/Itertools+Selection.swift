import Kernels
import PythonRuntime

extension Standard.Itertools {
  static let takewhile = Constant("takewhile") { _ in .object(takewhileClass) }
  static let dropwhile = Constant("dropwhile") { _ in .object(dropwhileClass) }
  static let filterfalse = Constant("filterfalse") { _ in .object(filterfalseClass) }
  static let compress = Constant("compress") { _ in .object(compressClass) }
  static let islice = Constant("islice") { _ in .object(isliceClass) }

  nonisolated(unsafe) private static let takewhileClass = TypeObject.iterator(
    Constructor("takewhile(cls, predicate, iterable, /)") { call in
      let predicate = call[1]
      let source = try call.context.iterate(call[2])
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          guard let value = try source.next(in: context) else { return nil }
          return try context.truth(context.call(predicate, [value])) ? value : nil
        })
    })

  nonisolated(unsafe) private static let dropwhileClass = TypeObject.iterator(
    Constructor("dropwhile(cls, predicate, iterable, /)") { call in
      let predicate = call[1]
      let source = try call.context.iterate(call[2])
      var isDropping = true
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          while let value = try source.next(in: context) {
            if isDropping, try context.truth(context.call(predicate, [value])) { continue }
            isDropping = false
            return value
          }
          return nil
        })
    })

  nonisolated(unsafe) private static let filterfalseClass = TypeObject.iterator(
    Constructor("filterfalse(cls, function, iterable, /)") { call in
      let function = call[1]
      let source = try call.context.iterate(call[2])
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          while let value = try source.next(in: context) {
            let test = function.isNone ? value : try context.call(function, [value])
            if try !context.truth(test) { return value }
          }
          return nil
        })
    })

  nonisolated(unsafe) private static let compressClass = TypeObject.iterator(
    Constructor("compress(cls, data, selectors)") { call in
      let data = try call.context.iterate(call["data"])
      let selectors = try call.context.iterate(call["selectors"])
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          while let value = try data.next(in: context), let selector = try selectors.next(in: context) {
            if try context.truth(selector) { return value }
          }
          return nil
        })
    })

  nonisolated(unsafe) private static let isliceClass = TypeObject.iterator(
    Constructor("islice(cls, *args)") { call in
      let arguments = call.variadic
      guard arguments.count >= 2 else {
        throw Raised.typeError("islice expected at least 2 arguments, got \(arguments.count)")
      }
      guard arguments.count <= 4 else {
        throw Raised.typeError("islice expected at most 4 arguments, got \(arguments.count)")
      }
      let source = try call.context.iterate(arguments[0])
      let bounds = try sliceBounds(arguments, call.context)
      var position = 0
      var wanted = bounds.start
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          let stop = bounds.stop ?? Int.max
          while position < wanted || (position == wanted && position < stop) {
            guard let value = try source.next(in: context) else { return nil }
            position += 1
            if position - 1 == wanted {
              let (next, isTooLarge) = wanted.addingReportingOverflow(bounds.step)
              wanted = min(isTooLarge ? Int.max : next, stop)
              return value
            }
          }
          return nil
        })
    })

  private static func sliceBounds(
    _ arguments: [Value], _ context: Context
  ) throws(Raised) -> (start: Int, stop: Int?, step: Int) {
    func bound(_ value: Value, _ message: String) throws(Raised) -> Int? {
      if value.isNone { return nil }
      guard let index = try context.indexIfInteger(value), index >= 0 else { throw .valueError(message) }
      return index
    }
    let range = "must be None or an integer: 0 <= x <= sys.maxsize."
    if arguments.count == 2 {
      return (0, try bound(arguments[1], "Stop argument for islice() \(range)"), 1)
    }
    let start = try bound(arguments[1], "Indices for islice() \(range)") ?? 0
    let stop = try bound(arguments[2], "Indices for islice() \(range)")
    var step = 1
    if arguments.count == 4, !arguments[3].isNone {
      let message = "Step for islice() must be a positive integer or None."
      step = try bound(arguments[3], message) ?? 1
      if step < 1 { throw .valueError(message) }
    }
    return (start, stop, step)
  }
}

package import Kernels

/// Exceptions that hold several others, for `except*`.
package enum ExceptionGroups {
  /// Checks the arguments of a group and keeps its exceptions.
  static func check(_ group: ExceptionObject) throws(Raised) {
    let given = group.arguments
    guard given.count == 2 else {
      throw .typeError("BaseExceptionGroup.__new__() takes exactly 2 arguments (\(given.count) given)")
    }
    guard given[0].stringValue != nil else {
      throw .typeError("argument 1 must be str, not \(given[0].typeName)")
    }
    let items: [Value]
    switch given[1].object {
    case let list as ListObject: items = list.items
    case let tuple as TupleObject: items = tuple.items
    default: throw .typeError("second argument (exceptions) must be a sequence")
    }
    if items.isEmpty { throw .valueError("second argument (exceptions) must be a non-empty sequence") }
    var areAllOrdinary = true
    for (i, item) in items.enumerated() {
      guard let exception = item.object as? ExceptionObject else {
        throw .valueError("Item \(i) of second argument (exceptions) is not an exception")
      }
      if !exception.type.isSubclass(of: Exceptions.exception) { areAllOrdinary = false }
    }
    if group.type === Exceptions.baseExceptionGroup, areAllOrdinary { group.become(Exceptions.exceptionGroup) }
    if group.type.isSubclass(of: Exceptions.exception), !areAllOrdinary {
      throw .typeError(
        group.type === Exceptions.exceptionGroup
          ? "Cannot nest BaseExceptions in an ExceptionGroup" : "Cannot nest BaseExceptions in '\(group.type.name)'")
    }
    group.fields["message"] = given[0]
    group.fields["exceptions"] = .tuple(items)
  }

  /// The exceptions of a group.
  package static func members(of group: ExceptionObject) -> [ExceptionObject] {
    (group.field("exceptions").object as? TupleObject)?.items.compactMap { $0.object as? ExceptionObject } ?? []
  }

  /// The parts of an exception that a test holds for, and the others; groups keep their shape.
  package static func split(
    _ exception: ExceptionObject, in context: Context, by test: (ExceptionObject) throws(Raised) -> Bool
  ) throws(Raised) -> (matching: ExceptionObject?, rest: ExceptionObject?) {
    if try test(exception) { return (exception, nil) }
    guard exception.type.isSubclass(of: Exceptions.baseExceptionGroup) else { return (nil, exception) }
    var matching: [Value] = []
    var rest: [Value] = []
    for member in members(of: exception) {
      let (yes, no) = try split(member, in: context, by: test)
      if let yes { matching.append(.object(yes)) }
      if let no { rest.append(.object(no)) }
    }
    return (
      try derived(exception, matching, in: context), try derived(exception, rest, in: context)
    )
  }

  /// A group like another with other exceptions; `nil` for none.
  package static func derived(
    _ group: ExceptionObject, _ members: [Value], in context: Context
  ) throws(Raised) -> ExceptionObject? {
    if members.isEmpty { return nil }
    let made = try context.callMethod(.object(group), "derive", CallArguments([.list(members)]))
    guard let result = made.object as? ExceptionObject, result.type.isSubclass(of: Exceptions.baseExceptionGroup) else {
      throw .typeError("derive must return an instance of BaseExceptionGroup")
    }
    result.cause = group.cause
    result.context = group.context
    result.suppressesContext = group.suppressesContext
    result.traceback = group.traceback
    if let notes = group.attributes["__notes__"]?.object as? ListObject {
      result.attributes["__notes__"] = .list(notes.items)
    }
    return result
  }
}

extension Builtins.ExceptionGroupClass {
  static let derive = Method("derive(self, excs, /)") { call in
    let group = try call.receiver(as: ExceptionObject.self)
    return try call.context.call(.object(Exceptions.baseExceptionGroup), [group.field("message"), call[1]])
  }

  static let split = Method("split(self, condition, /)") { call in
    let (matching, rest) = try parts(call)
    return .tuple([matching.map { .object($0) } ?? .none, rest.map { .object($0) } ?? .none])
  }

  static let subgroup = Method("subgroup(self, condition, /)") { call in
    try parts(call).0.map { .object($0) } ?? .none
  }

  private static func parts(_ call: Call) throws(Raised) -> (ExceptionObject?, ExceptionObject?) {
    let group = try call.receiver(as: ExceptionObject.self)
    let (condition, context) = (call[1], call.context)
    let isOfTypes = condition.object is TypeObject || condition.object is TupleObject
    let (matching, rest) = try ExceptionGroups.split(group, in: context) { exception throws(Raised) in
      isOfTypes
        ? try context.isInstance(.object(exception), ofAny: condition)
        : try context.truth(context.call(condition, [.object(exception)]))
    }
    return (matching, rest)
  }

  static let subscribed = ClassMethod("__class_getitem__(cls, item, /)") { call in
    GenericAliasObject.of(call.receivingClass.map { .object($0) } ?? .none, call[1])
  }
}

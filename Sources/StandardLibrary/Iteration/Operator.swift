import Kernels
import PythonRuntime

extension Standard.Operator {
  static let itemgetter = Function("itemgetter(item, /, *items)") { call in
    .object(PartialObject(gotItems.value(in: Types.object), CallArguments([.tuple([call[0]] + call.variadic)])))
  }

  private static let gotItems = Function("itemgetter(items, obj, /)") { call in
    var values: [Value] = []
    for key in try call.list("items") { values.append(try call.context.item(of: call[1], at: key)) }
    return values.count == 1 ? values[0] : .tuple(values)
  }

  static let attrgetter = Function("attrgetter(attr, /, *attrs)") { call in
    .object(PartialObject(gotAttributes.value(in: Types.object), CallArguments([.tuple([call[0]] + call.variadic)])))
  }

  private static let gotAttributes = Function("attrgetter(attrs, obj, /)") { call in
    var values: [Value] = []
    for path in try call.list("attrs") {
      var value = call[1]
      for name in try call.context.str(path).bytes.split(separator: UInt8(ascii: ".")) {
        value = try call.context.attribute(of: value, named: PythonString(bytes: Array(name)))
      }
      values.append(value)
    }
    return values.count == 1 ? values[0] : .tuple(values)
  }

  static let add = Function("add(a, b, /)") { call in try call.context.binary(.add, call[0], call[1]) }
  static let sub = Function("sub(a, b, /)") { call in try call.context.binary(.subtract, call[0], call[1]) }
  static let mul = Function("mul(a, b, /)") { call in try call.context.binary(.multiply, call[0], call[1]) }
  static let truediv = Function("truediv(a, b, /)") { call in try call.context.binary(.divide, call[0], call[1]) }
  static let lt = Function("lt(a, b, /)") { call in try call.context.compare(.less, call[0], call[1]) }
  static let gt = Function("gt(a, b, /)") { call in try call.context.compare(.greater, call[0], call[1]) }
  static let eq = Function("eq(a, b, /)") { call in try call.context.compare(.equal, call[0], call[1]) }
}

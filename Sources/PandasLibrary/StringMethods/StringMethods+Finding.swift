import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.StringMethods {
  /// pandas `Series.str.findall`: lists of what matches.
  static let findall = Method("findall(self, pat, flags=0)") { call in
    let module = call.context.importModule("re")
    return try call.eachText(reason: "'str.findall'") { (text, _) throws(Raised) in
      try call.context.callMethod(module, "findall", CallArguments([call["pat"], text, call["flags"]]))
    }
  }

  /// pandas `Series.str.extractall`: a row a match.
  static let extractall = Method("extractall(self, pat, flags=0)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    let context = call.context
    let pattern = try context.callMethod(
      context.importModule("re"), "compile", CallArguments([call["pat"], call["flags"]]))
    let groups = try context.index(context.attribute(of: pattern, named: "groups"))
    guard groups > 0 else { throw Raised.valueError("pattern contains no capture groups") }
    var labels = (0..<groups).map { Label.single(.int(Int64($0))) }
    let named = try context.attribute(of: pattern, named: "groupindex")
    for item in try context.items(of: context.callMethod(named, "items")) {
      let pair = try context.items(of: item)
      if let number = try context.indexIfInteger(pair[1]) { labels[number - 1] = Label(pair[0]) }
    }
    var cells = [[Scalar]](repeating: [], count: groups)
    var sources: [Int] = []
    var numbers: [Int64] = []
    for row in 0..<methods.column.count where !methods.column.values.isMissing(row) {
      let text = methods.column.values[row].pythonValue
      let matches = try context.items(of: context.callMethod(pattern, "finditer", CallArguments([text])))
      for (number, match) in matches.enumerated() {
        let found = try context.items(of: context.callMethod(match, "groups"))
        for (place, value) in found.enumerated() {
          // What a group did not take part in is missing, as is an empty text.
          let isEmpty = value.stringValue?.bytes.isEmpty == true
          cells[place].append(value.isNone || isEmpty ? .missing : Scalar(value))
        }
        sources.append(row)
        numbers.append(Int64(number))
      }
    }
    let own = methods.index.selecting(sources)
    let index = Index(
      levels: own.levels + [Index.Level(.ints(numbers), .int64)], names: own.names + [.string("match")])
    let domain = methods.column.domain?.selecting(sources)
    let columns = cells.map { scalars -> TracedColumn in
      let values = Column(scalars: scalars)
      return context.opaqueColumn(
        scalars.isEmpty ? Column(.object([])) : values, scalars.isEmpty ? .object : methods.textDType, domain: domain,
        reason: "'str.extractall' makes several rows of one")
    }
    let isPlain = labels.enumerated().allSatisfy { $1 == .single(.int(Int64($0))) }
    return .object(
      FrameObject(
        index: index, header: isPlain ? Index(count: groups) : Index(of: labels), columns: columns, domain: domain))
  }
}

extension Call {
  /// `str.replace` with a function, or with a compiled pattern.
  func replacedByPython(_ methods: StringMethodsObject, _ pattern: Value) throws(Raised) -> Value {
    let module = context.importModule("re")
    let count = max(try int("n"), 0)
    return try eachText(reason: "'str.replace' with a function") { (text, _) throws(Raised) in
      try context.callMethod(
        module, "sub", CallArguments([pattern, self["repl"], text], keywords: [("count", .int(count))]))
    }
  }

  /// `str.split` with a regular expression.
  func splitByPattern(_ methods: StringMethodsObject, _ pattern: Value, limit: Int) throws(Raised) -> Value {
    let module = context.importModule("re")
    let lists = try eachText(of: methods, reason: "'str.split' with a regular expression") {
      (text, _) throws(Raised) in
      try context.callMethod(
        module, "split", CallArguments([pattern, text], keywords: [("maxsplit", .int(max(limit, 0)))]))
    }
    guard try bool("expand") else { return methods.result(lists) }
    var count = 1
    for row in 0..<lists.count where !lists.values.isMissing(row) {
      count = max(count, try context.items(of: lists.values[row].pythonValue).count)
    }
    return try parts(of: lists, methods, count: count)
  }
}

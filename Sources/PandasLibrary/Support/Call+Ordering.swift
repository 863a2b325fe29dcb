import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension Call {
  /// `ascending`: one truth, or one a key.
  func ascending() throws(Raised) -> [Bool] {
    guard let flags = try context.keyColumn(self["ascending"]) else { return [try bool("ascending")] }
    return (0..<flags.count).map { flags.values[$0] == .bool(true) || flags.values[$0] == .int(1) }
  }

  /// `na_position`.
  var missingPosition: MissingPosition {
    get throws(Raised) {
      switch try text("na_position") {
      case "first": .first
      case "last": .last
      default: throw Raised.valueError("invalid na_position: \(try text("na_position"))")
      }
    }
  }

  /// `kind`.
  var sortKind: SortKind {
    get throws(Raised) {
      switch try optionalString("kind")?.description {
      case "stable", "mergesort": .stable
      case "heapsort": .heapsort
      default: .quicksort
      }
    }
  }

  /// `keep` of duplicates.
  var keptDuplicate: KeptDuplicate {
    get throws(Raised) {
      switch self["keep"] {
      case .bool(false): .none
      case .string("last"): .last
      case .string("first"): .first
      default: throw Raised.valueError("keep must be either \"first\", \"last\" or False")
      }
    }
  }

  /// What `drop` says of arguments that exclude each other, or are absent.
  func checkDropped() throws(Raised) {
    let isByAxis = !isNone("index") || !isNone("columns")
    if isNone("labels") {
      guard isByAxis else {
        throw Raised.valueError("Need to specify at least one of 'labels', 'index' or 'columns'")
      }
    } else if isByAxis {
      throw Raised.valueError("Cannot specify both 'labels' and 'index'/'columns'")
    }
  }

  /// The positions of labels that are to go; KeyError for those that are not there.
  func positionsToDrop(_ labels: [Label], _ index: Index) throws(Raised) -> Set<Int> {
    var dropped: Set<Int> = []
    var absent: [Label] = []
    for label in labels {
      let found =
        index.isMulti && label.parts.count < index.levelCount
        ? index.positions(beginning: label.parts) : index.positions(of: label)
      if found.isEmpty { absent.append(label) }
      dropped.formUnion(found)
    }
    let ignores = try text("errors") == "ignore"
    guard absent.isEmpty || ignores else {
      var texts: [String] = []
      for label in absent { texts.append(try context.repr(label.pythonValue).description) }
      throw Raised.keyError(
        .text(
          "[\(texts.joined(separator: ", "))] not found in axis"))
    }
    return dropped
  }
}

extension Index {
  /// The positions in order of the labels.
  func order(ascending: Bool) -> [Int] {
    lexicalOrder(levels.map { SortKey($0.labels, $0.dtype, ascending: ascending) })
  }
}

/// New labels for old ones: by dictionary or function.
enum Renaming {
  case table([Label: Label])
  case function(Value)

  /// `nil` for what renames nothing.
  init?(_ value: Value, in context: Context) throws(Raised) {
    switch value {
    case .object(let object):
      if let dict = object as? DictObject {
        var table: [Label: Label] = [:]
        for (key, value) in dict.items { table[Label(key).asKey] = Label(value) }
        self = .table(table)
      } else if let series = object as? SeriesObject {
        var table: [Label: Label] = [:]
        for row in 0..<series.rowCount { table[series.index.label(at: row).asKey] = .single(series.values[row]) }
        self = .table(table)
      } else if object.isCallable {
        self = .function(value)
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// KeyError for keys of the dictionary that are no labels.
  func check(_ index: Index, in context: Context) throws(Raised) {
    guard case .table(let table) = self else { return }
    let known = Set(index.labels.flatMap { [$0.asKey] + $0.parts.map { .single($0.asKey) } })
    let absent = table.keys.filter { !known.contains($0) }
    guard !absent.isEmpty else { return }
    var texts: [String] = []
    for label in absent { texts.append(try context.repr(label.pythonValue).description) }
    throw Raised.keyError(.text("[\(texts.sorted().joined(separator: ", "))] not found in axis"))
  }

  /// The index with new labels.
  func renamed(_ index: Index, in context: Context) throws(Raised) -> Index {
    var labels: [Label] = []
    for label in index.labels {
      switch self {
      case .table(let table): labels.append(table[label.asKey] ?? label)
      case .function(let function): labels.append(Label(try context.call(function, [label.pythonValue])))
      }
    }
    return Index(of: labels, names: index.names)
  }
}

import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

/// Options that hold inside of a `with` block.
final class OptionContextObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "option_context", module: "pandas._config.config", isOpen: true)

  private let arguments: [Value]
  /// The options outside.
  private var kept: DisplayOptions?

  init(_ arguments: [Value]) {
    self.arguments = arguments
    super.init(type: OptionContextObject.type)
  }

  override func enter(in context: Context) throws(Raised) -> Value? {
    guard arguments.count >= 2, arguments.count % 2 == 0 else {
      throw Raised.valueError(
        context.era == .classic
          ? "Need to invoke as option_context(pat, val, [(pat, val), ...])."
          : "Provide an even amount of arguments as option_context(pat, val, pat, val...).")
    }
    kept = context.state(DisplayOptions.self) { context.standardDisplayOptions }
    for place in stride(from: 0, to: arguments.count, by: 2) {
      try context.setDisplayOption(try context.str(arguments[place]).description, arguments[place + 1])
    }
    return Value.none
  }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    if let kept { context.setState(kept) }
    return false
  }
}

extension Context {
  /// `pd.get_option(name)`.
  func displayOption(_ name: String) throws(Raised) -> Value {
    let options = state(DisplayOptions.self) { standardDisplayOptions }
    func number(_ count: Int?) -> Value { count.map { .int($0) } ?? .none }
    switch name.replacing("display.", with: "") {
    case "max_rows": return number(options.maxRows)
    case "min_rows": return number(options.minRows)
    case "max_columns": return number(options.maxColumns)
    case "max_colwidth": return number(options.maxColumnWidth)
    case "width": return .int(options.width)
    case "precision": return .int(options.precision)
    case "float_format" where options.floatFormat == nil: return .none
    default: throw unsupportedNow("option '\(name)'")
    }
  }
}

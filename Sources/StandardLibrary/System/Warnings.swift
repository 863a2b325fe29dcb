import Kernels
import PythonRuntime

extension Standard.Warnings {
  static let filterwarnings = Function(
    "filterwarnings(action, message='', category=None, module='', lineno=0, append=False)"
  ) { call in
    let action = try call.text("action")
    if call.isNone("category"), !call.isGiven("message"), !call.isGiven("module") {
      call.context.showsWarnings = action != "ignore"
    }
    return .none
  }

  static let simplefilter = Function("simplefilter(action, category=None, lineno=0, append=False)") { call in
    if call.isNone("category") { call.context.showsWarnings = try call.text("action") != "ignore" }
    return .none
  }

  static let resetwarnings = Function("resetwarnings()") { call in
    call.context.showsWarnings = true
    return .none
  }

  static let warn = Function("warn(message, category=None, stacklevel=1, source=None)") { call in
    let category = call["category"].cast(to: TypeObject.self) ?? call["message"].cast(to: ExceptionObject.self)?.type
    call.context.warn(try call.context.str(call["message"]), category ?? Exceptions.userWarning)
    return .none
  }

  static let catchWarnings = Function("catch_warnings(*, record=False, module=None, action=None, category=None)") {
    call in
    if try call.bool("record") { throw call.unsupported("argument 'record' of 'catch_warnings'", argument: "record") }
    return .object(WarningsScope(call.context))
  }
}

/// `warnings.catch_warnings`: restores the filters at its end.
final class WarningsScope: Object {
  private let wereShown: Bool

  init(_ context: Context) {
    wereShown = context.showsWarnings
    super.init(type: Types.object)
  }

  override func enter(in context: Context) throws(Raised) -> Value? { Value.none }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    context.showsWarnings = wereShown
    return false
  }
}

import PythonRuntime

// What gives None: as the last line of a cell it shows nothing.

extension Display.Pyplot {
  static let show = Function("show(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let tightLayout = Function("tight_layout(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let savefig = Function("savefig(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let close = Function("close(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let clf = Function("clf()") { _ in .none }
  static let cla = Function("cla()") { _ in .none }
  static let grid = Function("grid(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let subplotsAdjust = Function("subplots_adjust(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let rc = Function("rc(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
}

extension Display.Seaborn {
  static let set = Function("set(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let setTheme = Function("set_theme(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let setStyle = Function("set_style(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let setContext = Function("set_context(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let setPalette = Function("set_palette(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
  static let despine = Function("despine(*args, **kwargs)", acceptsUnsupported: true) { _ in .none }
}

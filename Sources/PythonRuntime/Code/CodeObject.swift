package import Diagnostics
package import Kernels
import PythonSyntax

/// The compiled body of a function, class, generator expression or cell.
package final class CodeObject {
  /// `__name__`
  package let name: String
  /// `__qualname__`
  package let qualifiedName: String
  /// The cell it was written in; 0 outside of any.
  package let cell: Int
  /// The file it was written in; `nil` for the notebook's cells.
  package let file: SourceFile?
  /// The module it was written in: its global names.
  package let globals: Namespace
  /// What it was written as, for functions and lambdas.
  package let tree: FunctionObject.Tree?

  /// Names of the positional parameters, which are the first registers.
  package internal(set) var parameterNames: [PythonString] = []
  package internal(set) var positionalOnlyCount = 0
  /// Names of the keyword-only parameters, in the registers that follow.
  package internal(set) var keywordOnlyNames: [PythonString] = []
  /// Whether `*args` has the register after the named parameters.
  package internal(set) var hasVariadic = false
  /// Whether `**kwargs` has the register after that.
  package internal(set) var hasKeywordVariadic = false
  /// What calling it gives.
  package internal(set) var kind = Kind.function
  /// Whether calling it gives something that runs later.
  var isGenerator: Bool { kind != .function }
  /// The variables of enclosing functions that the body uses.
  package internal(set) var freeNames: [String] = []
  /// `__doc__`
  package internal(set) var documentation: PythonString?

  var instructions: [Instruction] = []
  var lines: [Int32] = []
  var columns: [Int32] = []
  var constants: [Value] = []
  var names: [PythonString] = []
  var sites: [Site] = []
  var functions: [CodeObject] = []
  /// The position in `functions` that a `makeFunction` at a site makes.
  var functionOfSite: [Int: Int] = [:]
  var handlers: [Handler] = []
  /// By position of the instruction that tests or iterates.
  var regions: [Int: Region] = [:]
  /// The statements of a cell, as `beginStatement` numbers them.
  var statements: [Statement] = []
  /// What stands for the magics of a cell.
  var escapes: [Escape] = []
  var registerCount = 0
  /// The registers of captured parameters and variables, made into cells on entry.
  var cellRegisters: [Int] = []
  /// The registers that receive the closure's cells.
  var freeRegisters: [Int] = []
  /// Where the variables of the body live, by name.
  var locations: [String: Location] = [:]
  var isClassBody = false
  /// The register of the iterator that a generator expression gets.
  var generatorArgument: Int?
  /// Whether every parameter takes one argument, and a call runs the body at once.
  var isSimple = false
  /// Number of positional parameters, and of those and keyword-only ones.
  var positionalTotal = 0
  var parameterTotal = 0
  /// How many arguments a call must have that fills the parameters one by one; -1 if none does, or before `settle`.
  var exactCount = -1
  /// The same, whether a call runs the body or makes a generator.
  var exactCountOfGenerator = -1
  /// Whether a call makes cells or receives those of the closure.
  var hasCells = false
  /// The instructions and sites as the machine reads them; see `settle`.
  var steps: UnsafePointer<Step>?
  var siteMemory: UnsafeMutablePointer<Unmanaged<Site>>?
  /// Frames that have ended, for calls to come.
  var spare: Unmanaged<Frame>?

  deinit { dissolve() }

  init(
    name: String, qualifiedName: String, cell: Int, globals: Namespace, file: SourceFile?, tree: FunctionObject.Tree?
  ) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.cell = cell
    self.globals = globals
    self.file = file
    self.tree = tree
  }

  /// Registers taken by parameters, stars included.
  var parameterCount: Int {
    parameterNames.count + keywordOnlyNames.count + (hasVariadic ? 1 : 0) + (hasKeywordVariadic ? 1 : 0)
  }

  /// The names of `*args` and `**kwargs`.
  package var starNames: (variadic: String?, keywordVariadic: String?) {
    switch tree {
    case .definition(let definition)?: (definition.arguments.variadic?.name, definition.arguments.keywordVariadic?.name)
    case .lambda(let arguments, _)?: (arguments.variadic?.name, arguments.keywordVariadic?.name)
    case nil: (nil, nil)
    }
  }

  /// Where the instruction at a position was written.
  func origin(at position: Int) -> SourceOrigin {
    guard position >= 0, position < lines.count else {
      return SourceOrigin(cell: cell, line: 0, column: 0, file: file)
    }
    return SourceOrigin(
      cell: cell, line: Int(lines[position]), column: Int(columns[position]), file: file)
  }
}

/// Where a variable lives.
enum Location {
  case register(Int)
  /// The register holds a `CellObject`.
  case cell(Int)
  case global(Int)
  /// A name in the body of a class.
  case className
}

/// Instructions that an exception handler covers.
struct Handler {
  let start: Int
  let end: Int
  let target: Int
  /// Receives the exception.
  let register: Int
  /// How many exceptions of this frame are being handled around it.
  let handledDepth: Int
}

/// The statement or expression whose course depends on a test, and what follows if the test is unsupported.
struct Region {
  /// What may or may not run: everything in it that is assigned or touched becomes unsupported.
  enum Body {
    case statements([Statement])
    case expressions([Expression])
  }

  let body: [Body]
  /// Where to go on.
  var exit: Int
  /// Receives the unsupported value, if the region is an expression.
  let result: Int?
  /// Whether the function returns the unsupported value instead of going on.
  let returns: Bool
}

/// Something in a cell that is not Python, run where it stands: a magic, a shell command.
package struct Escape {
  let run: (Context) throws(Raised) -> Value

  package init(_ run: @escaping (Context) throws(Raised) -> Value) { self.run = run }
}

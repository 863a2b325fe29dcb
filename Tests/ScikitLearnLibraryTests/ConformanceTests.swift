import Columns
import Conformance
import NumPyLibrary
import PandasLibrary
import PythonRuntime
import ScikitLearnLibrary
import StandardLibrary
import Testing
import Tracing

/// The cases in `fixtures/conformance/sklearn` answer as real Python of either era does, to the character.
@Suite struct ConformanceTests {
  @Test(arguments: ConformanceCase.all(of: "sklearn"), [Era.classic, .modern])
  func check(_ conformanceCase: ConformanceCase, era: Era) throws {
    let differences = try conformanceCase.differences(
      era: era == .classic ? "classic" : "modern",
      libraries: { [StandardModules(), NumPyModules(), PandasModules(), ScikitLearnModules()] },
      prepare: { $0.setState(TracingState(era: era)) })
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}

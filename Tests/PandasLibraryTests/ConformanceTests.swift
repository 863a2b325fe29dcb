import Columns
import Conformance
import Foundation
import NumPyLibrary
import PandasLibrary
import PythonRuntime
import StandardLibrary
import Testing
import Tracing

/// The cases in `fixtures/conformance/pandas` answer as real pandas of either era does, to the character, HTML included.
@Suite struct ConformanceTests {
  @Test(arguments: ConformanceCase.all(of: "pandas"), [Era.classic, .modern])
  func check(_ conformanceCase: ConformanceCase, era: Era) throws {
    let folder = conformanceCase.path.deletingLastPathComponent()
    let differences = try conformanceCase.differences(
      era: era == .classic ? "classic" : "modern", libraries: { [StandardModules(), NumPyModules(), PandasModules()] },
      prepare: {
        $0.setState(TracingState(era: era))
        $0.files = DataFiles(notebookFolder: folder)
      })
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}

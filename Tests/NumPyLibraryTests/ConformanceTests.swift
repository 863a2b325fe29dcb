import Columns
import Conformance
import Foundation
import NumPyLibrary
import PandasLibrary
import PythonRuntime
import StandardLibrary
import Testing
import Tracing

/// The cases in `fixtures/conformance/numpy` answer as real Python of either era does, to the character.
@Suite struct ConformanceTests {
  @Test(arguments: ConformanceCase.all(of: "numpy"), [Era.classic, .modern])
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

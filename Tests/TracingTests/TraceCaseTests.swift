import Columns
import Conformance
import Foundation
import NumPyLibrary
import PandasLibrary
import PythonRuntime
import ScikitLearnLibrary
import StandardLibrary
import Testing
import Tracing

/// What the trace says of the idioms of notebooks: their row function in short, or why they have none.
@Suite struct TraceCaseTests {
  @Test(arguments: TraceCase.all()) func idioms(_ file: TraceCase) throws {
    let folder = file.path.deletingLastPathComponent()
    let idioms = try file.idioms(
      libraries: { [StandardModules(), NumPyModules(), PandasModules(), ScikitLearnModules()] },
      prepare: {
        $0.setState(TracingState(era: .modern))
        $0.files = DataFiles(notebookFolder: folder)
      })
    #expect(!idioms.isEmpty)
    for idiom in idioms {
      #expect(!idiom.expected.isEmpty && idiom.answered == idiom.expected, "\(idiom.title)\(idiom.source)")
    }
  }
}

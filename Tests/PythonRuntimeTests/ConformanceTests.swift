import Conformance
import StandardLibrary
import Testing

/// The cases in `fixtures/conformance/python` answer as real Python does, to the character.
@Suite struct ConformanceTests {
  @Test(arguments: ConformanceCase.all(of: "python"))
  func check(_ conformanceCase: ConformanceCase) throws {
    let differences = try conformanceCase.differences { [StandardModules()] }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}

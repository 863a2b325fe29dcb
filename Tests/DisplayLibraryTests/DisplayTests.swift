import Diagnostics
import DisplayLibrary
import Kernels
import PythonRuntime
import PythonSyntax
import Testing

/// Drawing accepts everything, changes nothing, and shows nothing that Python would not show.
@Suite struct DisplayTests {
  @Test(arguments: [
    Case("import matplotlib.pyplot as plt\nplt.figure(figsize=(4, 3)).add_subplot(1, 1, 1);", shows: ""),
    Case("import matplotlib.pyplot as plt\nplt.plot([1, 2], label='a')[0].set_color('r')\nplt.show()", shows: ""),
    Case(
      "import matplotlib.pyplot as plt\nfig, (a, b) = plt.subplots(1, 2)\na.set_title('x')\nb[0] = 1\nplt.close()",
      shows: ""),
    Case(
      "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nwith plt.style.context('ggplot'):\n  x = 1\nx",
      shows: "1"),
    Case("import seaborn as sns\nsns.set_style('dark')", shows: ""),
    Case("import seaborn as sns\ndata = [3, 1]\nsns.histplot(data, ax=None).set(xlabel='x')\ndata", shows: "[3, 1]"),
    Case("from google.colab import drive\ndrive.mount('/content/drive');", shows: ""),
    Case("from IPython.display import display, clear_output\nclear_output()\ndisplay([1], 'two')", shows: "[1]\n'two'"),
    Case(
      "import plotly.express as px\nimport mpl_toolkits.mplot3d\nimport missingno as msno\nmsno.matrix([1]);", shows: ""
    ),
    Case(
      "from tqdm.notebook import tqdm, trange\n[x for x in tqdm([1, 2], desc='d')], list(trange(3))",
      shows: "([1, 2], [0, 1, 2])"),
    Case("from tqdm import tqdm\ntqdm.pandas()\nwith tqdm(total=3) as bar:\n  bar.update(1)\n'done'", shows: "'done'"),
  ])
  func check(_ displayCase: Case) {
    #expect(displayCase.shown == displayCase.shows)
  }

  /// A cell and what it shows.
  struct Case: Sendable, CustomStringConvertible {
    let source: String
    let shows: String

    init(_ source: String, shows: String) {
      self.source = source
      self.shows = shows
    }

    var description: String { source }

    /// The texts of the cell's outputs.
    var shown: String {
      let source = self.source
      return Interpreter.withDeepStack {
        let (module, _) = parse(SourceFile(name: "cell 1", text: source))
        let interpreter = Interpreter(libraries: [DisplayModules()])
        let texts = interpreter.run(module, cell: 1, showsLast: !source.hasSuffix(";")).outputs.map { output in
          switch output {
          case .stream(_, let text): text.description
          case .display(let value): value.text?.description ?? "<unsupported: \(value.cause?.what ?? "?")>"
          case .error(let error): "\(error.name): \(error.message)"
          }
        }
        return texts.joined(separator: "\n")
      }
    }
  }
}

import Kernels

/// The names of the columns: an empty one becomes `Unnamed: 2`, a repeated one gets a number.
///
/// Columns with a name of their own keep it before unnamed ones are numbered.
func distinctNames(_ header: [PythonString]) -> (names: [PythonString], unnamed: Set<PythonString>) {
  var names = header
  var unnamed: [Int] = []
  for (i, name) in header.enumerated() where name.bytes.isEmpty {
    names[i] = "Unnamed: " + PythonString(i)
    unnamed.append(i)
  }
  let unnamedSet = Set(unnamed)
  var counts: [PythonString: Int] = [:]
  for i in names.indices.filter({ !unnamedSet.contains($0) }) + unnamed {
    let original = names[i]
    var name = original
    var count = counts[name] ?? 0
    while count > 0 {
      counts[original] = count + 1
      name = original + "." + PythonString(count)
      count = names.contains(name) ? count + 1 : counts[name] ?? 0
    }
    names[i] = name
    counts[name] = count + 1
  }
  return (names, Set(unnamed.map { names[$0] }))
}

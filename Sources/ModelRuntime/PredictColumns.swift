public import CModelInterface
import Kernels

/// `faircopy_predict_columns`.
public func predictColumns<Model: GeneratedModel>(
  _ type: Model.Type, _ session: OpaquePointer?, _ schema: UnsafePointer<ArrowSchema>?,
  _ columns: UnsafePointer<ArrowArray>?, _ answerSchema: UnsafeMutablePointer<ArrowSchema>?,
  _ answers: UnsafeMutablePointer<ArrowArray>?, _ message: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int32 {
  let message = Message(bytes: message, capacity: capacity)
  guard let session = ModelSession<Model>.at(session), let schema, let columns, let answerSchema, let answers else {
    message.write(Text("a pointer is null"))
    return Int32(FAIRCOPY_USAGE)
  }
  var fields: [ArrowColumn] = []
  for index in 0..<Model.fieldCount {
    guard let column = child(named: Model.fieldName(index), of: schema, columns, kind: Model.fieldKind(index)) else {
      message.write(Text("absent or of another type: field "), Text(Model.fieldName(index)))
      return Int32(FAIRCOPY_USAGE)
    }
    fields.append(column)
  }
  let built = answerColumns(
    of: fields, rows: Int(columns.pointee.length), offset: Int(columns.pointee.offset), session)
  answers.pointee = structArray(of: built, rows: columns.pointee.length)
  answerSchema.pointee = structSchema(of: built, type)
  return Int32(FAIRCOPY_OK)
}

/// `prediction`, a column a class, `error`.
private func answerColumns<Model: GeneratedModel>(
  of fields: [ArrowColumn], rows: Int, offset: Int, _ session: ModelSession<Model>
) -> [ArrowAnswerColumn] {
  var prediction = ArrowAnswerColumn(kind: Model.predictionKind)
  var probabilities: [ArrowAnswerColumn] = []
  for _ in 0..<Model.classCount { probabilities.append(ArrowAnswerColumn(kind: Int32(FAIRCOPY_FLOAT64))) }
  var errors = ArrowAnswerColumn(kind: Int32(FAIRCOPY_STRING))
  let values = UnsafeMutablePointer<faircopy_value>.allocate(capacity: fields.count + 1)
  let text = UnsafeMutablePointer<CChar>.allocate(capacity: 1024)
  defer {
    values.deallocate()
    text.deallocate()
  }
  for row in 0..<rows {
    for index in 0..<fields.count { values[index] = fields[index].value(at: row + offset) }
    session.scratch.reset()
    do throws(RowError) {
      let answer = try session.model.answer(of: values, scratch: session.scratch)
      prediction.append(answer.prediction)
      for index in 0..<probabilities.count { probabilities[index].append(answer.probabilities[index]) }
      errors.appendMissing()
    } catch {
      Message(bytes: text, capacity: 1024).write(error)
      var count = 0
      while text[count] != 0 { count += 1 }
      prediction.appendMissing()
      for index in 0..<probabilities.count { probabilities[index].appendMissing() }
      errors.append(text, count: count)
    }
  }
  return [prediction] + probabilities + [errors]
}

private func child(
  named name: StaticString, of schema: UnsafePointer<ArrowSchema>, _ array: UnsafePointer<ArrowArray>, kind: Int32
) -> ArrowColumn? {
  guard schema.pointee.n_children == array.pointee.n_children else { return nil }
  for index in 0..<Int(schema.pointee.n_children) {
    guard let childSchema = schema.pointee.children?[index], let childArray = array.pointee.children?[index],
      let childName = childSchema.pointee.name, isSame(childName, name)
    else { continue }
    return ArrowColumn(childSchema, childArray, kind: kind)
  }
  return nil
}

private func isSame(_ text: UnsafePointer<CChar>, _ name: StaticString) -> Bool {
  let count = name.utf8CodeUnitCount
  for i in 0..<count where UInt8(bitPattern: text[i]) != name.utf8Start[i] { return false }
  return text[count] == 0
}

private func structArray(of columns: [ArrowAnswerColumn], rows: Int64) -> ArrowArray {
  let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>.allocate(capacity: columns.count)
  for index in 0..<columns.count {
    let child = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
    child.initialize(to: columns[index].array())
    children[index] = child
  }
  let buffers = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: 1)
  buffers[0] = nil
  return ArrowArray(
    length: rows, null_count: 0, offset: 0, n_buffers: 1, n_children: Int64(columns.count), buffers: buffers,
    children: children, dictionary: nil, release: releaseStruct, private_data: nil)
}

private func releaseStruct(_ array: UnsafeMutablePointer<ArrowArray>?) {
  guard let array, array.pointee.release != nil else { return }
  for index in 0..<Int(array.pointee.n_children) {
    guard let child = array.pointee.children?[index] else { continue }
    child.pointee.release?(child)
    child.deallocate()
  }
  array.pointee.children?.deallocate()
  array.pointee.buffers?.deallocate()
  array.pointee.release = nil
}

private func structSchema<Model: GeneratedModel>(of columns: [ArrowAnswerColumn], _ type: Model.Type) -> ArrowSchema {
  let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>.allocate(capacity: columns.count)
  for index in 0..<columns.count {
    let child = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
    let name =
      index == 0
      ? owned("prediction")
      : index == columns.count - 1 ? owned("error") : owned("probability_", Model.className(index - 1))
    child.initialize(to: schema(columns[index].format, name: name, flags: 2))
    children[index] = child
  }
  var whole = schema("+s", name: owned(""), flags: 0)
  whole.n_children = Int64(columns.count)
  whole.children = children
  return whole
}

private func schema(_ format: StaticString, name: UnsafeMutablePointer<CChar>, flags: Int64) -> ArrowSchema {
  ArrowSchema(
    format: UnsafeRawPointer(format.utf8Start).assumingMemoryBound(to: CChar.self), name: UnsafePointer(name),
    metadata: nil, flags: flags, n_children: 0, children: nil, dictionary: nil, release: releaseSchema,
    private_data: nil)
}

private func releaseSchema(_ schema: UnsafeMutablePointer<ArrowSchema>?) {
  guard let schema, schema.pointee.release != nil else { return }
  for index in 0..<Int(schema.pointee.n_children) {
    guard let child = schema.pointee.children?[index] else { continue }
    child.pointee.release?(child)
    child.deallocate()
  }
  schema.pointee.children?.deallocate()
  schema.pointee.name?.deallocate()
  schema.pointee.release = nil
}

/// A terminated copy of the parts, to be deallocated by its release function.
private func owned(_ first: StaticString, _ second: StaticString = "") -> UnsafeMutablePointer<CChar> {
  let count = first.utf8CodeUnitCount
  let copy = UnsafeMutablePointer<CChar>.allocate(capacity: count + second.utf8CodeUnitCount + 1)
  for i in 0..<count { copy[i] = CChar(bitPattern: first.utf8Start[i]) }
  for i in 0..<second.utf8CodeUnitCount { copy[count + i] = CChar(bitPattern: second.utf8Start[i]) }
  copy[count + second.utf8CodeUnitCount] = 0
  return copy
}

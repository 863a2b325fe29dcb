/// Python's `str.split()`: at runs of white space, at most `limit` times (no limit, if negative).
public func split(_ text: Text, limit: Int = -1, _ scratch: Scratch) -> TextList {
  let list = scratch.texts(text.count / 2 &+ 1)
  var n = 0
  var rest = leftStripped(text)
  while rest.count > 0 {
    if n == limit {
      (list + n).initialize(to: rest)
      n &+= 1
      break
    }
    var end = 0
    while end < rest.count {
      let (c, width) = rest.codePoint(at: end)
      if CharacterClass.isSpace(c) { break }
      end &+= width
    }
    (list + n).initialize(to: rest.slice(0..<end))
    n &+= 1
    rest = leftStripped(rest.slice(end..<rest.count))
  }
  return TextList(base: list, count: n)
}

/// Python's `str.split(separator)`, at most `limit` times (no limit, if negative).
///
/// An empty separator, which Python refuses, splits nowhere.
public func split(_ text: Text, by separator: Text, limit: Int = -1, _ scratch: Scratch) -> TextList {
  let found = separator.count == 0 ? 0 : occurrences(of: separator, in: text)
  let cuts = limit >= 0 && limit < found ? limit : found
  let list = scratch.texts(cuts &+ 1)
  var from = 0
  for i in 0..<cuts {
    guard let offset = firstOffset(of: separator, in: text, from: from) else { break }
    (list + i).initialize(to: text.slice(from..<offset))
    from = offset &+ separator.count
  }
  (list + cuts).initialize(to: text.slice(from..<text.count))
  return TextList(base: list, count: cuts &+ 1)
}

/// Python's `str.rsplit(separator)`: the cuts are sought from the end.
public func splitFromEnd(_ text: Text, by separator: Text, limit: Int = -1, _ scratch: Scratch) -> TextList {
  let found = separator.count == 0 ? 0 : occurrences(of: separator, in: text)
  let cuts = limit >= 0 && limit < found ? limit : found
  let list = scratch.texts(cuts &+ 1)
  var end = text.count
  var i = cuts
  while i > 0 {
    guard let offset = lastOffset(of: separator, in: text, before: end) else { break }
    (list + i).initialize(to: text.slice((offset &+ separator.count)..<end))
    end = offset
    i &-= 1
  }
  (list + i).initialize(to: text.slice(0..<end))
  return TextList(base: list + i, count: cuts &+ 1 &- i)
}

/// Python's `str.rsplit()`: at runs of white space, from the end.
public func splitFromEnd(_ text: Text, limit: Int = -1, _ scratch: Scratch) -> TextList {
  let capacity = text.count / 2 &+ 1
  let list = scratch.texts(capacity)
  var first = capacity
  var rest = rightStripped(text)
  while rest.count > 0 {
    first &-= 1
    if capacity &- first &- 1 == limit {
      (list + first).initialize(to: rest)
      break
    }
    var start = rest.count
    while start > 0 {
      let (c, width) = rest.codePoint(before: start)
      if CharacterClass.isSpace(c) { break }
      start &-= width
    }
    (list + first).initialize(to: rest.slice(start..<rest.count))
    rest = rightStripped(rest.slice(0..<start))
  }
  return TextList(base: list + first, count: capacity &- first)
}

/// Python's `str.partition`: what comes before the first separator, the separator, what comes after.
public func partition(_ text: Text, by separator: Text, _ scratch: Scratch) -> TextList {
  let offset = firstOffset(of: separator, in: text, from: 0)
  return parts(text, separator, offset, missingFirst: false, scratch)
}

/// Python's `str.rpartition`: the same at the last separator.
public func partitionFromEnd(_ text: Text, by separator: Text, _ scratch: Scratch) -> TextList {
  parts(text, separator, lastOffset(of: separator, in: text, before: text.count), missingFirst: true, scratch)
}

private func parts(
  _ text: Text, _ separator: Text, _ offset: Int?, missingFirst: Bool, _ scratch: Scratch
) -> TextList {
  let list = scratch.texts(3)
  let empty = text.slice(0..<0)
  if let offset {
    list.initialize(to: text.slice(0..<offset))
    (list + 1).initialize(to: text.slice(offset..<(offset &+ separator.count)))
    (list + 2).initialize(to: text.slice((offset &+ separator.count)..<text.count))
  } else {
    list.initialize(to: missingFirst ? empty : text)
    (list + 1).initialize(to: empty)
    (list + 2).initialize(to: missingFirst ? text : empty)
  }
  return TextList(base: list, count: 3)
}

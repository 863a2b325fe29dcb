import Glibc

/// Runs `body` with UTF-8 as this thread's character set, which libarchive asks for when it converts names. The process's
/// locale stays as it is.
func withUTF8Locale<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
  guard let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { return try body() }
  let previous = uselocale(locale)
  defer {
    uselocale(previous)
    freelocale(locale)
  }
  return try body()
}

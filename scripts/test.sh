#!/usr/bin/env bash
# The README's second command: the tests, against the build of the first.
set -euo pipefail
cd "$(dirname "$0")/.."
swift test -c release -Xswiftc -enable-testing

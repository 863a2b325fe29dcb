#!/usr/bin/env bash
# The README's second command: the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
swift test

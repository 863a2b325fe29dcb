#!/usr/bin/env bash
# The README's first command: installs what the build needs, builds, and converts a notebook that ships.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
swift build -c release
.build/release/faircopy convert fixtures/notebooks/telecom-churn/telecom-churn.ipynb -o .build/bundles --force

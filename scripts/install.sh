#!/usr/bin/env bash
# Installs the built faircopy, or removes it.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
usage: scripts/install.sh [--prefix DIR] [--from DIR] [--uninstall]

  --prefix DIR   where to install (default: $PREFIX, else /usr/local)
  --from DIR     the folder with the built programs (default: .build/release)
  --uninstall    remove what was installed

$DESTDIR, if set, stands before the prefix.
TEXT
}

fail() { printf 'install: %s\n' "$@" >&2; exit 1; }

prefix=${PREFIX:-/usr/local}
from=.build/release
uninstall=false
while [ $# -gt 0 ]; do
  case $1 in
    --prefix | --from)
      [ $# -ge 2 ] || { usage >&2; exit 2; }
      if [ "$1" = --prefix ]; then prefix=$2; else from=$2; fi
      shift 2 ;;
    --uninstall) uninstall=true; shift ;;
    -h | --help) usage; exit ;;
    *) usage >&2; exit 2 ;;
  esac
done
case $prefix in /*) ;; *) fail "the prefix must be an absolute path: $prefix" ;; esac
root=${DESTDIR:-}$prefix

programs=$root/lib/faircopy
command=$root/bin/faircopy
manual=$root/share/man/man1/faircopy.1
bash_completion=$root/share/bash-completion/completions/faircopy
zsh_completion=$root/share/zsh/site-functions/_faircopy
fish_completion=$root/share/fish/vendor_completions.d/faircopy.fish

remove() {
  rm -f "$command" "$manual" "$bash_completion" "$zsh_completion" "$fish_completion" \
    "$programs/faircopy" "$programs/faircopy-host" "$programs/LICENSE"
  [ ! -d "$programs" ] || rmdir "$programs"
}

# The command is a link, so that faircopy finds its host beside the file that the link leads to.
install_programs() {
  install -d "$programs" "$root/bin"
  install -m 0755 "$from/faircopy" "$programs/faircopy"
  install -m 0755 "$from/faircopy-host" "$programs/faircopy-host"
  install -m 0644 LICENSE "$programs/LICENSE"
  ln -sfn ../lib/faircopy/faircopy "$command"
}

install_completion() {
  local shell=$1 file=$2 text
  text=$("$from/faircopy" --generate-completion-script "$shell") || return 0
  install -d "$(dirname "$file")"
  printf '%s\n' "$text" >"$file"
  chmod 0644 "$file"
}

# `swift package generate-manual` leaves the page there.
install_manual() {
  local page
  for page in .build/plugins/GenerateManual/outputs/faircopy/faircopy.1 "$from/faircopy.1"; do
    [ -f "$page" ] || continue
    install -d "$(dirname "$manual")"
    install -m 0644 "$page" "$manual"
    return
  done
}

if $uninstall; then
  remove
  printf 'install: removed faircopy from %s\n' "$prefix"
  exit
fi

for program in faircopy faircopy-host; do
  [ -x "$from/$program" ] || fail "$from/$program is not there; build it with: swift build -c release"
done
mkdir -p "$root" && [ -w "$root" ] || fail "$root cannot be written; use sudo, or choose another --prefix"
install_programs
install_completion bash "$bash_completion"
install_completion zsh "$zsh_completion"
install_completion fish "$fish_completion"
install_manual
printf 'install: installed %s\n' "$prefix/bin/faircopy"

#!/usr/bin/env bash
# Prove the portable archive: it runs where it is unpacked, installs into an empty home without any rights, does the
# main job there with no network at all, and goes without a trace but the user's files.
#
#     python3 packaging/dev.py package              makes dist/*.tar.xz
#     packaging/proof_portable.sh FOLDER [ARCHIVE]  unpack it in FOLDER and prove there; no root needed
#
# Exit code 77 says that there is no archive to prove. Without unshare the network is left as it is, and that is said.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mkdir -p "${1:?give a folder to unpack in}" && cd "$1" && pwd)
archive=${2:-$(ls "$here"/dist/veta-*-linux-*.tar.xz 2>/dev/null | tail -n 1 || true)}
home=$folder/home
export LC_ALL=C.UTF-8

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

[ -n "$archive" ] || { echo "SKIPPED: there is no archive; python3 packaging/dev.py package makes it"; exit 77; }
apart=()
if unshare --map-root-user --net true 2>/dev/null; then apart=(unshare --map-root-user --net); else echo "not without a network: unshare may not be used here"; fi
alone() { (cd "$home" && "${apart[@]}" env -i HOME="$home" PATH=/usr/bin:/bin LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen "$@"); }
files() { (cd "$home" && find . ! -type d | sort); }

rm -rf "$folder/unpacked" "$home"
mkdir -p "$folder/unpacked" "$home"
say "unpacked from $(basename "$archive")"
tar -xf "$archive" -C "$folder/unpacked"
unpacked=$(echo "$folder"/unpacked/*)
du -sm "$unpacked" | awk '{print $1 " MB"}'

say "veta self-test where it was unpacked"
alone "$unpacked/veta" self-test
[ -s "$unpacked/_internal/THIRD-PARTY-LICENCES.txt" ] && [ -s "$unpacked/_internal/veta.cdx.json" ] || fail "licences or list of parts are missing"

say "install.sh into an empty home, and self-test from there"
alone "$unpacked/install.sh"
mv "$unpacked" "$folder/unpacked/elsewhere" # what is installed must not lean on what was unpacked
alone "$home/.local/bin/veta" self-test
alone "$home/.local/bin/veta" brief --out "$home/brief.pdf" --lang es
head -c 5 "$home/brief.pdf" && echo
grep '^Exec=' "$home/.local/share/applications/veta.desktop"

say "uninstall: what is left"
alone "$home/.local/lib/veta/install.sh" uninstall
files | tee "$folder/left.txt"
# The user's brief, Veta's log, and the digests that desktops keep of their folders.
! grep -vE '^\./(brief\.pdf|\.local/state/Veta/|\.local/share/(mime/|applications/mimeinfo\.cache|icons/hicolor/icon-theme\.cache))' "$folder/left.txt" || fail "more is left than the user's files"
! grep -rlsi veta "$home/.local/share" || fail "something of Veta is left"
[ -s "$home/brief.pdf" ] || fail "the user's brief is gone"
say "All proved."

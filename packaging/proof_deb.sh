#!/usr/bin/env bash
# Prove the Debian package on a fresh Debian 12 that has no Python: it installs, starts, does the main job under a real
# hand, never asks for a network, and goes without a trace but the user's files. Then measure its start and memory.
#
#     python3 packaging/dev.py package                    makes dist/*.deb and .venv-package, which this needs
#     sudo packaging/proof_deb.sh FOLDER [DEB]            make a new root in FOLDER/root and prove there
#
# Needs mmdebstrap, Xvfb, xdotool and xwininfo here; strace and import (of imagemagick) for the parts that say so. Where
# one is missing, that is said, and the exit code is 77 when nothing could be proved. What a machine needs to reach its
# package mirrors comes from outside:
#     MMDEBSTRAP_OPTIONS   further options for mmdebstrap
#     PROOF_RUNS           how often the start is measured (7); 0 leaves that out
#
# After apt is done everything runs in a network namespace without any network. Before a cold start the kernel is told to
# forget what it holds of the files in the root; a warm one finds them in memory.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mkdir -p "${1:?give a folder for the new root}" && cd "$1" && pwd)
deb=${2:-$(ls "$here"/dist/veta_*.deb 2>/dev/null | tail -n 1 || true)}
python=$here/.venv-package/bin/python
root=$folder/root
user=/home/ana
display=:96
width=1600 height=1000
most=1.5
export LC_ALL=C.UTF-8

started=() failed=()
trap 'kill "${started[@]}" 2>/dev/null || true' EXIT

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
skip() { printf 'SKIPPED: %s\n' "$*"; }
has() { command -v "$1" >/dev/null; }

# Run one command inside the root with an environment of its own; `alone` without any network besides.
inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$user" LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        chroot "$root" /usr/bin/env -C "$user" "$@"
}
alone() { unshare --net env -i PATH=/usr/sbin:/usr/bin chroot "$root" /usr/bin/env -C "$user" PATH=/usr/bin:/bin HOME="$user" LANG=C.UTF-8 "$@"; }
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -path ./run \) -prune -o -print | sort); }
picture() { cat "$folder/screen/Xvfb_screen0"; }
title() { xdotool getwindowname "$window"; }

wait_for() { # WHAT COMMAND...: until it holds, at most 30 s
    local what=$1
    shift
    for _ in $(seq 300); do "$@" >/dev/null 2>&1 && return 0 || sleep 0.1; done
    fail "$what: not within 30 s"
}

make_root() {
    say "a fresh Debian 12 without Python, in $root"
    # shellcheck disable=SC2086
    mmdebstrap --quiet --variant=minbase ${MMDEBSTRAP_OPTIONS:-} bookworm "$root"
    ! ls "$root"/usr/bin/python3* >/dev/null 2>&1 || fail "there is a Python in it"
    cp --dereference /etc/resolv.conf "$root/etc/resolv.conf"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mkdir -p "$root$user" "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    cat >"$root$user/case.veta" <<'CASE'
{"format": "veta-scenario", "schema_version": 1, "name": "More fluorspar", "edits": [{"kind": "set-share",
 "flow": "us-imports", "year": 2024, "product": "252922", "partner": "MEX", "share": 0.8}]}
CASE
    inside apt-get update -qq
    files >"$folder/before.txt"
}

install_package() {
    say "apt-get install ./$(basename "$deb")"
    cp "$deb" "$root/var/cache/veta.deb"
    inside apt-get install -y -qq --no-install-recommends /var/cache/veta.deb >"$folder/apt.out" 2>&1 || { tail "$folder/apt.out"; fail "it does not install"; }
    rm "$root/var/cache/veta.deb"
    inside dpkg -l | awk '/^ii/' | wc -l | sed 's/$/ packages are installed now/'
    ! ls "$root"/usr/bin/python3* >/dev/null 2>&1 || fail "it brought a Python along"
    du -sm "$root/usr/lib/veta" | awk '{print $1 " MB in /usr/lib/veta"}'
}

no_network_library() {
    say "no file of QtNetwork, and no TLS"
    local found
    found=$(cd "$root/usr/lib/veta" && find . -iname '*qt*network*' -o -iname '*libssl*' -o -iname '*_ssl*' -o -path '*plugins/tls*')
    [ -z "$found" ] || fail "there is: $found"
    echo none
}

self_test() {
    say "veta self-test, offscreen, with no network at all"
    alone QT_QPA_PLATFORM=offscreen veta self-test
    say "headless commands, with no network at all"
    alone veta query --flow us-imports --year 2024 --group rare-earths --by partner --format csv | sed -n 1,3p
    alone veta brief --out "$user/brief.pdf"
    head -c 5 "$root$user/brief.pdf" && echo
    alone veta data check --format json | head -c 120 && echo
}

start_screen() {
    mkdir -p "$folder/screen"
    Xvfb "$display" -screen 0 "${width}x${height}x24" -nolisten tcp -ac -fbdir "$folder/screen" >"$folder/xvfb.log" 2>&1 &
    started+=($!)
    wait_for "Xvfb" test -S "/tmp/.X11-unix/X${display#:}"
    export DISPLAY=$display
}

# Click by hand: drag a share, save, choose rare earths, quit. Each step is seen from outside: title, file, screen.
by_hand() {
    say "veta case.veta in a window, with a real hand, with no network at all"
    alone DISPLAY="$display" veta "$user/case.veta" 2>"$folder/window.err" &
    local process=$! points before
    started+=("$process")
    wait_for "the window" xdotool search --onlyvisible --name 'More fluorspar'
    window=$(xdotool search --onlyvisible --name 'More fluorspar' | tail -n 1)
    xdotool windowmove "$window" 0 0 windowsize --sync "$window" "$width" "$height" windowfocus "$window"
    points=$("$python" "$here/packaging/click_points.py" "$root$user/case.veta" "$width" "$height")
    echo "$points"
    at() { echo "$points" | awk -v what="$1" '$1 == what {print $2, $3}'; }
    before=$(sha256sum <"$root$user/case.veta")
    # shellcheck disable=SC2046
    xdotool mousemove --window "$window" $(at slider-from) mousedown 1 sleep 0.2 mousemove --window "$window" $(at slider-to) sleep 0.2 mouseup 1
    wait_for "the title does not mark the drag" eval 'title | grep -qF "*"'
    title
    xdotool key ctrl+s
    wait_for "the scenario is not saved" eval '! title | grep -qF "*"'
    [ "$before" != "$(sha256sum <"$root$user/case.veta")" ] || fail "the drag is not in the file"
    alone veta scenario check "$user/case.veta"
    before=$(picture | sha256sum)
    # shellcheck disable=SC2046
    xdotool mousemove --window "$window" $(at rare-earths) click 1
    wait_for "a click on rare earths changes nothing" eval '[ "$(picture | sha256sum)" != "$before" ]'
    if has import; then sleep 1 && import -window root "$folder/by-hand.png" && echo "picture: $folder/by-hand.png"; fi
    xdotool key ctrl+q
    local code=0
    wait "$process" || code=$?
    [ "$code" = 0 ] || { cat "$folder/window.err"; fail "it quits with $code"; }
    ! grep -i traceback "$folder/window.err" || fail "it complains"
}

watch_sockets() {
    say "sockets asked for, by family (strace of self-test, brief and window)"
    if ! has strace; then
        skip "strace is not here"
        return
    fi
    : >"$folder/sockets.txt"
    traced() { strace -f -qq -e trace=network -o "$folder/trace.txt" "$@" && cat "$folder/trace.txt" >>"$folder/sockets.txt"; }
    traced chroot "$root" /usr/bin/env -i HOME="$user" PATH=/usr/bin:/bin QT_QPA_PLATFORM=offscreen veta self-test 2>/dev/null
    traced chroot "$root" /usr/bin/env -i HOME="$user" PATH=/usr/bin:/bin veta brief --out "$user/brief.pdf"
    traced chroot "$root" /usr/bin/env -i HOME="$user" PATH=/usr/bin:/bin DISPLAY="$display" veta self-test 2>/dev/null
    grep -o 'AF_[A-Z0-9]*' "$folder/sockets.txt" | sort | uniq -c || echo "none at all"
    ! grep -qE 'AF_INET6?\b|AF_PACKET' "$folder/sockets.txt" || fail "it asked for a socket of the internet"
}

measure() {
    if [ "${PROOF_RUNS:-7}" = 0 ]; then
        skip "the start is not measured, as PROOF_RUNS=0 asks"
        return
    fi
    say "start until painted, against an empty window over the same libraries in the same bundle (cold: at most $most)"
    : >"$folder/starts.txt"
    "$python" -m PyInstaller "$here/packaging/floor.spec" --noconfirm --log-level ERROR --distpath "$folder/floor" --workpath "$folder/floor" >"$folder/floor.out" 2>&1
    cp -al "$root/usr/lib/veta" "$root/usr/lib/veta-floor"
    cp "$folder/floor/floor/floor" "$root/usr/lib/veta-floor/floor"
    sync
    rounds cold "$root/usr"
    rounds warm
    rm -rf "$root/usr/lib/veta-floor"
    echo "memory: $(middle warm veta 5) MB once painted, $(middle warm veta 6) MB at most"
    awk -v a="$(middle cold veta 3)" -v b="$(middle cold floor 3)" -v m=$most 'BEGIN {exit !(a / b <= m)}' || failed+=("a cold start takes more than $most times the floor")
    awk -v now="$(middle warm veta 6)" 'BEGIN {exit !(now <= 350)}' || failed+=("more than 350 MB of memory")
}

rounds() { # NAME [FOLDER]: starts in pairs, with what memory holds of FOLDER forgotten before each, and their medians
    local name=$1 folder_of=${2:-} who col
    one() { unshare --net "$python" "$here/packaging/measure_start.py" "$folder/screen/Xvfb_screen0" ${folder_of:+"$folder_of"} -- \
        chroot "$root" /usr/bin/env -i HOME="$user" PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="$display" "$1"; }
    for _ in $(seq "${PROOF_RUNS:-7}"); do
        echo "$name veta $(one /usr/bin/veta)"
        echo "$name floor $(one /usr/lib/veta-floor/floor)"
    done >>"$folder/starts.txt"
    for col in 3 4; do
        printf '%s, %s: veta %s s, floor %s s' "$name" "$([ $col = 3 ] && echo 'by the clock' || echo 'processor time')" "$(middle "$name" veta $col)" "$(middle "$name" floor $col)"
        awk -v a="$(middle "$name" veta $col)" -v b="$(middle "$name" floor $col)" 'BEGIN {printf ", ratio %.2f\n", a / b}'
    done
}

middle() { # NAME WHO COLUMN: the median of a column of starts.txt
    awk -v name="$1" -v who="$2" -v col="$3" '$1 == name && $2 == who {print $col}' "$folder/starts.txt" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}

double_click() {
    say "a double click on a scenario: its type, its program, its window"
    inside apt-get install -y -qq --no-install-recommends shared-mime-info desktop-file-utils libglib2.0-bin >"$folder/apt.out" 2>&1
    local kind
    kind=$(alone gio info -a standard::content-type "$user/case.veta" | awk '/content-type:/ {print $2}')
    [ "$kind" = application/x-veta-scenario ] || fail "case.veta is taken for $kind"
    alone gio mime "$kind" | grep -q 'veta.desktop' || fail "no program is known for $kind"
    alone DISPLAY="$display" gio open "$user/case.veta" 2>"$folder/window.err" &
    started+=($!)
    wait_for "the window of gio open" xdotool search --onlyvisible --name 'More fluorspar'
    title_of=$(xdotool search --onlyvisible --name 'More fluorspar' | tail -n 1)
    echo "$kind -> veta.desktop -> window \"$(xdotool getwindowname "$title_of")\""
    xdotool windowfocus "$title_of" key ctrl+q
    wait_for "the end of Veta" eval '! xdotool search --onlyvisible --name "More fluorspar"'
}

uninstall() {
    say "apt-get purge: what is left"
    inside apt-get purge -y -qq --autoremove veta shared-mime-info desktop-file-utils libglib2.0-bin >"$folder/apt.out" 2>&1
    inside apt-get clean
    files >"$folder/after.txt"
    diff "$folder/before.txt" "$folder/after.txt" | grep '^>' | cut -c3- >"$folder/left.txt" || true
    # What apt keeps for itself of any package whatever: its log, its lists, the cache of libraries.
    grep -vE "^\.(/var/(log|cache|lib/(apt|dpkg|systemd))|/etc/ld\.so\.cache)" "$folder/left.txt" | tee "$folder/left-over.txt"
    ! grep -v "^\.$user" "$folder/left-over.txt" | grep -qi veta || fail "something of Veta is left"
    ! grep -qv "^\.$user" "$folder/left-over.txt" || fail "more is left than the user's files"
    [ -s "$root$user/case.veta" ] && [ -s "$root$user/brief.pdf" ] || fail "the user's files are gone"
}

main() {
    local tool
    for tool in mmdebstrap Xvfb xdotool xwininfo unshare; do
        has "$tool" || { skip "nothing can be proved without $tool"; exit 77; }
    done
    [ "$(id -u)" = 0 ] || { skip "this must run as root: it makes a root folder and mounts in it"; exit 77; }
    [ -n "$deb" ] && [ -x "$python" ] || { skip "there is no package; python3 packaging/dev.py package makes it"; exit 77; }
    make_root
    install_package
    no_network_library
    self_test
    start_screen
    by_hand
    watch_sockets
    measure
    double_click
    uninstall
    [ ${#failed[@]} = 0 ] || { printf 'FAILED: %s\n' "${failed[@]}" >&2; exit 1; }
    say "All proved."
}

mkdir -p /tmp/.X11-unix
if [ -z "${PROOF_INNER:-}" ]; then # every mount below ends with this process
    PROOF_INNER=1 exec unshare --mount -- "$0" "$@"
fi
main

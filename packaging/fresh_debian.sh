#!/usr/bin/env bash
# Prove the README's two commands on a fresh Debian 12 that has Python 3 and its venv module, and nothing else.
#
#     sudo packaging/fresh_debian.sh FOLDER            make a new root in FOLDER/root, clone this checkout into it, prove
#     sudo packaging/fresh_debian.sh FOLDER --again    keep the root, bring the clone up to date, prove again
#
# Needs mmdebstrap, Xvfb and xwininfo here. What a machine needs to reach its package mirrors comes from outside:
#     MMDEBSTRAP_OPTIONS   further options for mmdebstrap
#     PIP_*                every such variable is handed to the commands inside
#     FRESH_BIND           files and folders of this machine, separated by spaces, seen inside at the same place, read only
#
# The display is an Xvfb of this machine, its socket folder bound into the root: so the root gets no package that
# `dev.py run` does not install itself, and a window that opens there opens on a bare Debian as well.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mkdir -p "${1:?give a folder for the new root}" && cd "$1" && pwd)
again=${2:-}
root=$folder/root
display=:97
export LC_ALL=C.UTF-8

started=()
trap 'kill "${started[@]}" 2>/dev/null || true' EXIT

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# Run one command as root inside the root, with an environment of its own; further variables come first as NAME=value.
inside() {
    env -i "${handed[@]}" PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
        chroot "$root" /usr/bin/env -C /root/veta "$@"
}

prove_without_display() {
    say "dev.py run, without a display"
    local code=0
    inside python3 packaging/dev.py run >"$folder/run.out" 2>"$folder/run.err" || code=$?
    cat "$folder/run.out" "$folder/run.err"
    [ "$code" -ne 0 ] || fail "run without a display exited 0"
    grep -qi display "$folder/run.err" || fail "run without a display does not say so"
    ! grep -q Traceback "$folder/run.err" || fail "run without a display shows a traceback"
}

prove_window() {
    say "dev.py run, with a display"
    Xvfb "$display" -screen 0 1600x1000x24 -nolisten tcp -ac >"$folder/xvfb.log" 2>&1 &
    started+=($!)
    for _ in $(seq 50); do [ -S "/tmp/.X11-unix/X${display#:}" ] && break || sleep 0.1; done
    inside DISPLAY="$display" python3 packaging/dev.py run >"$folder/window.out" 2>&1 &
    window=$!
    started+=("$window")
    for _ in $(seq 300); do # a window of four figures' width: not a dialog that tells of a problem
        xwininfo -display "$display" -root -tree 2>/dev/null | grep -aE '"[^"]*Veta[^"]*".* [0-9]{4}x[0-9]+[+]' && break
        kill -0 "$window" 2>/dev/null || { cat "$folder/window.out"; fail "the window closed by itself"; }
        sleep 0.1
    done
    xwininfo -display "$display" -root -tree | grep -aqE 'Veta.* [0-9]{4}x' || fail "no window within 30 s"
    cat "$folder/window.out"
    say "veta self-test on that display, with no network at all"
    inside DISPLAY="$display" unshare --net .venv/bin/veta self-test
}

prove_headless() {
    say "headless commands, with no network at all"
    inside unshare --net .venv/bin/veta query --flow us-imports --year 2024 --group rare-earths --by partner --format csv |
        sed -n 1,4p
    inside unshare --net .venv/bin/veta brief --out /root/brief.pdf
    head -c 5 "$root/root/brief.pdf" && echo
}

main() {
    [ "$(id -u)" = 0 ] || fail "run this as root: it makes a root folder and mounts in it"
    if [ -z "$again" ]; then
        say "a fresh Debian 12 in $root"
        # shellcheck disable=SC2086
        mmdebstrap --quiet --variant=minbase --include=python3,python3-venv ${MMDEBSTRAP_OPTIONS:-} bookworm "$root"
    fi
    rm -rf "$root/root/veta.new"
    git clone --quiet "$here" "$root/root/veta.new"
    if [ -d "$root/root/veta/.venv" ]; then mv "$root/root/veta/.venv" "$root/root/veta.new/.venv"; fi
    rm -rf "$root/root/veta"
    mv "$root/root/veta.new" "$root/root/veta"
    cp --dereference /etc/resolv.conf "$root/etc/resolv.conf"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    for path in ${FRESH_BIND:-} /tmp/.X11-unix; do
        if [ -d "$path" ]; then mkdir -p "$root$path"; else mkdir -p "$(dirname "$root$path")" && touch "$root$path"; fi
        mount --bind -o ro "$path" "$root$path"
    done
    mapfile -t handed < <(env | grep '^PIP_')
    prove_without_display
    prove_window
    prove_headless
    say "dev.py test"
    inside python3 packaging/dev.py test
    say "All proved."
}

mkdir -p /tmp/.X11-unix
if [ -z "${FRESH_INNER:-}" ]; then # every mount below ends with this process
    FRESH_INNER=1 exec unshare --mount -- "$0" "$@"
fi
main

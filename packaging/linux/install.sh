#!/bin/sh
# Put Veta into the menu of one user, without any rights: a copy of this folder, a start menu entry, icons, the *.veta type.
#
#     ./install.sh              install for this user, or bring an installed one up to this version
#     ./install.sh uninstall    take all of it away again; scenarios, briefs and imported figures stay
#
# Veta also runs straight from this folder, without being installed: ./veta
set -eu

here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
lib=$HOME/.local/lib/veta
bin=$HOME/.local/bin
sizes="16x16 22x22 24x24 32x32 48x48 64x64 128x128 256x256 512x512"

renew() { # what desktops read is a digest of these folders; a desktop without the tool looks by itself
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications" || true; fi
    if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime" || true; fi
    if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf "$share/icons/hicolor" 2>/dev/null || true; fi
}

take_away() {
    rm -f "$share/applications/veta.desktop" "$share/mime/packages/veta.xml" "$share/metainfo/veta.metainfo.xml"
    rm -f "$share/man/man1/veta.1" "$share/icons/hicolor/scalable/apps/veta.svg"
    for size in $sizes; do rm -f "$share/icons/hicolor/$size/apps/veta.png"; done
    if [ "$(readlink "$bin/veta" 2>/dev/null)" = "$lib/veta" ]; then rm -f "$bin/veta"; fi
    rm -rf "$lib"
}

install_all() {
    if [ ! -x "$here/veta" ] || [ ! -d "$here/share" ]; then
        echo "This folder is not complete; unpack the archive again and run install.sh from there." >&2
        exit 2
    fi
    if [ "$here" = "$lib" ]; then
        echo "Veta is installed from here already; to renew it, unpack a newer archive and run install.sh from there." >&2
        exit 2
    fi
    new=$lib.new
    rm -rf "$new"
    mkdir -p "$new" "$bin" "$share/applications" "$share/mime/packages"
    cp -R "$here/." "$new/"
    take_away
    mv "$new" "$lib"
    (cd "$lib/share" && find . -type d ! -name . -exec mkdir -p "$share/{}" \; && find . -type f -exec cp "{}" "$share/{}" \;)
    escaped=$(printf '%s' "$lib/veta" | sed 's/["$`\\]/\\\\&/g; s/%/%%/g') # as a menu entry wants its paths
    {
        grep -v '^Exec=' "$lib/share/applications/veta.desktop"
        printf 'Exec="%s" %%f\n' "$escaped"
    } >"$share/applications/veta.desktop"
    ln -sf "$lib/veta" "$bin/veta"
    renew
    echo "Veta is installed: find it in the menu, or run $bin/veta. To remove it: $lib/install.sh uninstall"
}

case ${1:-install} in
install) install_all ;;
uninstall)
    take_away
    renew
    echo "Veta is removed. Scenarios, briefs and imported figures are where they were."
    ;;
*)
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac

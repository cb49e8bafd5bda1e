#!/bin/sh
# The disk image for macOS: Veta.app beside a link to Applications. Called by `packaging/dev.py package` on macOS.
#
# Not run on macOS by who wrote it: hdiutil and codesign are macOS's own; the runner of .github/workflows/package.yml
# runs it. The signature is one without an identity ("-"), which Apple's chips ask of every program; without a paid one
# macOS warns at the first start, and the user opens the program by Open in its context menu.
set -eu

dist=${VETA_DIST:?the folder with Veta.app}
version=${VETA_VERSION:?the version, such as 0.1.0}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

codesign --force --deep --sign - "$dist/Veta.app"
codesign --verify --deep --strict "$dist/Veta.app"
cp -R "$dist/Veta.app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname "Veta $version" -srcfolder "$folder" -fs HFS+ -format ULFO -ov "$dist/veta-$version-macos.dmg"

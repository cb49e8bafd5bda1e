"""Veta.app's Info.plist: who it is, and that it opens *.veta. Not run on macOS by who wrote it."""

from __future__ import annotations

from typing import Any

IDENTIFIER = "local.veta.veta"  # no domain is the project's own: .local can be nobody's
SCENARIO = "local.veta.scenario"


def plist(version: str) -> dict[str, Any]:
    """Return the keys beyond those that PyInstaller writes by itself."""
    return {
        "CFBundleDisplayName": "Veta",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "es"],
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence; parts under THIRD-PARTY-LICENCES.txt",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Veta scenario",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "veta.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [SCENARIO],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": SCENARIO,
                "UTTypeDescription": "Veta scenario",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["veta"],
                    "public.mime-type": ["application/x-veta-scenario"],
                },
            }
        ],
    }

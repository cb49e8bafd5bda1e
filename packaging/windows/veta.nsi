; The installer for Windows: for one user, without administrator's rights. Made by `packaging/dev.py package` on Windows.
;
; It compiles wherever makensis runs (tests/packaging/test_windows.py does that here, over a stand-in for the bundle); it
; has not been run on Windows by who wrote it.
;
; From the environment: VETA_VERSION (0.1.0), VETA_DIST (the folder with the bundle `veta`, and where the installer goes).

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!define VERSION "$%VETA_VERSION%"
!define DIST "$%VETA_DIST%"
!define KIND "Veta.Scenario"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Veta"

!include "MUI2.nsh"
!include "FileFunc.nsh"

Name "Veta"
OutFile "${DIST}/veta-${VERSION}-windows-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Veta"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Veta ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Veta"
VIAddVersionKey /LANG=0 "FileDescription" "Veta setup"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT licence"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Spanish"

; Windows is told that what opens *.veta has changed.
!macro TellShell
  System::Call 'shell32.dll::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "Veta"
  SetShellVarContext current
  ; An older version goes first, so that no file of it stays among the new ones.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${DIST}/veta/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Veta.lnk" "$INSTDIR\vetaw.exe"

  WriteRegStr HKCU "Software\Classes\.veta" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.veta" "Content Type" "application/x-veta-scenario"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "Veta scenario"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\vetaw.exe,0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\vetaw.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Veta"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\vetaw.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Veta maintainers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  !insertmacro TellShell
SectionEnd

; Takes away what the installer put there, by name: scenarios, briefs, imported figures and the state of the window stay,
; also a file that somebody saved into the program's own folder.
Section "Uninstall"
  SetShellVarContext current
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\veta.exe"
  Delete "$INSTDIR\vetaw.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Veta.lnk"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  ReadRegStr $0 HKCU "Software\Classes\.veta" ""
  StrCmp $0 "${KIND}" 0 +2
    DeleteRegKey HKCU "Software\Classes\.veta"
  DeleteRegKey HKCU "${UNINSTALL}"
  !insertmacro TellShell
SectionEnd

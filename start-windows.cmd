@echo off
rem Double-click in the Explorer: sets everything up the first time, then opens the game.
setlocal
set "HERE=%~dp0"
set "PYTHON="
for %%P in ("py -3" "python" "python3") do if not defined PYTHON (
    %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=%%~P"
)
if not defined PYTHON (
    echo cpsim needs Python 3.11 or newer, and none was found on this computer.
    echo Get one from https://www.python.org/downloads/ and tick "Add python.exe to PATH".
    pause
    exit /b 3
)
%PYTHON% "%HERE%tools\prepare.py"
if errorlevel 1 (
    pause
    exit /b 3
)
"%HERE%.venv\Scripts\python.exe" -m cpsim %*
set "CODE=%ERRORLEVEL%"
if not "%CODE%"=="0" pause
exit /b %CODE%

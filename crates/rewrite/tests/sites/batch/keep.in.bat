REM set MODEL=claude-2.0
set TITLE=claude-2.1
echo claude-3-opus-20240229
if "%MODEL%"=="claude-3-haiku-20240307" echo old
Rem set MODEL=claude-2.1
echo MODEL=claude-2.1

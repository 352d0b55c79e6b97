#!/bin/sh
# Double-click in the Finder: sets everything up the first time, then opens the game.
exec sh "$(dirname -- "$0")/tools/play" "$@"

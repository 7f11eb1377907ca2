#!/usr/bin/env bash
# The step of action.yml that runs modelmod, and tells GitHub what came of it.
set -euo pipefail

# Whoever commits, unless the project says otherwise: GitHub's own bot.
bot='github-actions[bot]'
address='41898282+github-actions[bot]@users.noreply.github.com'
export GIT_AUTHOR_NAME="${GIT_AUTHOR_NAME:-$bot}" GIT_AUTHOR_EMAIL="${GIT_AUTHOR_EMAIL:-$address}"
export GIT_COMMITTER_NAME="${GIT_COMMITTER_NAME:-$bot}"
export GIT_COMMITTER_EMAIL="${GIT_COMMITTER_EMAIL:-$address}"

arguments=()
if [ "${INPUT_PULL_REQUEST:-true}" = true ]; then
  arguments+=(--pr)
fi
while IFS= read -r line; do
  if [ -n "$line" ]; then
    arguments+=("$line")
  fi
done <<<"${INPUT_ARGS:-}"
arguments+=(--)
while IFS= read -r line; do
  if [ -n "$line" ]; then
    arguments+=("$line")
  fi
done <<<"${INPUT_PATHS:-.}"

report=$(mktemp)
trap 'rm -f "$report"' EXIT
code=0
modelmod migrate --output-format=json "${arguments[@]}" >"$report" || code=$?

if [ -s "$report" ]; then
  jq -r '"action=\(.pull_request.action // "")",
         "number=\(.pull_request.number // "")",
         "url=\(.pull_request.url // "")",
         "edits=\(.counts.edits)"' "$report" >>"$GITHUB_OUTPUT"
  jq -r '"### modelmod", "",
         "\(.counts.edits) edits in \(.files.edited) files, \(.counts.display) mentions left alone (as of \(.as_of)).",
         (.pull_requests[] | select(.url) | "\nPull request: \(.action), \(.url)")' \
    "$report" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$code"

# Runs named steps one after the other, goes on after a failure, and says at the end how each went and
# how long it took. Sourced by verify and .ci/run, which are lists of steps.

steps_log=${steps_log:?the file that gets the full output}
steps_summary=()
steps_status=0

# step NAME COMMAND...: runs the command with its whole output in the log; the console gets the lines
# that matter, and the end of the output when the step fails.
step() {
  local name=$1 started=$SECONDS outcome=ok own
  shift
  own=$(mktemp)
  printf '== %s\n' "$name" | tee -a "$steps_log"
  if ! "$@" 2>&1 </dev/null | tee -a "$steps_log" "$own" | matters; then
    outcome=FAILED
    steps_status=1
    printf '== %s failed; the end of its output:\n' "$name"
    tail -n 30 "$own"
  fi
  rm -f "$own"
  steps_summary+=("$(printf '%-24s %-6s %5d s' "$name" "$outcome" $((SECONDS - started)))")
}

# beside COMMAND...: begins it while other steps run; "step NAME joined" waits for its end, and has its output.
beside() {
  beside_output=$(mktemp)
  {
    local code=0
    "$@" >"$beside_output" 2>&1 </dev/null || code=$?
    echo "$code" >"$beside_output.code"
  } &
}

joined() {
  until [ -s "$beside_output.code" ]; do sleep 1; done
  cat "$beside_output"
  local code
  code=$(<"$beside_output.code")
  rm -f "$beside_output" "$beside_output.code"
  return "$code"
}

# What of a step's output is worth the console: Maven's modules, test classes and findings, lines of
# test scripts (TAP), and the summaries of the programs themselves.
matters() {
  grep --line-buffered -E \
    -e '^\[INFO\] (Tests run:.*-- in|Building Holdfast|BUILD)' \
    -e '^\[(ERROR|WARNING)\]' \
    -e '^(ok|not ok|#) ' -e '^[a-z-]+: (ok|FAILED)' -e ' (ok|FAILED) +[0-9]+ s$' -e ' FAILED ' ||
    true
}

# Prints the summary and ends the program: zero only when every step held.
finish_steps() {
  printf '\n== summary of %s (the full output is in %s)\n' "$1" "$steps_log"
  printf '%s\n' "${steps_summary[@]}"
  if [ "$steps_status" = 0 ]; then
    echo "$1: everything holds"
  else
    echo "$1: something does not hold, see above"
  fi
  exit "$steps_status"
}

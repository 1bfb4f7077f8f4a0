#!/bin/sh
# Scans what a change touches, and says so in the form that the host reads.
#   ci/scan.sh BASE FORMAT OUTPUT [OPTION or PATH]...
# Ends with 0 also when something is found, so that the report can be handed on; the last line tells a job what to do then.
set -eu
base=$1 format=$2 output=$3
shift 3
status=0
playbook scan --diff "$base" --format "$format" --output "$output" "$@" || status=$?
if [ "$status" -gt 1 ]; then exit "$status"; fi
echo "found=$status"

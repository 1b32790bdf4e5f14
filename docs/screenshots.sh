#!/usr/bin/env bash
# Takes the pictures of docs/pictures from the running demo: the panel's page in Chromium, and
# JConsole, with the plugin and without, on a screen of its own. Needs Xvfb, chromium and
# chromedriver on the PATH, and a JDK that can open windows.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

demo_jar=examples/target/rollcall-demo.jar
pictures=$PWD/docs/pictures
work=$(mktemp -d)
running=()

stop() {
  local process
  for process in "${running[@]}"; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf -- "$work"
}
trap stop EXIT

# await FILE BEGINNING: prints the line of a file that begins so, once it is there.
await() {
  local line
  for _ in {1..150}; do
    if line=$(grep -m1 "^$2" "$1"); then
      printf '%s\n' "$line"
      return 0
    fi
    sleep 0.2
  done
  cat "$work"/*.err >&2
  printf 'no line %s within 30 s\n' "$2" >&2
  return 1
}

# take CLASS MODULE PHASE OPTION: runs a class that takes pictures, as a test of its module.
take() {
  mvn -B -q -ntp -pl "$2" -am "$3" -Dtest="$1" -Dsurefire.failIfNoSpecifiedTests=false \
    -Drollcall.screenshots="$work/pictures" -Drollcall.pictures="$work/pictures" "$4"
}

mvn -B -q -ntp -DskipTests -pl examples,jconsole-plugin -am package
java -jar "$demo_jar" --ftp-port 0 --panel-port 0 --jmx-port 0 --home "$work/home" \
  </dev/null >"$work/demo.out" 2>"$work/demo.err" &
running+=($!)
ready=$(await "$work/demo.out" 'READY ')
ftp_port=$(sed -E 's/.* ftp=[^:]*:([0-9]+) .*/\1/' <<<"$ready")
panel=$(sed -E 's/.* panel=([^ ]+) .*/\1/' <<<"$ready")
jmx=$(sed -E 's/.* jmx=([^ ]+)$/\1/' <<<"$ready")

mkfifo "$work/visitors.in"
java -cp "examples/target/test-classes:$demo_jar" io.rollcall.examples.DemoVisitors \
  "$ftp_port" "$panel" <"$work/visitors.in" >"$work/visitors.out" 2>"$work/visitors.err" &
running+=($!)
exec 3>"$work/visitors.in"
await "$work/visitors.out" VISITING >/dev/null

take PagePictures examples test "-Drollcall.demo.panel=$panel"
take ConsolePictures jconsole-plugin integration-test "-Drollcall.demo.jmx=$jmx"

mkdir -p "$pictures"
cp -- "$work"/pictures/*.png "$pictures/"
ls -l "$pictures"

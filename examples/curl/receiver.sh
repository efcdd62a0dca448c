#!/usr/bin/env bash
# A receiver with curl and bash: ./receiver.sh URL TOKEN
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: $0 URL TOKEN" >&2; exit 2; }
url=$1
token=$2
longest=30 # seconds
tries=6

body=$(mktemp)
headers=$(mktemp)
trap 'rm -f "$body" "$headers"' EXIT

# Each call has an interaction id of its own.
uuid() { cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr 'A-Z' 'a-z'; }

# get ADDRESS: the status; the body and the headers are left in their files.
get() {
  curl --silent --output "$body" --dump-header "$headers" --write-out '%{http_code}' \
    --header "authorization: Bearer $token" --header "x-fapi-interaction-id: $(uuid)" "$1"
}

# call ADDRESS: the same, made again when the transmitter is busy (429) or ill (5xx).
call() {
  local pause=1 try status after
  for ((try = 1; try <= tries; try++)); do
    status=$(get "$1")
    case $status in
      200 | 202 | 403) echo "$status"; return ;;
      401) echo "the consent has ended, or the token has expired: do not use it again" >&2; return 1 ;;
      429) ;;
      # Is it ill, and does it know?
      5*) curl --silent --output /dev/null "$url/open-banking/discovery/v2/status" ;;
      *) break ;;
    esac
    after=$(tr -d '\r' <"$headers" | sed -n 's/^retry-after: *//Ip')
    sleep "${after:-$pause}"
    pause=$((pause * 2 < longest ? pause * 2 : longest))
  done
  echo "$status for GET $1" >&2
  return 1
}

# The resources in the body, one per line: type, id, status. (jq would be the better tool, where it is installed.)
field() { sed -nE "s/.*\"$1\" *: *\"([^\"]*)\".*/\1/p" <<<"$2"; }
resources() {
  grep -oE '\{[^{}]*"resourceId"[^{}]*\}' "$body" | while read -r item; do
    echo "$(field type "$item") $(field resourceId "$item") $(field status "$item")"
  done
}

# 202 means that the list is prepared: wait, longer each time.
pause=1
status=$(call "$url/open-banking/resources/v3/resources?page-size=100")
while [ "$status" = 202 ]; do
  sleep "$pause"
  pause=$((pause * 2 < longest ? pause * 2 : longest))
  status=$(call "$url/open-banking/resources/v3/resources?page-size=100")
done

list=$(resources)
next=$(field next "$(cat "$body")")
while [ -n "$next" ]; do
  call "$next" >/dev/null
  list+=$'\n'$(resources)
  next=$(field next "$(cat "$body")")
done
echo "$list"

# The families are new here: the directory says where they are.
curl --silent --output /dev/null "$url/participants"

while read -r type id status; do
  if [ "$type $status" = "ACCOUNT AVAILABLE" ]; then
    call "$url/open-banking/accounts/v2/accounts/$id" >/dev/null
  fi
done <<<"$list"

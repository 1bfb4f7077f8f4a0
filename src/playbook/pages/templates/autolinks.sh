#!/bin/sh
# Makes GitHub link the IDs of {{ site_name | oneline }} in a repository: issues, pull requests, commit messages, releases.
# Made by the build of that site. Needs gh (https://cli.github.com/), and the rights of an administrator.
set -eu

site={{ address | quoted }}
prefixes={{ prefixes | join(" ") | quoted }}

usage() {
  cat <<'END'
usage: sh autolinks.sh [--repo OWNER/NAME] [--site ADDRESS] [--dry-run]

  --repo OWNER/NAME  the repository; without it, the one of the working directory
  --site ADDRESS     where the playbook is, if not where this script was fetched from
  --dry-run          says what would be done, and changes nothing
  --help             shows this

An autolink that is there already is left as it is, so the script can be run again.
END
}

fail() {
  printf 'autolinks.sh: %s\n' "$1" >&2
  exit 2
}

repository='{owner}/{repo}' # gh fills these in
try=no
while [ $# -gt 0 ]; do
  case $1 in
    --repo | --site)
      [ $# -ge 2 ] || fail "$1 needs a value; --help says which"
      if [ "$1" = --repo ]; then repository=$2; else site=$2; fi
      shift
      ;;
    --dry-run) try=yes ;;
    --help) usage; exit 0 ;;
    *) fail "$1 is no option; --help lists them" ;;
  esac
  shift
done

case $repository in
  */*/* | /* | */ | *' '*) fail "$repository is no repository; write OWNER/NAME" ;;
  */*) ;;
  *) fail "$repository is no repository; write OWNER/NAME" ;;
esac
case $site in
  http://* | https://*) site=${site%/}/ ;;
  '') fail 'this site was built without its address; give it with --site https://…' ;;
  *) fail "$site is no address; write it with its https://" ;;
esac
command -v gh >/dev/null 2>&1 || fail 'gh is not installed: see https://cli.github.com/'

if ! present=$(gh api --paginate "repos/$repository/autolinks" \
  --jq '.[] | "\(.key_prefix) \(if .is_alphanumeric then "alphanumeric" else "numeric" end) \(.url_template)"'); then
  fail "the autolinks of $repository could not be read: it takes \`gh auth login\`, and the rights of an administrator"
fi

made=0 left=0 failed=0
for prefix in $prefixes; do
  target="${site}rules/$prefix<num>/"
  there=$(printf '%s\n' "$present" | grep "^$prefix " || true)
  if [ "$there" = "$prefix numeric $target" ]; then
    left=$((left + 1))
  elif [ -n "$there" ]; then
    printf '%s is there already, and is left as it is: %s\n' "$prefix" "${there#* }"
    left=$((left + 1))
  elif [ "$try" = yes ]; then
    printf '%s would lead to %s\n' "$prefix" "$target"
    made=$((made + 1))
  elif gh api --silent --method POST "repos/$repository/autolinks" \
    -f key_prefix="$prefix" -f url_template="$target" -F is_alphanumeric=false; then
    printf '%s leads to %s\n' "$prefix" "$target"
    made=$((made + 1))
  else
    printf '%s was refused\n' "$prefix" >&2
    failed=$((failed + 1))
  fi
done

if [ "$try" = yes ]; then done_='would be made'; else done_=made; fi
printf '%s %s, %s there already' "$made" "$done_" "$left"
if [ "$failed" -gt 0 ]; then printf ', %s refused' "$failed"; fi
printf '\n'
[ "$failed" -eq 0 ]

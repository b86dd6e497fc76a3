#!/bin/sh
# email-providers 2.26.0 (npm) has two lists: the domains of all mail providers, and "common", the short one of those that ordinary people
# have. The short one holds services that give anybody an address for ten minutes. Whoever takes it to mean "a domain that many people share
# and that says nothing" takes these for ordinary people.
#
# Seen (disposable-email-domains 1.0.62 beside it):
#
#   common: 355
#   also disposable: 18
#   10minutemail.com, guerrillamail.com, mailinator.com, temp-mail.org, yopmail.com: common disposable
#   gmail.com: common -
#
# Needs Node 20 and npm. What helps: ask both lists, and let the disposable one win over "common".
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund email-providers@2.26.0 disposable-email-domains@1.0.62 >&2

cat >look.cjs <<'JS'
const common = require('email-providers/common.json');
const disposable = new Set(require('disposable-email-domains'));
console.log(`common: ${common.length}`);
console.log(`also disposable: ${common.filter((name) => disposable.has(name)).length}`);
for (const name of ['10minutemail.com', 'guerrillamail.com', 'mailinator.com', 'temp-mail.org', 'yopmail.com', 'gmail.com']) {
  console.log(`${name}: ${common.includes(name) ? 'common' : '-'} ${disposable.has(name) ? 'disposable' : '-'}`);
}
JS
node look.cjs | tee seen

cat >expected <<'SEEN'
common: 355
also disposable: 18
10minutemail.com: common disposable
guerrillamail.com: common disposable
mailinator.com: common disposable
temp-mail.org: common disposable
yopmail.com: common disposable
gmail.com: common -
SEEN
cmp -s seen expected || { echo "changed: this is not what was seen before" >&2; exit 1; }

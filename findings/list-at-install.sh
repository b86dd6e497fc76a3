#!/bin/sh
# free-email-domains 1.12.6 (npm) is a list of domains of free mail providers. The version that one pins does not pin the list: a script
# that runs after the installation fetches three texts from elsewhere and writes the list anew. Two of the three are lists of disposable
# domains, so that what is installed is free and disposable together, and what a build gets depends on the day and on whether it may reach
# those hosts. Only without scripts does one have what was published, and even there a fifth of it is disposable.
#
# Seen, installed without scripts, beside disposable-email-domains 1.0.62:
#
#   runs after the installation: node scripts/postinstall.mjs
#   sources it names: 3
#   published: 14125
#   also disposable: 2812
#
# Needs Node 20 and npm. What helps: install it with --ignore-scripts, and keep a copy of the list with its date.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund free-email-domains@1.12.6 disposable-email-domains@1.0.62 >&2

cat >look.cjs <<'JS'
const { readFileSync } = require('node:fs');
const folder = 'node_modules/free-email-domains/';
const about = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
const script = readFileSync(`${folder}scripts/postinstall.mjs`, 'utf8');
const free = JSON.parse(readFileSync(`${folder}domains.json`, 'utf8'));
const disposable = new Set(require('disposable-email-domains'));
console.log(`runs after the installation: ${about.scripts.postinstall}`);
console.log(`sources it names: ${script.match(/\burl: /g).length}`);
console.log(`published: ${free.length}`);
console.log(`also disposable: ${free.filter((name) => disposable.has(name)).length}`);
JS
node look.cjs | tee seen

cat >expected <<'SEEN'
runs after the installation: node scripts/postinstall.mjs
sources it names: 3
published: 14125
also disposable: 2812
SEEN
cmp -s seen expected || { echo "changed: this is not what was seen before" >&2; exit 1; }

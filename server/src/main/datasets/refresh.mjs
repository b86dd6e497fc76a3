#!/usr/bin/env node
// Makes the data sets of fraud.datasets and of the filter of clicks anew: from packages of npm in the versions named here, and from the
// lists beside this file. Run it after a version was changed; the same versions give the same texts. It needs Node 20 and npm.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const resources = join(here, '..', 'resources', 'dev', 'handsel');
const NAME = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/;

const DOMAINS = [
  { file: 'common-providers', from: ['email-providers', '2.26.0', 'common.json'] },
  { file: 'free-providers', from: ['free-email-domains', '1.12.6', 'domains.json'] },
  { file: 'disposable-domains', from: ['disposable-email-domains', '1.0.62', 'index.json'] },
  { file: 'disposable-wildcards', from: ['disposable-email-domains', '1.0.62', 'wildcard.json'] },
  { file: 'relays', by: 'relays.csv' },
  { file: 'real-providers', by: 'real-providers.csv' },
];

const NO_FILE = 'MIT License, as its package.json says; it comes without the text.';
const licences = new Map();
const ascii = (text) =>
  text.replace(/\u00a9/g, '(c)').normalize('NFD').replace(/[^\x20-\x7e\n]/g, '');
const work = mkdtempSync(join(tmpdir(), 'datasets-'));
const npm = (...args) => execFileSync('npm', args, { cwd: work, encoding: 'utf8' });

function packaged([name, version, path]) {
  const archive = npm('pack', `${name}@${version}`, '--silent').trim().split('\n').at(-1);
  const read = (file) => execFileSync('tar', ['-xzOf', archive, `package/${file}`], { cwd: work, maxBuffer: 1 << 26 });
  const licenceFile = execFileSync('tar', ['-tzf', archive], { cwd: work, encoding: 'utf8' })
    .split('\n').find((path) => /^package\/licen[sc]e[^/]*$/i.test(path));
  licences.set(`${name} ${version}`, licenceFile ? read(licenceFile.slice(8)).toString('utf8').trim() : NO_FILE);
  const published = JSON.parse(npm('view', `${name}@${version}`, 'time', '--json'))[version];
  const licence = JSON.parse(read('package.json')).license;
  return {
    entries: JSON.parse(read(path)),
    origin: { package: name, version, path, licence, published: published.slice(0, 10) },
  };
}

function byHand(file) {
  const lines = readFileSync(join(here, file), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  return { entries: lines.slice(1).map((line) => line.split(';')[0]), origin: { by_hand: file } };
}

/** ASCII in small letters, each once, in the order of bytes; what is no domain is left out and counted. */
function domains(entries) {
  const names = entries.map((entry) => {
    try {
      return new URL(`http://${entry.trim().replace(/\.$/, '')}`).hostname;
    } catch {
      return '';
    }
  });
  return [...new Set(names.filter((name) => NAME.test(name)))].sort((a, b) => (a < b ? -1 : 1));
}

/** Patterns of names of programs. Viber is left out: people follow links in it, too. */
function patterns(entries) {
  return [...new Set(entries.map((entry) => entry.pattern))].filter((pattern) => pattern !== 'Viber').sort((a, b) => (a < b ? -1 : 1));
}

function write(folder, sets) {
  licences.clear();
  const manifest = sets.map(({ file, from, by, as = domains }) => {
    const { entries, origin } = from ? packaged(from) : byHand(by);
    const kept = as(entries);
    const text = kept.map((line) => `${line}\n`).join('');
    const packed = gzipSync(text, { level: 9 });
    packed[9] = 255; // whichever system it was packed on
    writeFileSync(join(folder, `${file}.txt.gz`), packed);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { file: `${file}.txt.gz`, ...origin, entries: entries.length, count: kept.length, sha256 };
  });
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const texts = [...licences].map(([name, text]) => `${name}\n\n${ascii(text)}\n`);
  writeFileSync(join(folder, 'licences.txt'), texts.join(`\n${'-'.repeat(72)}\n\n`));
}

write(join(resources, 'fraud', 'datasets'), DOMAINS);
write(join(resources, 'referrals', 'clicks'), [
  { file: 'crawlers', from: ['crawler-user-agents', '1.60.0', 'crawler-user-agents.json'], as: patterns },
]);
rmSync(work, { recursive: true });

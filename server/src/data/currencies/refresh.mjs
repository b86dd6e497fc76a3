// Writes src/main/resources/dev/handsel/base/money/currencies.csv anew, from CLDR and from iso4217.csv beside this file.
// Run it with Node and npm at hand, from anywhere: node server/src/data/currencies/refresh.mjs
// After a change of the version below, read the difference: a code that vanishes makes stored amounts unreadable, and
// another number of digits changes what they mean. CurrencyTableTest refuses both.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CLDR = '48.2.0';

/** The first edition of ISO 4217: what ended before it never had a code. */
const FIRST_EDITION = '1978';

const here = import.meta.dirname;

/** Of every code that is or was legal tender somewhere: its last day, or '' where it goes on. */
function lastDays(regions) {
    const days = new Map();
    for (const [code, use] of Object.values(regions).flat().flatMap(Object.entries)) {
        if (use._tender !== 'false') {
            const known = days.get(code);
            const open = use._to === undefined || known === '';
            days.set(code, open ? '' : known > use._to ? known : use._to);
        }
    }
    return days;
}

function corrections(text) {
    return text.split('\n')
        .filter(line => line !== '' && !line.startsWith('#') && !line.startsWith('code,'))
        .map(line => line.split(','))
        .map(([code, digits, lastDay]) => ({ code, digits, lastDay }));
}

function table(days, corrected) {
    const rows = new Map([...days].map(([code, lastDay]) => [code, { digits: '2', lastDay }]));
    for (const { code, digits, lastDay } of corrected) {
        const known = rows.get(code) ?? { digits: '2', lastDay: '' };
        rows.set(code, {
            digits: digits || known.digits,
            lastDay: lastDay === 'none' ? '' : lastDay || known.lastDay,
        });
    }
    return [...rows]
        .filter(([, row]) => row.digits !== '-' && (row.lastDay === '' || row.lastDay >= FIRST_EDITION))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([code, row]) => `${code},${row.digits},${row.lastDay}`);
}

function cldr(folder) {
    execFileSync('npm', ['install', '--silent', '--no-save', '--ignore-scripts', '--prefix', folder, `cldr-core@${CLDR}`]);
    const file = join(folder, 'node_modules/cldr-core/supplemental/currencyData.json');
    return JSON.parse(readFileSync(file, 'utf8')).supplemental.currencyData;
}

const folder = mkdtempSync(join(tmpdir(), 'currencies-'));
try {
    const iso = readFileSync(join(here, 'iso4217.csv'), 'utf8');
    const asOf = /As of (\d{4}-\d{2}-\d{2})/.exec(iso)[1];
    const lines = [
        '# Made by src/data/currencies/refresh.mjs, not by hand.',
        `# cldr-core ${CLDR}, corrected by iso4217.csv of ${asOf}`,
        'code,digits,last_day',
        ...table(lastDays(cldr(folder).region), corrections(iso)),
    ];
    writeFileSync(join(here, '../../main/resources/dev/handsel/base/money/currencies.csv'), lines.join('\n') + '\n');
} finally {
    rmSync(folder, { recursive: true });
}

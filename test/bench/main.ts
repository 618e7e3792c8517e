/** `npm run bench`: figures beside their baselines, measured in the same run. `--only NAME`, `--large N`, `--records N`, `--json`, `--write`. */
import { parseArgs } from 'node:util'
import { table } from '../../worker/cli/shell/terminal.ts'
import { benchAudit } from './audit.ts'
import { benchBulk } from './bulk.ts'
import { benchFigures } from './figures.ts'
import { benchFollow } from './follow.ts'
import { benchGrowth } from './growth.ts'
import { benchInspect } from './inspect.ts'
import { benchPages } from './pages.ts'
import { benchPosts } from './posts.ts'
import { benchProofs } from './proof.ts'
import { benchReads } from './reads.ts'
import type { Row } from './row.ts'
import { benchVisits } from './visit.ts'
import { type Part, writeRows } from './written.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    write: { type: 'boolean' },
    only: { type: 'string' },
    large: { type: 'string', default: '1000000' },
    items: { type: 'string', default: '10000' },
    records: { type: 'string', default: '100000' },
  },
})
const large = Number(values.large)
const say = (text: string): void => void process.stderr.write(`${text}\n`)
const wanted = (name: string): boolean => values.only === undefined || values.only === name

const parts: Part[] = []
async function part(name: string, work: () => Promise<Row[]>): Promise<void> {
  if (!wanted(name)) return
  say(`${name} …`)
  parts.push({ part: name, rows: await work() })
}

await part('posts', benchPosts)
const needsItems = ['bulk', 'pages', 'audit'].some(wanted)
const bulk = needsItems ? await benchBulk(Number(values.items)) : null
await part('bulk', async () => bulk?.rows ?? [])
await part('proofs', () => benchProofs(large, say))
await part('pages', () => benchPages(bulk?.folder ?? ''))
await part('visits', benchVisits)
await part('follow', benchFollow)
await part('figures', () => benchFigures(Number(values.records), say))
const records = Number(values.records)
await part('lists', () => benchReads('lists', records, say))
await part('listed', () => benchReads('listed', records, say))
await part('search', () => benchReads('search', records, say))
await part('feeds', () => benchReads('feeds', records, say))
await part('shown', () => benchReads('shown', records, say))
await part('growth', () => benchGrowth(say))
await part('inspect', () => benchInspect(Number(values.records), say))
await part('audit', () => benchAudit(large, bulk?.folder ?? '', say))

const rows = parts.flatMap((one) => one.rows)
if (values.write === true) await writeRows(parts)
if (values.json === true) console.log(JSON.stringify({ node: process.version, rows }, null, 2))
else {
  const cells = rows.map(({ what, ours, unit, baseline, theirs, ratio, target, pass, note }) => [
    what,
    `${ours} ${unit}`,
    baseline,
    theirs === null ? '' : String(theirs),
    ratio === null ? '' : String(ratio),
    target,
    pass === null ? 'not measured' : pass ? 'reached' : 'missed',
    note,
  ])
  console.log(table(['what', 'ours', 'baseline', 'theirs', 'ratio', 'target', '', 'note'], cells))
}
process.exit(0)

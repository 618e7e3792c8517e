import { readdirSync, readFileSync } from 'node:fs'
import { draftMapping } from './worker/intake/register/draft/draft.ts'
import { parseRegister } from './worker/intake/register/parse.ts'
import { readRegister } from './worker/intake/register/read.ts'
import { tallyOfReading } from './worker/intake/register/tally.ts'
const dir = process.argv[2] ?? ''
for (const path of readdirSync(dir).filter((n) => /^\d\d-/.test(n) && (process.argv[3] === undefined || n.startsWith(process.argv[3])))) {
  console.log('=====', path)
  try {
    const files = [{ path, bytes: new Uint8Array(readFileSync(`${dir}/${path}`)) }]
    const { mapping, remarks } = draftMapping(files, { name: 'drafted', kind: null, today: '2026-01-23' })
    console.log(remarks.map(({ en }) => '  · ' + en.slice(0, 300)).join('\n'))
    const ds = readRegister(files, { mapping: parseRegister(mapping), asOf: '2026-01-23', today: '2026-01-23', departmentOf: () => null })
    for (const d of ds) {
      console.log(JSON.stringify(tallyOfReading(d)))
      console.log([...d.departments.values()])
      for (const r of d.records.slice(0, process.argv[3] ? 6 : 2)) { const { source, ...f } = r.fields; console.log(r.kind, r.key, r.occurred, r.done, r.finished, JSON.stringify(f).slice(0, 600), r.steps.length ? JSON.stringify(r.steps).slice(0, 400) : '') }
      console.log(d.rejected.slice(0, 3).map((r) => `${r.row} ${r.column} ${r.value} ${r.reason.en} ${r.expected.en}`).join('\n'))
      console.log(d.notes.slice(0, 4).map((n) => '  note ' + n.words.en).join('\n'))
    }
  } catch (e) { console.log('!!', String(e).slice(0, 500), e instanceof Error && !('code' in e) ? e.stack : '') }
}

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

const CSV =
  'Ref,Work,Office,Planned end\nA1,Bridge over the mill race,Roads,2025-03-01\nA2,Second bridge,Roads,2025-04-01\n'

describe('mapping', () => {
  it('drafts a mapping that checks and imports', async () => {
    const folder = await newFolder('mapping-')
    const [sample, mapping] = [join(folder, 'works.csv'), join(folder, 'works.json')]
    await writeFile(sample, CSV)
    const drafted = await runCli(['mapping', 'draft', sample, '--name', 'works'])
    expect(drafted.code).toBe(0)
    expect(drafted.err).toContain('It reads 4 records from the sample and rejects 0')
    await writeFile(mapping, drafted.out)
    expect((await runCli(['mapping', 'check', mapping])).out).toContain('✓ works: decision, milestone')
    expect((await runCli(['mapping', 'check', mapping, sample, '--json'])).json()).toMatchObject({
      ok: true,
      records: { decision: 2, milestone: 2 },
    })
    await writeFile(sample, CSV.trim().replace(/$/gm, ',x').replace(',x', ',Remark'))
    const wider = await runCli(['mapping', 'check', mapping, sample, '--json'])
    expect(wider.json()).toMatchObject({ ok: true, unused: ['Remark'] })
    await writeFile(sample, CSV)
    const imported = await runCli(['import', mapping, sample, '--data', join(folder, 'data'), '--json'])
    expect(imported.json()).toMatchObject({ added: 4, entries: 5, rejected: 0 })
  })

  it('reads what is packed, and names the files of a folder that no mapping reads', async () => {
    const folder = await newFolder('mapping-')
    const mapping = join(await newFolder('mapping-'), 'works.json')
    await writeFile(join(folder, 'works.csv.gz'), gzipSync(CSV))
    const drafted = await runCli(['mapping', 'draft', folder, '--name', 'works'])
    await writeFile(
      mapping,
      drafted.out.replace('"format": "table"', '"format": "table", "files": "works\\\\.csv$"'),
    )
    await writeFile(join(folder, 'places.geojson'), '{}')
    const { code, out } = await runCli(['mapping', 'check', mapping, folder])
    expect([code, out]).toEqual([0, expect.stringContaining('✓ works: decision 2, milestone 2')])
    expect(out).toContain('1 files fit neither input.files nor a table and were not read: places.geojson')
  })

  it('says what is wrong, and where', async () => {
    const folder = await newFolder('mapping-')
    const [sample, mapping] = [join(folder, 'works.csv'), join(folder, 'works.json')]
    await writeFile(sample, CSV.replace('2025-04-01', 'next year'))
    await writeFile(
      mapping,
      JSON.stringify({
        mapping: 1,
        name: 'works',
        title: { zh: '工程', en: 'Works' },
        target: 'register',
        input: { format: 'table' },
        records: [
          {
            kind: 'milestone',
            key: { from: ['Ref'] },
            department: 'Office',
            fields: { title: 'Work', currentDue: { from: 'Planned end', as: 'date' } },
          },
        ],
      }),
    )
    const checked = await runCli(['mapping', 'check', mapping, sample])
    expect(checked.code).toBe(1)
    expect(checked.out).toContain('“next year”')
    await writeFile(mapping, '{"mapping": 1, "target": "register", "nam": "x"}')
    const misspelt = await runCli(['mapping', 'check', mapping])
    expect([misspelt.code, misspelt.err]).toEqual([1, expect.stringContaining('did you mean "name"')])
    await writeFile(mapping, '{"mapping": 1,\n "input": {"format": "table",\n  "format": "json"}}')
    for (const run of [
      ['mapping', 'check', mapping],
      ['import', mapping, sample, '--data', join(folder, 'data')],
    ]) {
      const { code, err } = await runCli(run)
      expect(code).not.toBe(0)
      expect(err).toContain(
        'works.json: /input/format stands twice in one object, as "table" on line 2 and as "json" on line 3',
      )
    }
    expect((await runCli(['mapping', 'draft'])).code).toBe(2)
    expect((await runCli(['mapping', 'draft', sample, '--kind', 'thing'])).code).toBe(2)
    expect((await runCli(['mapping', 'draft', sample, '--name', 'City Works'])).code).toBe(2)
  })
})

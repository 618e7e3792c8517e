import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { sharedFolder } from '../../support/shared.ts'

const HEADER = '序号,事项名称,权力类型,行使主体,行使层级'
const LIST = `${HEADER}\n1,取水许可,行政许可,水务局,市级\n2,对违法取水的处罚,行政处罚,水务局,市级\n3,河道采砂检查,行政检查,水务局,县级\n`

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await newFolder('mingzhang-import-')
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

/** Runs `import … --json` and gives the exit code with the summary. */
async function imported(...args: string[]): Promise<Record<string, unknown> & { code: number }> {
  const ran = await runCli(['import', 'responsibility-list', ...args, '--outside', '--json'])
  return { code: ran.code, ...(ran.json() as Record<string, unknown>) }
}

describe('import', () => {
  it('adds once, changes exactly what changed, reports and closes what is gone', async () => {
    const files = await folderWith({ 'a.csv': LIST })
    const data = await newFolder()
    const file = join(files, 'a.csv')
    expect(await imported(file, '--data', data)).toMatchObject({ code: 0, read: 3, added: 3, entries: 4 })
    expect(await imported(file, '--data', data)).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 3,
      entries: 0,
    })
    await writeFile(file, LIST.replace('县级', '市级').replace(/1,取水许可.*\n/, ''))
    expect(await imported(file, '--data', data, '--dry-run')).toMatchObject({
      changed: 1,
      missing: 1,
      entries: 0,
    })
    const second = await imported(file, '--data', data, '--close-missing')
    expect(second).toMatchObject({ changed: 1, missing: 1, closed: 1, entries: 2 })
    expect(second.changes).toMatchObject([
      { name: '河道采砂检查', fields: expect.arrayContaining(['level']) },
    ])
    const verified = await runCli(['verify', data, '--json'], { home: await newFolder() })
    expect(verified.json()).toMatchObject({ ok: true, size: 6 })
  })

  it('writes nothing when a row is rejected, and says where and what would be right', async () => {
    const files = await folderWith({ 'a.csv': `${LIST}4,对某事的办理,行政许可证,水务局,市级\n` })
    const data = await newFolder()
    const stopped = await imported(files, '--data', data)
    expect(stopped).toMatchObject({ code: 1, stopped: true, read: 4, rejected: 1, entries: 0 })
    expect(stopped.rejections).toMatchObject([{ file: 'a.csv', row: 5, column: 'C', value: '行政许可证' }])
    expect(await imported(files, '--data', data, '--skip-rejected')).toMatchObject({
      code: 0,
      added: 3,
      rejected: 1,
    })
  })

  it('records an item anew that comes back after it was closed, as often as that happens', async () => {
    const files = await folderWith({ 'all.csv': LIST, 'less.csv': LIST.replace(/1,取水许可.*\n/, '') })
    const data = await newFolder()
    const [all, less] = [join(files, 'all.csv'), join(files, 'less.csv')]
    await imported(all, '--data', data)
    for (let time = 0; time < 2; time++) {
      expect(await imported(less, '--data', data, '--close-missing')).toMatchObject({ closed: 1, entries: 1 })
      expect(await imported(all, '--data', data)).toMatchObject({ added: 1, entries: 1 })
      expect(await imported(all, '--data', data)).toMatchObject({ added: 0, unchanged: 3, entries: 0 })
    }
  })

  it('makes exactly three amendments of three changed cells', async () => {
    const files = await folderWith({ 'a.csv': LIST })
    const data = await newFolder()
    await imported(files, '--data', data)
    const edited = LIST.replace('行政许可,水务局', '行政许可,市水务局')
      .replace('对违法取水的处罚,行政处罚', '对违法取水的处罚,其他行政权力')
      .replace('水务局,县级', '水务局,市级')
    await writeFile(join(files, 'a.csv'), edited)
    const summary = await imported(files, '--data', data, '--department', '水务局')
    expect(summary).toMatchObject({ added: 0, changed: 3, unchanged: 0, missing: 0, entries: 3 })
    expect(summary.changes).toMatchObject([
      { name: '取水许可', fields: ['implementer'] },
      { name: '对违法取水的处罚', fields: ['type', 'typeAsPrinted'] },
      { name: '河道采砂检查', fields: ['level', 'levelAsPrinted'] },
    ])
  })

  it('makes no ledger where it only compares or looks', async () => {
    const files = await folderWith({ 'a.csv': LIST })
    const data = join(files, 'no-such-folder')
    expect(await imported(files, '--data', data, '--dry-run')).toMatchObject({ added: 3, entries: 0 })
    for (const args of [
      ['export', 'responsibilities'],
      ['keys', 'list'],
      ['keys', 'show'],
    ]) {
      expect(await runCli([...args, '--data', data])).toMatchObject({
        code: 1,
        err: expect.stringContaining('no ledger'),
      })
    }
    expect(await readdir(files)).toEqual(['a.csv'])
  })

  it('reads back unchanged what export wrote of the demo', async () => {
    const data = await demoFolder()
    const out = join(await newFolder(), 'out.csv')
    await runCli([
      'export',
      'responsibilities',
      '--data',
      data,
      '--department',
      'dep-mc-market',
      '--out',
      out,
    ])
    const again = await imported(out, '--data', data)
    expect(again).toMatchObject({ added: 0, changed: 0, missing: 0, rejected: 0, entries: 0 })
    expect(again.unchanged).toBeGreaterThan(30)
  })

  it('reads back unchanged what export wrote', async () => {
    const files = await folderWith({ 'a.csv': LIST })
    const data = await newFolder()
    await imported(files, '--data', data)
    const out = join(files, 'out.csv')
    expect((await runCli(['export', 'responsibilities', '--data', data, '--out', out])).code).toBe(0)
    expect(await imported(out, '--data', data)).toMatchObject({ added: 0, changed: 0, unchanged: 3 })
    const fresh = await newFolder()
    expect(await imported(out, '--data', fresh)).toMatchObject({ added: 3, departmentsAdded: 1 })
  })

  it.each([
    [['import'], 2, 'Name a mapping'],
    [['import', 'responsibility-list', '/nowhere.csv'], 1, 'There is no file'],
    [['import', 'responsibility-lst', '.'], 1, 'There is no built-in mapping'],
    [['import', 'responsibility-list', '.', '--as-of', 'soon'], 2, 'is no date'],
    [['import', 'responsibility-list', '.', '--url', 'http://127.0.0.1:9'], 2, 'needs a --key'],
    [['import', 'responsibility-list', '.', '--dryrun'], 2, 'did you mean --dry-run'],
    [['impot'], 2, 'did you mean import'],
    [['export', 'things'], 2, 'Name departments'],
    [['keys', 'create'], 2, 'Give --name and --role'],
  ])('%j is answered in words', async (args, code, words) => {
    const ran = await runCli(args)
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(words)])
    expect(ran.err).not.toMatch(/\n\s+at /)
  })

  it('of a list whose header it does not know shows what it saw, and drafts a mapping that imports it', async () => {
    const folder = await newFolder()
    const file = join(folder, '南岭市交通局职权.csv')
    const rows = [
      '顺序,项目,职权编码,职权种类,实施机构,法定期限',
      '1,公路占用许可,XZ-001,行政许可,南岭市交通局,20个工作日',
      '2,超限运输许可,XZ-002,行政许可,南岭市交通局,20个工作日',
    ]
    await writeFile(file, `${rows.join('\n')}\n`)
    const data = ['--data', join(folder, 'data')]
    const told = await runCli(['import', 'responsibility-list', file, ...data])
    expect(told.code).toBe(1)
    expect(told.out).toContain('顺序 | 项目 | 职权编码 | 职权种类 | 实施机构 | 法定期限')
    expect(told.out).toContain('“项目”当作“事项名称”')
    const mapping = join(folder, 'my-list.json')
    await writeFile(mapping, told.out.slice(told.out.indexOf('\n{\n')))
    const then = await runCli(['import', mapping, file, ...data, '--json'])
    expect(then.json()).toMatchObject({ read: 2, added: 2, rejected: 0, byType: { licence: 2 } })
  })

  it('prints the mappings it has, and the schema of the format', async () => {
    const names = [
      'responsibility-list',
      'nyc-council',
      'hhs-it',
      'uk-gmpp',
      'ba-works',
      'ca-mandates',
      'ca-requests',
      'cn-hotline',
      'jp-bills',
    ]
    expect((await runCli(['import', '--list', '--json'])).json()).toMatchObject(
      names.map((name) => ({ name })),
    )
    expect((await runCli(['import', '--schema'])).json()).toHaveProperty('oneOf.1.properties.columns')
  })
})

describe('every command', () => {
  it.each([
    'serve',
    'import',
    'export',
    'verify',
    'keys create',
    'keys list',
    'keys revoke',
    'keys show',
    'keys new',
    'demo',
  ])('%s explains itself in both languages', async (name) => {
    const ran = await runCli([...name.split(' '), '--help'])
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(/\p{Script=Han}/u)
    expect(ran.out).toContain(`npm run mingzhang -- ${name}`)
    expect(ran.out).toContain('--json')
  })
})

const shared = sharedFolder()
const raw = shared === null ? null : join(shared, 'data', 'cn-karamay-power-list', 'raw')
if (raw === null) console.warn('Skipped: the real lists are not there (MINGZHANG_SHARED, or ../shared).')

describe.skipIf(raw === null)('fifteen real workbooks, end to end', () => {
  it('bring in every item once', async () => {
    const data = await newFolder()
    const first = await imported(raw ?? '', '--data', data, '--skip-rejected', '--as-of', '2024')
    expect(first).toMatchObject({
      code: 0,
      files: (await readdir(raw ?? '.')).length,
      read: 2638,
      added: 2638,
      rejected: 0,
    })
    const again = await imported(raw ?? '', '--data', data, '--skip-rejected')
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2638, entries: 0 })
    const verified = await runCli(['verify', data, '--json'], { home: await newFolder() })
    expect(verified.json()).toMatchObject({ ok: true })
  })
})

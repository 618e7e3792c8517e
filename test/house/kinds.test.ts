import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { kindWords } from '../../worker/domain/kinds/kind-words.ts'
import { kinds } from '../../worker/domain/kinds/kinds.ts'
import { listedKinds, lists, recordKinds } from '../../worker/domain/kinds/table.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const NAMES: ReadonlySet<string> = new Set([
  ...recordKinds,
  ...listedKinds.map((kind) => lists[kind]),
  ...recordKinds.map((kind) => kinds[kind].prefix),
])

/**
 * The largest list of kinds that stands in a source text: names side by side in an array, in a call, as keys of an
 * object, in a union of types, or between bars in a pattern. A new kind would have to be added to it by hand.
 */
function longestList(source: string): string[] {
  const text = source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, '')
  const found: Set<string>[] = []
  const open: { bracket: string; names: Set<string> }[] = []
  const token = /'([^'\n]*)'|`[^`]*`|"[^"\n]*"|\b([A-Za-z]+)(?=\??:)|[[\](){}]/g
  for (const { 0: whole, 1: literal, 2: key } of text.matchAll(token)) {
    const top = open.at(-1)
    if (literal !== undefined) {
      if (top !== undefined && top.bracket !== '{' && NAMES.has(literal)) top.names.add(literal)
    } else if (key !== undefined) {
      if (top?.bracket === '{' && NAMES.has(key)) top.names.add(key)
    } else if ('[({'.includes(whole)) open.push({ bracket: whole, names: new Set() })
    else if ('])}'.includes(whole)) found.push(open.pop()?.names ?? new Set())
  }
  for (const [run] of text.matchAll(/'\w+'(?:\s*\|\s*'\w+')+|\b\w+(?:\|\w+)+\b/g))
    found.push(new Set(run.match(/\w+/g)?.filter((name) => NAMES.has(name))))
  return found.map((names) => [...names]).sort((a, b) => b.length - a.length)[0] ?? []
}

/** Files that speak of three kinds or more because they are about those, each with the reason. */
const SPECIFIC: { readonly [path: string]: string } = {
  'worker/domain/rules/': 'a rule names the kinds that it looks at',
  'worker/domain/record/facts.ts':
    'relations between records, some of which are called like what they lead to',
  'worker/domain/record/field-words.ts': 'fields, some of which are called like the kind that they name',
  'worker/domain/record/lookup.ts': 'what most records are looked up for',
  'worker/domain/case/words.ts': 'fields and acts of a confidential file, which is no record',
  'worker/services/read/questions.ts': 'four figures on the page of the ledger',
  'worker/api/openapi/answers/records.ts': 'four figures on the page of the ledger',
  'worker/cli/verify/': 'compares the four figures on the page of the ledger',
  'worker/site/load/decisions.ts': 'what stands on the page of a decision',
  'worker/intake/register/draft/settle.ts': 'what the rows of a list can be taken for',
  'worker/store/copies/': 'tables, some of which are called like a kind',
  'web/words/': 'dictionaries of pages: figures, fields and headings',
}

const reasonFor = (path: string): string | undefined =>
  Object.keys(SPECIFIC).find((one) => path.startsWith(one))

const sources = ['worker', 'web'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('web/dist')),
)

const listing = sources
  .filter((path) => !path.startsWith('worker/domain/kinds/'))
  .map((path) => ({ path, names: longestList(readFileSync(join(root, path), 'utf8')) }))
  .filter(({ names }) => names.length >= 3)

describe('kinds of record', () => {
  it('are enumerated in the two tables alone', () => {
    const unexpected = listing.filter(({ path }) => reasonFor(path) === undefined)
    expect(unexpected.map(({ path, names }) => `${path}: ${names.join(', ')}`)).toEqual([])
  })

  it('no reason outlives its list', () => {
    const used = new Set(listing.map(({ path }) => reasonFor(path)))
    expect(Object.keys(SPECIFIC).filter((reason) => !used.has(reason))).toEqual([])
  })

  it.each([
    "const all = ['decision', 'milestone', 'flag'] as const",
    "type Any = 'decision' | 'milestone' | 'flag'",
    "const paths = { decision: 1, milestone: 2, 'x': 3, flag: 4 }",
    "app.get('/:list{decisions|milestones|flags}/:id')",
    "ids('decision', 'milestone', 'flag')",
  ])('would notice %s', (source) => {
    expect(longestList(source)).toHaveLength(3)
  })

  it('each declares what it names', () => {
    for (const kind of Object.values(kinds)) {
      const events = new Set([kind.first, ...kind.acts.map(({ event }) => event)])
      // What a service of the kind records has words, as everything has that happens.
      const told = Object.keys(kindWords[kind.kind].events)
      for (const event of Object.keys(kind.formal)) expect(told, kind.kind).toContain(event)
      for (const event of kind.form === null || !('unasked' in kind.form) ? [] : kind.form.unasked)
        expect([...events], kind.kind).toContain(event)
      const spec = kind.fields?.spec
      const fields = spec?.is === 'object' ? Object.keys(spec.fields) : []
      for (const field of kind.form?.first ?? []) expect(fields, kind.kind).toContain(field)
    }
  })

  it('no two share a prefix or a list', () => {
    const prefixes = Object.values(kinds).map(({ prefix }) => prefix)
    expect(new Set(prefixes).size).toBe(prefixes.length)
    expect(new Set(listedKinds.map((kind) => lists[kind])).size).toBe(listedKinds.length)
  })
})

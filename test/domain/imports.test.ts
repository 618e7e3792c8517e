import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const domain = fileURLToPath(new URL('../../worker/domain', import.meta.url))
const sources = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)

/** What a file needs when it runs: imports and re-exports that are not of types alone. */
function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/gm,
  )
  return [...found].map(([, from, lazily]) => from ?? lazily ?? '')
}

/** The packages that a file reaches, over any number of files. */
function packagesBehind(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return new Set()
  seen.add(path)
  return new Set(
    importsOf(path).flatMap((from) =>
      from.startsWith('.') ? [...packagesBehind(resolve(path, '..', from), seen)] : [from],
    ),
  )
}

describe('what the domain brings along into a browser', () => {
  it('kinds.ts reaches every reducer and no zod', () => {
    const seen = new Set<string>()
    expect(
      [...packagesBehind(join(domain, 'kinds/kinds.ts'), seen)].filter((name) => name.startsWith('zod')),
    ).toEqual([])
    for (const file of ['department/department.ts', 'responsibility/responsibility.ts'])
      expect([...seen]).toContain(join(domain, 'kinds', file))
  })

  it.each(sources.filter((name) => !name.endsWith('.schema.ts')))('%s needs no zod', (name) => {
    expect([...packagesBehind(join(domain, name))].filter((found) => found.startsWith('zod'))).toEqual([])
  })

  it('would notice it', () => {
    expect([...packagesBehind(join(domain, 'kinds/rulebook/rulebook.schema.ts'))]).toContain('zod')
  })
})

describe('the rooms of the domain', () => {
  /**
   * What each part may import of the others, types included: the machinery knows no kind but their names, no clock
   * a kind, no kind a rule.
   */
  const below: Record<string, string[]> = {
    record: ['kinds/kinds.ts', 'kinds/table.ts', 'text', 'place/point.ts'],
    place: ['record'],
    calendar: ['record', 'input'],
    law: ['record'],
    clock: ['record', 'calendar', 'law', 'input', 'text'],
    kinds: ['record', 'input', 'calendar', 'clock', 'law', 'text', 'place'],
    input: ['record', 'kinds/table.ts', 'text'],
  }

  it.each(Object.entries(below))('%s imports of the others only %j', (part, allowed) => {
    const files = sources.filter((name) => name.startsWith(`${part}/`))
    expect(files.length).toBeGreaterThan(0)
    const others = files.flatMap((name) => {
      const text = readFileSync(join(domain, name), 'utf8')
      return [...text.matchAll(/from '(\.[^']+)'/g)].flatMap(([, from = '']) => {
        const file = relative(domain, resolve(domain, name, '..', from))
        const [room = ''] = file.split('/')
        const isAllowed = room === part || room === '..' || allowed.includes(room) || allowed.includes(file)
        return isAllowed ? [] : [`${name}: ${from}`]
      })
    })
    expect(others).toEqual([])
  })
})

import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Import, importsOf, sources, targetOf, textOf } from '../support/imports.ts'

/** What each room may import: other rooms, then packages (a trailing `/` or `:` matches a prefix). */
const walls: Record<string, { rooms: string[]; packages: string[] }> = {
  'worker/ledger': { rooms: [], packages: ['@noble/hashes/', 'canonicalize'] },
  'worker/domain': { rooms: ['worker/ledger'], packages: ['zod'] },
  'worker/store': {
    rooms: ['worker/ledger', 'worker/domain'],
    packages: ['@libsql/'],
  },
  'worker/services': {
    rooms: ['worker/ledger', 'worker/domain', 'worker/store'],
    packages: ['@simplewebauthn/', 'openid-client'],
  },
  'worker/witness': {
    rooms: ['worker/ledger', 'worker/domain', 'worker/store'],
    packages: ['hono', 'hono/'],
  },
  // Files are read for whoever makes something of them, and know of none.
  'worker/intake/files': {
    rooms: ['worker/ledger', 'worker/domain'],
    packages: ['@e965/xlsx', 'csv-parse/'],
  },
  'worker/intake': {
    rooms: ['worker/intake/files', 'worker/ledger', 'worker/domain'],
    packages: ['zod', '@e965/xlsx'],
  },
  'worker/api': {
    rooms: ['worker/services', 'worker/domain', 'worker/ledger'],
    packages: ['hono', 'hono/', 'hono-openapi', '@hono/standard-validator', 'zod', '@simplewebauthn/'],
  },
  'worker/site': {
    rooms: ['worker/services', 'worker/domain', 'worker/ledger', 'web'],
    packages: ['hono', 'hono/', 'preact', 'preact/', 'preact-render-to-string'],
  },
  'worker/cli': {
    rooms: [
      ...['worker/services', 'worker/intake', 'worker/intake/files'],
      ...['worker/ledger', 'worker/domain', 'worker'],
    ],
    packages: ['node:', 'zod'],
  },
  // The page that imports reads files with the same code as the CLI, in a worker of its own.
  'web/desk/import': {
    rooms: ['web', 'worker/intake', 'worker/intake/files', 'worker/ledger', 'worker/domain'],
    packages: ['preact', 'preact/'],
  },
  web: {
    rooms: ['web/desk/import', 'worker/ledger', 'worker/domain'],
    packages: ['preact', 'preact/', 'vite', 'node:', '@simplewebauthn/browser', 'qr'],
  },
}

/** Rooms that one folder may import from beyond those of its room: the drill runs what readers' browsers run. */
const doors: Record<string, string> = { 'worker/cli/drill/guards': 'web/verify' }

/** What one folder or file of a room may import beyond it. Of chinese-days its data alone: its functions read the time zone. */
const corners: Record<string, string[]> = {
  // Maps are drawn by a library, in a script that is loaded on their page alone.
  'web/map': ['maplibre-gl'],
  'web/map.ts': ['maplibre-gl', 'maplibre-gl/dist/maplibre-gl.css'],
  // Challenges are made, and their solutions checked, in one place; they are solved in a thread of pages with a form.
  'worker/services/waiting/proofs.ts': ['altcha-lib', 'altcha-lib/algorithms/web/pbkdf2'],
  'web/send/solve.worker.ts': ['altcha-lib', 'altcha-lib/algorithms/web/pbkdf2'],
  'worker/domain/calendar': ['chinese-days/dist/chinese-days.json'],
  // Of OpenCC its table of characters alone: phrases would not keep the places of what is found.
  'worker/store/search/simplified.ts': ['opencc-js/dict/TSCharacters'],
  // The schema and the types of rows; queries are SQL.
  'worker/store/schema/drizzle.ts': ['drizzle-orm/'],
  // The one place where a database is a file: its engine, and the thread that it may have.
  'worker/store/file': ['libsql', 'node:worker_threads'],
}

/** The room of a file: the longest room name that is its folder, or `worker` for the wiring files. */
function roomOf(path: string): string | null {
  const names = Object.keys(walls).filter((name) => path.startsWith(`${name}/`))
  if (names.length > 0) return names.sort((a, b) => b.length - a.length)[0] ?? null
  return path.startsWith('worker/') ? 'worker' : null
}

function allowed({ from, specifier, typeOnly }: Omit<Import, 'lazy'>): boolean {
  const room = roomOf(from)
  if (room === null || room === 'worker') return true
  const wall = walls[room]
  if (wall === undefined) return false
  if (specifier.startsWith('.')) {
    const targetRoom = roomOf(targetOf(from, specifier))
    if (targetRoom === null) return false
    if (dirname(targetOf(from, specifier)) === doors[dirname(from)]) return true
    if (targetRoom === room || wall.rooms.includes(targetRoom)) return true
    return room === 'web' && typeOnly && targetRoom === 'worker/services'
  }
  const packages = [...wall.packages, ...(corners[dirname(from)] ?? []), ...(corners[from] ?? [])]
  return packages.some((name) => (/[/:]$/.test(name) ? specifier.startsWith(name) : specifier === name))
}

describe('walls between rooms', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(20)
  })

  it('no file imports what its room may not', () => {
    const broken = sources.flatMap(importsOf).filter((found) => !allowed(found))
    expect(broken.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([])
  })

  it('would notice a broken wall', () => {
    expect(allowed({ from: 'worker/ledger/x.ts', specifier: 'node:fs', typeOnly: false })).toBe(false)
    expect(allowed({ from: 'worker/api/x.ts', specifier: '../store/commit.ts', typeOnly: false })).toBe(false)
    expect(allowed({ from: 'worker/domain/x.ts', specifier: '../ledger/bytes.ts', typeOnly: false })).toBe(
      true,
    )
    const days = 'chinese-days/dist/chinese-days.json'
    expect(allowed({ from: 'worker/domain/calendar/x.ts', specifier: days, typeOnly: false })).toBe(true)
    expect(allowed({ from: 'worker/domain/x.ts', specifier: days, typeOnly: false })).toBe(false)
    expect(allowed({ from: 'worker/domain/calendar/x.ts', specifier: 'chinese-days', typeOnly: false })).toBe(
      false,
    )
  })

  // Drawn by another renderer, a page would break its days over two lines.
  it('one file draws on the server, and one in the browser', () => {
    const drawing = sources.filter((path) =>
      /\bimport\b[^;]*?\{[^}]*\b(?:render|hydrate|renderToString)\b[^}]*\} from 'preact/.test(textOf(path)),
    )
    expect(drawing).toEqual(['worker/site/html/draw.ts', 'web/draw/draw.ts'])
    for (const path of drawing) expect(textOf(path)).toContain('\nkeepDaysWhole()\n')
  })

  // One that nobody can reach by keyboard hides what is beyond its edge.
  it('one component is a table that scrolls', () => {
    expect(sources.filter((path) => /class=(?:"|\{`)scroll\b/.test(textOf(path)))).toEqual([
      'web/components/list/Scroll.tsx',
    ])
  })

  it('the browser entry reaches neither zod nor the server rooms at run time', () => {
    const seen = new Set<string>()
    const packages = new Set<string>()
    const visit = (path: string): void => {
      if (seen.has(path)) return
      seen.add(path)
      for (const { specifier, typeOnly } of importsOf(path)) {
        if (typeOnly) continue
        if (!specifier.startsWith('.')) packages.add(specifier)
        else if (/\.tsx?$/.test(specifier)) visit(targetOf(path, specifier))
      }
    }
    visit(sources.find((name) => /^web\/client\.tsx?$/.test(name)) ?? 'web/client.ts')
    expect([...packages].filter((name) => name.startsWith('zod'))).toEqual([])
    expect([...seen].filter((name) => /^worker\/(?!ledger|domain)/.test(name))).toEqual([])
  })
})

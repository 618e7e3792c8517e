/** The pages of documentation say what is there, all of it, and nothing else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { deskPageOf } from '../../web/desk/paths.ts'
import { createApi } from '../../worker/api/api.ts'
import type { ApiEnv } from '../../worker/api/http/context.ts'
import { rules } from '../../worker/domain/rules/rules.ts'
import { VARIABLES } from '../../worker/machine/environment.ts'
import type { Services } from '../../worker/services/services.ts'
import { createAsking } from '../../worker/site/asking.ts'
import { createMentionForm } from '../../worker/site/mentioning.ts'
import { PAGES } from '../../worker/site/pages.ts'
import { knownCommands } from '../support/commands.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

function filesUnder(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => pattern.test(name) && !name.startsWith('web/dist'))
}

const ROOMS = ['worker', 'web', 'test', 'migrations']
const pages = new Map(
  ['README.md', ...ROOMS.flatMap((folder) => filesUnder(folder, /\.md$/))].map((path) => [path, read(path)]),
)
const everything = [...pages.values()].join('\n')
const pageOf = (path: string): string => pages.get(path) ?? ''

/** Every match of a pattern in the pages, with the page that it stands in. */
function named(pattern: RegExp): { page: string; text: string; groups: string[] }[] {
  return [...pages].flatMap(([page, source]) =>
    [...source.matchAll(pattern)].map(([text, ...groups]) => ({
      page,
      text,
      groups: groups.map((group) => group ?? ''),
    })),
  )
}

/** The inline code and the code blocks of the pages, line by line. */
const code = [...pages].flatMap(([page, source]) => {
  const blocks = [...source.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, body = '']) =>
    body.split('\n'),
  )
  const inline = [...source.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)]
  return [...blocks, ...inline.map(([, text = '']) => text)].map((line) => ({ page, line }))
})

describe('the README', () => {
  it('is short', () => {
    expect(pageOf('README.md').split('\n').length).toBeLessThanOrEqual(150)
  })

  it('links every other page, itself or through one that it links', () => {
    const seen = new Set<string>()
    const follow = (page: string): void => {
      if (seen.has(page)) return
      seen.add(page)
      for (const [, target = ''] of pageOf(page).matchAll(/\]\(([^)#\s]+\.md)/g))
        follow(relative(root, resolve(root, dirname(page), target)))
    }
    follow('README.md')
    expect([...pages.keys()].filter((page) => !seen.has(page))).toEqual([])
  })
})

describe('npm scripts', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
  const called = [
    ...named(/npm run (?:-s )?([a-z][a-z:]*)/g),
    ...named(/npm (start|test)\b/g),
    // One after the other, as `check:types` and `check:lint` alone.
    ...named(/`(check:[a-z]+)`/g),
  ]

  it('that a page calls are there', () => {
    expect(called.filter(({ groups: [name = ''] }) => scripts[name] === undefined)).toEqual([])
  })

  it('are each named in a page', () => {
    const names = new Set(called.map(({ groups: [name = ''] }) => name))
    expect(
      Object.keys(scripts).filter((name) => !names.has(name)),
      'every script, in README.md',
    ).toEqual([])
  })

  it('of measurements have the parts that are named', () => {
    const parts = [...read('test/bench/main.ts').matchAll(/await part\('(\w+)'/g)].map(([, name]) => name)
    const only = named(/bench -- --only (\w+)/g).map(({ groups: [name] }) => name)
    expect(only.filter((name) => !parts.includes(name))).toEqual([])
    const page = pageOf('test/bench/README.md')
    expect(parts.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})

describe('environment variables', () => {
  const bindings = /export interface Env \{([\s\S]*?)\n\}/.exec(read('worker/machine/edge/env.ts'))?.[1] ?? ''
  const onWorkers = [...bindings.matchAll(/^ {2}([A-Z][A-Z0-9_]*)\??:/gm)].map(([, name = '']) => name)
  const rows = pageOf('worker/machine/README.md').matchAll(/^\| ((?:`[A-Z][A-Z0-9_]*`(?:, )?)+)\s*\|/gm)
  const listed = [...rows].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  )

  it('of a machine and of Workers stand in the table for operators, and no other', () => {
    expect(listed.toSorted(), 'every variable, in worker/machine/README.md').toEqual(
      [...new Set([...VARIABLES, ...onWorkers])].toSorted(),
    )
  })

  it('of a machine are taken in one place, as the table that the compiler holds', () => {
    const taking = filesUnder('worker', /\.tsx?$/).filter((path) => read(path).includes('process.env'))
    expect(taking.toSorted()).toEqual(['worker/cli/process.ts'])
  })

  it('that tests read are named in a page', () => {
    const own = filesUnder('test', /\.tsx?$/).flatMap((path) =>
      [...read(path).matchAll(/process\.env\.([A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name),
    )
    expect(own.filter((name) => !new RegExp(`\\b${name}\\b`).test(everything))).toEqual([])
  })
})

describe('commands', () => {
  const optionsOf = new Map(
    knownCommands.map(({ name, help }) => [
      name,
      [...help.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name = '']) => name),
    ]),
  )
  const rows = new Map(
    [...pageOf('worker/cli/README.md').matchAll(/^\| `([a-z -]+)`\s*\| ([^|]*)\|/gm)].map(
      ([, name = '', options = '']) => [
        name,
        [...options.matchAll(/`--([a-z-]+)`/g)].map(([, option = '']) => option),
      ],
    ),
  )

  it('stand in one table, each with all of its options', () => {
    const own = [...optionsOf].map(([name, options]) => [
      name,
      options.filter((option) => option !== 'help' && option !== 'json').toSorted(),
    ])
    const page = 'every command with all its options, in worker/cli/README.md'
    expect(Object.fromEntries([...rows].map(([name, options]) => [name, options.toSorted()])), page).toEqual(
      Object.fromEntries(own),
    )
  })

  it('are called in the pages as they are, with options that they have', () => {
    const wrong = code.flatMap(({ page, line }) => {
      const [, words] = /\bmingzhang (?:-- )?([a-z][^#]*)/.exec(line) ?? []
      if (words === undefined || /^command\b/.test(words)) return []
      const [first = '', second = ''] = words.split(/\s+/)
      const command = [`${first} ${second}`, first].find((name) => optionsOf.has(name))
      if (command === undefined) return [`${page}: there is no command “${first}”`]
      const options = [...words.matchAll(/--([a-z-]+)/g)].map(([, option = '']) => option)
      return options
        .filter((option) => !optionsOf.get(command)?.includes(option))
        .map((option) => `${page}: ${command} has no --${option}`)
    })
    expect(wrong).toEqual([])
  })

  it('have every option that a page names by itself', () => {
    const known = new Set([...optionsOf.values()].flat())
    const scripts = ['kills', 'writers', 'only', 'write', 'large', 'items', 'records', 'config', 'project']
    const wrong = code.filter(({ line }) => {
      const [, option] = /^--([a-z-]+)$/.exec(line) ?? []
      return option !== undefined && !known.has(option) && !scripts.includes(option)
    })
    expect(wrong).toEqual([])
  })
})

describe('addresses', () => {
  // The routes are declared before anything is asked of what they serve.
  const services: Services = new Proxy({} as Services, {
    get: (_, name) => (name === 'then' ? undefined : services),
  })
  const api = new Hono<ApiEnv>().route(
    '/',
    createApi({ services, requestId: () => '', log: () => undefined }),
  )
  const declared = [...new Set(api.routes.filter(({ method }) => method !== 'ALL').map(({ path }) => path))]
  const desk = {
    test(path: string): boolean {
      const own = /^\/(?:zh|en)\/desk(\/.*)?$/.exec(path)
      return own !== null && deskPageOf(own[1] ?? '/') !== null
    },
  }
  const forms = [
    ...createAsking(services as unknown as Parameters<typeof createAsking>[0]).routes,
    ...createMentionForm(services as unknown as Parameters<typeof createMentionForm>[0]).routes,
  ].map(({ path }) => patternOf(path))
  const site = PAGES.map(({ path }) => patternOf(`/:lang${path.replace(/\{[^}]*\}/g, '')}`))
  const known = [...declared.map(patternOf), desk, ...forms, ...site]

  function patternOf(path: string): RegExp {
    const source = path
      .replace(/[.]/g, '\\.')
      .replace(/\/\*$/, '/.+')
      .replace(/:\w+/g, '[^/]+')
      .replace(/\/$/, '')
    return new RegExp(`^${source}/?$`)
  }

  /** As a reader would fill it in: `{id}`, `ID`, `FLAG` become something that fits. */
  function filled(address: string): string {
    return address
      .replace(/[?#].*$/, '')
      .replace(/\{index\}|\{size\}|INDEX/g, '1')
      .replace(/\{\w+\}|\b(?:ID|FLAG)\b/g, 'res-0123456789')
      .replace(/<\w+>|\[[^\]]*\]/g, '1')
  }

  it('that a page names are answered', () => {
    const wrong = code.flatMap(({ page, line }) =>
      [...line.matchAll(/(?<![\w.])\/(?:api|feeds|log|auth|zh|en|healthz|readyz|\.well-known)\b[^\s"'`,)]*/g)]
        .map(([address]) => address)
        .filter((address) => !/^\/(api(\/v1)?|feeds|log|auth|zh|en|zh\/desk)$/.test(address))
        .filter((address) => !known.some((pattern) => pattern.test(filled(address))))
        .filter((address) => !/\/\{verb\}$/.test(address))
        .map((address) => `${page}: ${address}`),
    )
    expect(wrong).toEqual([])
  })

  it('of the API have their group in its page, and no group stands there that is not', () => {
    const groups = declared.flatMap((path) => /^\/api\/v1\/([\w-]+(?:\.json)?)/.exec(path)?.[1] ?? [])
    const table = /## Groups of routes[\s\S]*?(?=\n## )/.exec(pageOf('worker/api/README.md'))?.[0] ?? ''
    const cells = [...table.matchAll(/^\| (`[^|]*`)\s*\|/gm)].map(([, cell = '']) => cell)
    const listed = cells.flatMap((cell) => [...cell.matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name))
    expect(listed.toSorted(), 'every group, in worker/api/README.md').toEqual([...new Set(groups)].toSorted())
    const roots = declared.map((path) => `/${path.split('/')[1]}`)
    expect([...new Set(roots)].filter((path) => !table.includes(`\`${path}`) && path !== '/api')).toEqual([])
  })

  it('that write have their verb in the page of the API', () => {
    const page = pageOf('worker/api/README.md')
    const lists = 'departments|responsibilities|decisions|milestones|evaluations|handovers|memberships|flags'
    const verbs = declared.flatMap(
      (path) => new RegExp(`^/api/v1/(?:${lists})/:id/([\\w-]+)$`).exec(path) ?? [],
    )
    const posted = api.routes.filter(({ method }) => method === 'POST').map(({ path }) => path)
    const missing = verbs.filter(
      (verb) =>
        posted.some((path) => path.endsWith(`/:id/${verb}`)) &&
        !new RegExp(`[\`\\s]${verb}[\`\\s]`).test(page),
    )
    expect(missing.filter((verb) => !verb.startsWith('/') && verb !== 'deliveries')).toEqual([])
  })
})

describe('rules', () => {
  it('are as many as is said', () => {
    const said = named(/\b(\d+) rules\b/g)
    expect(said.length).toBeGreaterThan(0)
    expect(said.filter(({ groups: [count] }) => Number(count) !== rules.length)).toEqual([])
  })

  it('are as many in each group as its table says', () => {
    const counts: Record<string, number> = {}
    for (const { id } of rules) counts[id.slice(0, 1)] = (counts[id.slice(0, 1)] ?? 0) + 1
    const table = [
      ...pageOf('worker/domain/rules/README.md').matchAll(/^\| ([A-Z])\s*\| (\d+)\s*\| `(\w+)`\s*\|/gm),
    ]
    expect(Object.fromEntries(table.map(([, group, count]) => [group, Number(count)]))).toEqual(counts)
    for (const [, , , folder = ''] of table)
      expect(existsSync(join(root, 'worker/domain/rules', folder))).toBe(true)
  })

  it('that are named are there', () => {
    const ids = new Set(rules.map(({ id }) => id))
    const wrong = named(/\b([PCTMROFI]\d\d)\b/g).filter(({ groups: [id = ''] }) => !ids.has(id))
    expect(wrong).toEqual([])
  })
})

describe('places', () => {
  it('that are linked are there, headings too', () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replace(/`/g, '')
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-')
    const wrong = named(/\]\(([^)\s]+)\)/g).filter(({ page, groups: [target = ''] }) => {
      if (/^https?:/.test(target)) return false
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? page : relative(root, resolve(root, dirname(page), path))
      if (!existsSync(join(root, file))) return true
      if (anchor === undefined) return false
      return ![...read(file).matchAll(/^#+ (.+)$/gm)].some(([, heading = '']) => slug(heading) === anchor)
    })
    expect(wrong).toEqual([])
  })

  it('that are named are there', () => {
    const wrong = code.flatMap(({ page, line }) =>
      [...line.matchAll(/(?<![\w./-])(?:worker|web|test|migrations)\/[\w./-]*/g)]
        .map(([path]) => path.replace(/[./]$/, ''))
        .filter((path) => path !== 'web/dist' && !existsSync(join(root, path)))
        .map((path) => `${page}: ${path}`),
    )
    expect(wrong).toEqual([])
  })

  it('that are rooms stand in the page of rooms', () => {
    const page = pageOf('worker/README.md')
    const rooms = ['worker', 'web', 'test'].flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'dist')
        .map(({ name }) => `${folder}/${name}`),
    )
    expect(
      rooms.filter((room) => !page.includes(`\`${room}\``)),
      'every room, in worker/README.md',
    ).toEqual([])
  })
})

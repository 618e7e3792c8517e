import { chmod, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../worker/domain/record/problem.ts'
import { requireClosed, requireClosedKey } from '../../worker/machine/closed.ts'
import { withoutEmpty } from '../../worker/machine/environment.ts'
import { systemWords } from '../../worker/machine/serving/faults.ts'
import { listen } from '../../worker/machine/serving/listen.ts'
import { namedIn } from '../../worker/machine/serving/named.ts'
import { originAt, requireOrigin } from '../../worker/machine/serving/origin.ts'
import { openServing } from '../../worker/machine/serving/place.ts'
import {
  misspelt,
  requireSettings,
  requireWorkerSettings,
  unreadOnWorkers,
} from '../../worker/machine/serving/settings.ts'
import { newFolder } from '../support/folders.ts'

const codeOf = async (run: () => unknown): Promise<string | null> => {
  try {
    await run()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

describe('settings of the environment', () => {
  it('that are empty are not set', () => {
    const held = { A: '', B: ' ', C: 'c', D: undefined, E: { fetch: () => null } }
    expect(Object.keys(withoutEmpty(held))).toEqual(['C', 'D', 'E'])
    expect(namedIn({ DATA_DIR: '', LIBSQL_URL: '' })).toEqual({ data: undefined, libsql: undefined })
    expect(namedIn({ DATA_DIR: 'here', LIBSQL_URL: ' ' })).toEqual({ data: 'here', libsql: undefined })
  })

  it('name one ledger to serve, and an empty address of a server names none', async () => {
    const dir = await newFolder()
    const { shown, machine } = await openServing({ DATA_DIR: dir, LIBSQL_URL: '' }, undefined)
    await machine.close()
    expect(shown).toBe(dir)
    expect(await codeOf(() => openServing({ DATA_DIR: dir, LIBSQL_URL: 'http://x' }, undefined))).toBe(
      'invalid',
    )
  })

  it('serve no address with the key of another', async () => {
    const at = (address: string | undefined) =>
      codeOf(() => requireOrigin({ name: 'ledger.example.org/log' }, address))
    for (const same of ['https://ledger.example.org', 'http://ledger.example.org/', 'ledger.example.org'])
      expect([same, await at(same)]).toEqual([same, null])
    expect(await at(undefined)).toBeNull()
    for (const other of ['https://staging.example.org', 'https://ledger.example.org.evil.example'])
      expect([other, await at(other)]).toEqual([other, 'invalid'])
    expect(originAt('https://ledger.example.org/')).toBe('ledger.example.org/log')
  })
})

describe('a setting that cannot be what was meant', () => {
  const wrong: readonly (readonly [name: string, texts: readonly string[]])[] = [
    ['CALENDAR', ['{', '{"name":1}']],
    ['CASES_KEY', ['short', Buffer.alloc(31).toString('base64')]],
    ['CASES_KEY_OLD', ['short']],
    ['CLOCKS', ['{', '[{}]']],
    ['INBOX_KEY', ['short']],
    ['KNOWN_LEDGERS', ['nonsense', 'log none']],
    ['LIBSQL_AUTH_TOKEN', ['two words', '令牌']],
    ['MAIL', ['gopher://x', 'smtps://me:pw@host']],
    ['MAIL_FROM', ['nobody at all']],
    ['MAP_TILES', ['https://tiles.example/z.png', 'ftp://x']],
    ['MAP_OUTLINE', ['outline.json']],
    ['METRICS', ['x', '70000']],
    ['PROCEDURES', ['{', '[{}]']],
    ['SIGNING_KEY', ['PRIVATE+KEY+x', 'a b']],
    ['WITNESS_POLICY', ['quorum nobody', 'witness a']],
    ['ACCEPT_CLOCK', ['today', '2026', '2026-13-01', '30.11.2026']],
    ['HOST', ['http://127.0.0.1', 'a b', '127.0.0.1/8']],
    [
      'LIBSQL_URL',
      [
        'ledger.db',
        'file:ledger.db',
        'https://',
        'libsql:x',
        'libsql://x.example?authToken=abc',
        'https://me:pw@x.example',
      ],
    ],
    ['ORIGIN', ['ledger.example.org', 'ftp://x.example', 'https://me:pw@x.example', 'https://x.example?a=1']],
    ['PORT', ['80a', '-1', '65536', '8.5', '1e3']],
    ['PRIVATE_ISSUERS', ['true', 'yes', '2']],
    ['TRUST_PROXY', ['true', 'on', 'x']],
  ]
  /** Beside the setting that is tried, those without which it would be refused for another reason. */
  const beside: Readonly<Record<string, Record<string, string>>> = {
    MAIL: { MAIL_FROM: 'a@x.example' },
    MAIL_FROM: { MAIL: 'cloudflare' },
    MAP_TILES: { MAP_CREDIT: 'x' },
  }
  const refusedBy = (guard: (settings: Record<string, string>) => void, settings: Record<string, string>) => {
    try {
      guard(settings)
    } catch (error) {
      if (error instanceof Problem) return error
    }
    throw new Error(`${JSON.stringify(settings)} was taken`)
  }
  /** Forms of which the value is told where a process is started; what has a reader is refused in its words. */
  const told = new Set(['ACCEPT_CLOCK', 'HOST', 'ORIGIN', 'PORT', 'PRIVATE_ISSUERS', 'TRUST_PROXY'])
  const each = wrong.flatMap(([name, texts]) => texts.map((text) => [name, text] as const))

  it.each(each)('%s=%s is refused by its name, and says what would be right', (name, text) => {
    const { code, field, words } = refusedBy(requireSettings, { ...beside[name], [name]: text })
    expect([code, field]).toEqual(['invalid', name])
    for (const said of [words.zh, words.en]) {
      expect(said).toContain(name)
      if (told.has(name)) expect(said).toContain(text)
    }
  })

  const right = {
    LIBSQL_URL: 'libsql://x.turso.io',
    SIGNING_KEY: 'PRIVATE+KEY+ledger.example/log+8a10ac7a+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH',
  }
  it.each(each)('%s=%s is what a Worker answers for everything, and it repeats no value', (name, text) => {
    const { code, words } = refusedBy(requireWorkerSettings, { ...right, ...beside[name], [name]: text })
    expect(code).toBe('unavailable')
    expect(words.zh).toContain(name)
    expect(words.en).toContain(name)
    if (told.has(name)) expect(words.en).not.toContain(`"${text}"`)
    expect(words.en).not.toMatch(/:pw@|authToken=|PRIVATE\+/)
  })

  it('is missing on a Worker, and told with every other', () => {
    const { words } = refusedBy(requireWorkerSettings, {
      ORIGIN: 'x',
      MAIL: 'gopher://x',
      MAIL_FROM: 'a@x.example',
    })
    for (const name of ['LIBSQL_URL', 'SIGNING_KEY', 'ORIGIN', 'MAIL']) expect(words.en).toContain(name)
    expect(() => requireWorkerSettings(right)).not.toThrow()
  })

  it('is one of a machine, or a slip, that a Worker does not read', () => {
    const names = [
      'LIBSQL_URL',
      'TRUST_PROXY',
      'SIGNING_KEY_FILE',
      'CASE_KEY',
      'ASSETS',
      'DOCUMENTS',
      'MY_OWN',
    ]
    expect(unreadOnWorkers(names, ['ASSETS', 'DOCUMENTS'])).toEqual([
      { name: 'TRUST_PROXY', meant: null },
      { name: 'SIGNING_KEY_FILE', meant: null },
      { name: 'CASE_KEY', meant: 'CASES_KEY' },
    ])
  })

  it('is told with all others, and the right ones pass', () => {
    expect(() => requireSettings({ PORT: 'x', ORIGIN: 'y', HOST: '::1' })).toThrow(/ORIGIN.*PORT/s)
    const right = {
      ...{ ACCEPT_CLOCK: '2026-11-30', HOST: '[::1]', LIBSQL_URL: 'libsql://x.turso.io', PORT: '0' },
      ...{ ORIGIN: 'https://ledger.example.org/', PRIVATE_ISSUERS: '0', TRUST_PROXY: '1', MAIL: 'folder' },
    }
    expect(() => requireSettings(right)).not.toThrow()
  })

  it('has a name that is a slip away from one that is read', () => {
    const usual = [
      'PATH',
      'HOSTNAME',
      'HOSTS',
      'MAILTO',
      'XDG_DATA_HOME',
      'XDG_CACHE_HOME',
      'NODE_ENV',
      'LANG',
    ]
    expect(misspelt([...usual, 'ORIGIN', 'CASES_KEY'])).toEqual([])
    expect(misspelt(['CASE_KEY', 'TRUSTPROXY', 'DATA_DIRS', 'ORGIN'])).toEqual([
      { name: 'CASE_KEY', meant: 'CASES_KEY' },
      { name: 'TRUSTPROXY', meant: 'TRUST_PROXY' },
      { name: 'DATA_DIRS', meant: 'DATA_DIR' },
    ])
  })
})

describe('a fault of the operating system', () => {
  const faultOf = async (run: () => Promise<unknown>): Promise<string> => {
    try {
      await run()
    } catch (error) {
      return systemWords(error)?.en ?? `without words: ${error}`
    }
    throw new Error('nothing failed')
  }

  it('is told with its path or its address, and what to do', async () => {
    const dir = await newFolder()
    await writeFile(join(dir, 'file'), '')
    expect(await faultOf(() => readFile(join(dir, 'none')))).toBe(`There is no ${join(dir, 'none')}.`)
    expect(await faultOf(() => readFile(join(dir, 'file/x')))).toContain('a part is a file')
    expect(await faultOf(() => readFile(dir))).toContain('a folder, and no file')
    const first = await listen(() => new Response(''), { host: '127.0.0.1', port: 0 })
    const again = { host: '127.0.0.1', port: first.port }
    expect(await faultOf(() => listen(() => new Response(''), again))).toContain(
      `127.0.0.1:${first.port} is used by another program`,
    )
    await first.close()
    const elsewhere = { host: '192.0.2.1', port: 0 }
    expect(await faultOf(() => listen(() => new Response(''), elsewhere))).toContain(
      'no address of this machine',
    )
    expect(systemWords(new Error('another'))).toBeNull()
  })
})

describe('a closed folder', () => {
  it('may lose the files beside its database while it is looked at', async () => {
    const dir = await newFolder()
    await chmod(dir, 0o700)
    // A name that is listed and is gone when it is looked at, as `-wal` is after a checkpoint of the database.
    await symlink(join(dir, 'gone'), join(dir, 'mingzhang.db-wal'))
    await symlink(join(dir, 'gone'), join(dir, 'old-key'))
    expect(await codeOf(() => requireClosed(dir))).toBeNull()
  })

  it('refuses keys that others can read, whosever they are', async () => {
    const dir = await newFolder()
    await chmod(dir, 0o700)
    for (const name of ['signing-key', 'witness-key']) {
      await writeFile(join(dir, name), 'key')
      await chmod(join(dir, name), 0o644)
      expect(await codeOf(() => requireClosedKey(join(dir, name)))).toBe('not_allowed')
      expect(await codeOf(() => requireClosed(dir))).toBe('not_allowed')
      await chmod(join(dir, name), 0o600)
      expect(await codeOf(() => requireClosed(dir))).toBeNull()
    }
  })
})

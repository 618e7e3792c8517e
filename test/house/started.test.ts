/** What a process loads before it knows what is asked of it: somebody waits for all of it. */
import { describe, expect, it } from 'vitest'
import { importsOf, targetOf } from '../support/imports.ts'

/** Files of the program, and packages, that are loaded with one, but for what is loaded when it is asked for. */
function loadedWith(path: string, files = new Set<string>(), packages = new Set<string>()) {
  files.add(path)
  for (const { specifier, typeOnly, lazy } of importsOf(path)) {
    if (typeOnly || lazy) continue
    const target = targetOf(path, specifier)
    if (!specifier.startsWith('.')) packages.add(specifier)
    else if (!files.has(target)) loadedWith(target, files, packages)
  }
  return { files, packages: [...packages].filter((name) => !name.startsWith('node:')) }
}

describe('before a command is known', () => {
  it('words are loaded, no package, no command and no ledger', () => {
    const { files, packages } = loadedWith('worker/cli/process.ts')
    expect(files).toContain('worker/cli/commands.ts')
    expect(packages).toEqual([])
    const heavy = /^worker\/(?:cli\/commands\/|store\/|services\/|machine\/machine)/
    expect([...files].filter((path) => heavy.test(path))).toEqual([])
  })
})

describe('a ledger that is opened', () => {
  it('waits for nothing that only mail, a server or signing in by a passkey takes', () => {
    const { files, packages } = loadedWith('worker/machine/serving/place.ts')
    expect(files).toContain('worker/services/accounts/passkeys.ts')
    expect(packages.filter((name) => /^(?:nodemailer|@simplewebauthn|@libsql\/client)/.test(name))).toEqual(
      [],
    )
    // The whole of it is queries and other databases.
    expect(packages.filter((name) => ['drizzle-orm', 'drizzle-orm/sqlite-core'].includes(name))).toEqual([])
  })
})

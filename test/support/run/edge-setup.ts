/** Before the tests in workerd: a database over HTTP, migrated and with a few records, and a key to write with. */
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { formatSigningKey } from '../../../worker/ledger/vkey.ts'
import { readMigrations } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { openHttpDatabase } from '../../../worker/store/http-database.ts'
import { migrate } from '../../../worker/store/migrate.ts'
import { freshLedger, OPERATOR, temporaryFolder } from '../ledger/ledger.ts'
import { startHrana } from '../servers/hrana.ts'
import { startProvider } from '../servers/oidc-provider.ts'

declare module 'vitest' {
  interface ProvidedContext {
    edgeBindings: Record<string, string>
    edgeKey: string
    /** A sign-in provider; people of its group `audit` are auditors. */
    edgeIssuer: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const hrana = await startHrana(join(temporaryFolder(), 'edge.db'))
  const database = openHttpDatabase(hrana.url)
  await migrate(database, await readMigrations())
  const { ledger, services } = await freshLedger(database)
  await services.acts.open({ actor: OPERATOR }, 'department', null, {
    code: 'mc-water',
    name: '明川市水务局',
    nameEn: 'Mingchuan Water Bureau',
  })
  await ledger.follower.flush()
  const { secret } = await services.keys.createWithAccount(
    { actor: OPERATOR },
    { name: 'edge', role: 'system', department: 'dep-mc-water' },
  )
  const provider = await startProvider()
  provider.person = { sub: 'someone', groups: ['audit'] }
  await services.providers.create(LOCAL_OPERATOR, {
    id: 'city',
    name: { zh: '市统一身份认证', en: 'City SSO' },
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    groups: [{ group: 'audit', role: 'auditor', post: '审计岗' }],
  })
  project.provide('edgeIssuer', provider.issuer)
  project.provide('edgeBindings', {
    LIBSQL_URL: hrana.url,
    SIGNING_KEY: await formatSigningKey('ledger.example/log', new Uint8Array(32).fill(7)),
    PLACE_ZH: '明川市',
    PLACE_EN: 'Mingchuan',
    PRIVATE_ISSUERS: '1',
  })
  project.provide('edgeKey', secret)
  return async () => {
    await provider.close()
    await hrana.close()
  }
}

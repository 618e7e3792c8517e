/**
 * Before the tests in workerd: a libSQL server whose empty database the operator's documented commands have brought
 * to its first account, with a few records more, and a key to write with.
 */

import type { TestProject } from 'vitest/node'
import { createSigner } from '../../../worker/ledger/signer.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { openHttpDatabase } from '../../../worker/store/http-database.ts'
import { freshLedger, OPERATOR } from '../ledger/ledger.ts'
import { emptyDeployment } from '../libsql/deployment.ts'
import { hasSqld } from '../libsql/server.ts'
import { startProvider } from '../servers/oidc-provider.ts'
import { publishedVectors, readVectors } from '../shared.ts'

declare module 'vitest' {
  interface ProvidedContext {
    edgeBindings: Record<string, string>
    edgeKey: string
    /** The published vectors, as JSON; `null` where they are not there. */
    edgeVectors: string
    /** JSON of the published requests to a witness; null where they are not there */
    edgeWitnessing: string
    /** Keys of an operator and of a registrar: two persons. */
    edgeOperator: string
    edgeRegistrar: string
    /** The link of the first registrar, as `invite` printed it. */
    edgeInvitation: string
    /** Whether the server is the real one. */
    edgeServer: string
    /** A sign-in provider; people of its group `audit` are auditors. */
    edgeIssuer: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const deployment = await emptyDeployment()
  for (const args of [['migrate'], ['invite', '--role', 'registrar', '--post', '登记岗', '--once']]) {
    const ran = await deployment.run(...args)
    if (ran.code !== 0) throw new Error(ran.err)
    project.provide('edgeInvitation', ran.out.trim())
  }
  const database = openHttpDatabase(deployment.url)
  const { ledger, services } = await freshLedger(database, 1, await createSigner(deployment.signingKey))
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
  const made = async (role: string) =>
    (await services.keys.createWithAccount({ actor: OPERATOR }, { name: role, role, department: null }))
      .secret
  project.provide('edgeOperator', await made('operator'))
  project.provide('edgeRegistrar', await made('registrar'))
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
    LIBSQL_URL: deployment.url,
    SIGNING_KEY: deployment.signingKey,
    ORIGIN: 'https://ledger.example',
    CASES_KEY: deployment.env.CASES_KEY ?? '',
    PLACE_ZH: '明川市',
    PLACE_EN: 'Mingchuan',
    PRIVATE_ISSUERS: '1',
    // So that what comes in over the rate is a handful, on however slow a machine.
    ASKS_AT_ONCE: '4',
  })
  project.provide('edgeKey', secret)
  project.provide('edgeVectors', JSON.stringify(publishedVectors()))
  project.provide('edgeWitnessing', JSON.stringify(readVectors('witness-add-checkpoint.json')))
  project.provide('edgeServer', hasSqld ? 'sqld' : 'hrana')
  return async () => {
    await provider.close()
    await deployment.close()
  }
}

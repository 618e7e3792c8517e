/** Sign-in providers (OpenID Connect): set up by whoever may, used by everyone of the organisation. */

import * as schema from '../../domain/kinds/account/provider.schema.ts'
import type { GroupRule, ProviderFields } from '../../domain/kinds/account/provider.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Words } from '../../domain/record/problem.ts'
import * as stored from '../../store/accounts/providers.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { type Caller, requireRight } from '../roles.ts'
import { requireFit } from './accounts.ts'

/** What may be shown of a provider to whoever sets it up. The secret of the client is never shown. */
export interface ProviderView extends ProviderFields {
  id: string
  hasSecret: boolean
  created: string
  /** Since when it is out of use; null while it is in use. */
  disabled: string | null
}

/** A provider as its own side is spoken with. */
export interface OpenProvider extends ProviderFields {
  id: string
  clientSecret: string | null
}

export function createProviders(ledger: Ledger) {
  const { database, sealing } = ledger
  const now = () => ledger.now().toISOString()

  /** @throws Problem `invalid`, `not_found` for a rule that no account could be granted by */
  async function requireRules(rules: readonly GroupRule[], under: string): Promise<void> {
    for (const [i, { role, department }] of rules.entries()) {
      const field = `${under}${i}/department`
      requireFit(role, department, field)
      if (department === null || (await readRecord(database, department))?.kind === 'department') continue
      throw refuse(
        'not_found',
        `没有部门 ${department}：请先登记该部门。`,
        `There is no department ${department}: register it first.`,
        field,
      )
    }
  }

  /** One issuer, one provider: its people are told apart by what it calls them, and by nothing else. */
  async function requireOwnIssuer(issuer: string, id: string, field: string): Promise<void> {
    const all = await stored.listProviders(database)
    const other = all.find((one) => one.id !== id && sameIssuer(one.issuer, issuer))
    if (other === undefined) return
    throw refuse(
      'conflict',
      `登录服务 ${other.id} 已使用这个地址：请改动它。`,
      `The provider ${other.id} has this issuer already: change that one.`,
      field,
    )
  }

  async function requireStored(id: string): Promise<stored.StoredProvider> {
    const found = await stored.findProvider(database, id)
    if (found !== null) return found
    throw refuse('not_found', `没有登录服务 ${id}。`, `There is no sign-in provider ${id}.`, 'id')
  }

  async function sealed(secret: string | null, id: string): Promise<string | null> {
    return secret === null ? null : sealing.seal(secret, id)
  }

  /** @param removed since when it is out of use */
  async function setRemoved(caller: Caller, id: string, removed: string | null): Promise<ProviderView> {
    requireRight(caller, 'provider.write', null)
    const row = await requireStored(id)
    if ((row.removed === null) === (removed === null))
      throw removed === null
        ? refuse('unchanged', '这个登录服务正在使用。', 'This provider is in use already.')
        : refuse('unchanged', '这个登录服务已经停用。', 'This provider is out of use already.')
    await stored.updateProvider(database, id, { removed })
    return viewOf({ ...row, removed })
  }

  return {
    /** @throws Problem `not_allowed`, `invalid`, `not_found`, `conflict` */
    async create(caller: Caller, given: unknown): Promise<ProviderView> {
      requireRight(caller, 'provider.write', null)
      const { id, clientSecret: secret, ...fields } = schema.parseProvider(given)
      await requireRules(fields.groups, 'groups/')
      await requireOwnIssuer(fields.issuer, id, 'issuer')
      const clientSecret = await sealed(secret, id)
      const row = { id, ...columnsOf(fields), clientSecret, created: now(), removed: null }
      if (await stored.insertProvider(database, row)) return viewOf(row)
      throw refuse('conflict', `已有登录服务 ${id}。`, `There is a provider ${id} already.`, 'id')
    },

    /** Changes what is named. A secret that is not named stays. @throws Problem */
    async change(caller: Caller, id: string, given: unknown): Promise<ProviderView> {
      requireRight(caller, 'provider.write', null)
      const { clientSecret: secret, ...set } = schema.parseProviderSet(given)
      const row = await requireStored(id)
      await requireRules(set.groups ?? [], 'set/groups/')
      if (set.issuer !== undefined) await requireOwnIssuer(set.issuer, id, 'set/issuer')
      const clientSecret = secret === undefined ? row.clientSecret : await sealed(secret, id)
      const columns = { ...columnsOf({ ...fieldsOf(row), ...set }), clientSecret }
      await stored.updateProvider(database, id, columns)
      return viewOf({ ...row, ...columns })
    },

    /** From now on nobody signs in with it; who is signed in stays so, and their accounts stay. @throws Problem */
    disable: (caller: Caller, id: string) => setRemoved(caller, id, now()),

    /** @throws Problem */
    enable: (caller: Caller, id: string) => setRemoved(caller, id, null),

    /** All of them, without their secrets. @throws Problem `not_allowed` */
    async list(caller: Caller): Promise<ProviderView[]> {
      requireRight(caller, 'provider.write', null)
      return (await stored.listProviders(database)).map(viewOf)
    },

    /** What the sign-in page offers to everyone. */
    async offered(): Promise<{ id: string; name: Words }[]> {
      const all = await stored.listProviders(database)
      return all
        .filter(({ removed }) => removed === null)
        .map(({ id, name }) => ({ id, name: JSON.parse(name) }))
    },

    /**
     * A provider that is in use, with the secret of the client.
     *
     * @throws Problem `not_found`; `unavailable` when its secret does not open
     */
    async open(id: string): Promise<OpenProvider> {
      const row = await stored.findOpenProvider(database, id)
      if (row === null)
        throw refuse(
          'not_found',
          '没有这个登录服务，或已停用。',
          'There is no such provider, or it is out of use.',
        )
      const clientSecret = row.clientSecret === null ? null : await sealing.open(row.clientSecret, id)
      if (row.clientSecret !== null && clientSecret === null)
        throw refuse(
          'unavailable',
          '登录服务的客户端密钥打不开：请登记员重新填写。',
          'The secret of this client cannot be opened: the registrar has to enter it again.',
        )
      return { id, ...fieldsOf(row), clientSecret }
    },
  }
}

export type Providers = ReturnType<typeof createProviders>

function sameIssuer(a: string, b: string): boolean {
  return new URL(a).href === new URL(b).href
}

function fieldsOf(row: stored.StoredProvider): ProviderFields {
  const { issuer, clientId, groupsClaim } = row
  const [name, groups] = [JSON.parse(row.name), JSON.parse(row.groups)]
  return { name, issuer, clientId, scopes: row.scopes.split(' '), groupsClaim, groups }
}

function columnsOf({ name, scopes, groups, ...rest }: ProviderFields) {
  return { ...rest, name: JSON.stringify(name), scopes: scopes.join(' '), groups: JSON.stringify(groups) }
}

function viewOf(row: stored.StoredProvider): ProviderView {
  const { id, clientSecret, created, removed } = row
  return { id, ...fieldsOf(row), hasSecret: clientSecret !== null, created, disabled: removed }
}

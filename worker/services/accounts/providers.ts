/** Sign-in providers (OpenID Connect): set up by whoever may, used by everyone of the organisation. */

import * as schema from '../../domain/kinds/account/provider.schema.ts'
import { type GroupRule, isPrivateHost, type ProviderFields } from '../../domain/kinds/account/provider.ts'
import { requireFit } from '../../domain/kinds/account/sound.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Words } from '../../domain/record/problem.ts'
import { hasIdentities } from '../../store/accounts/identities.ts'
import * as stored from '../../store/accounts/providers.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { type Caller, isOnMachine, isWatched, requireRight } from '../roles.ts'
import type { Access, MeansChange } from './access-log.ts'

/** Public part of a provider, for whoever sets it up. The secret of the client is never shown. */
export interface ProviderView extends ProviderFields {
  id: string
  hasSecret: boolean
  created: string
  /** Instant since which it is out of use; null while it is in use. */
  disabled: string | null
  /** Account that changed it, while it waits for somebody else to take it into use. */
  changedBy: string | null
}

/** A provider as its own side is spoken with. */
export interface OpenProvider extends ProviderFields {
  id: string
  clientSecret: string | null
}

/** Sign-in providers of one ledger. The secrets of clients are kept sealed. */
export function createProviders(ledger: Ledger, access: Access) {
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

  /** The server itself asks the issuer: nobody turns it to what only this network can reach. */
  function requireReachable(caller: Caller, issuer: string, field: string): void {
    if (ledger.privateIssuers || isOnMachine(caller) || !isPrivateHost(new URL(issuer).hostname)) return
    throw refuse(
      'invalid',
      '这个地址在本机或内部网络：须由运维设置 PRIVATE_ISSUERS=1 才能使用。',
      'This address is on this machine or in a private network: the operator has to set PRIVATE_ISSUERS=1 for it.',
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
  async function setRemoved(
    caller: Caller,
    id: string,
    removed: string | null,
    request: string,
  ): Promise<ProviderView> {
    requireRight(caller, 'provider.write', null)
    const row = await requireStored(id)
    if ((row.removed === null) === (removed === null))
      throw removed === null
        ? refuse('unchanged', '这个登录服务正在使用。', 'This provider is in use already.')
        : refuse('unchanged', '这个登录服务已经停用。', 'This provider is out of use already.')
    if (removed === null && row.changedBy === caller.account && !isOnMachine(caller))
      throw refuse(
        'not_allowed',
        '你改动过它：须由另一位登记员，或在机器上由运维启用。',
        'You have changed it: another registrar, or the operator on the machine, takes it into use.',
      )
    const set = { removed, changedBy: removed === null ? null : row.changedBy }
    await noted(caller, row, set, request)
    return viewOf({ ...row, ...set })
  }

  /**
   * True for a provider that opens accounts which a registrar cannot open alone: by its groups, or because
   * its identities are the ways into accounts.
   */
  async function opensWatched({
    groups,
    issuer,
  }: Pick<ProviderFields, 'groups' | 'issuer'>): Promise<boolean> {
    return groups.some(({ role }) => isWatched(role)) || hasIdentities(database, issuer)
  }

  /** Changes a provider, with one row for each column that changes. @throws Problem `conflict` */
  async function noted(
    caller: Caller,
    row: stored.StoredProvider,
    set: Partial<Omit<stored.StoredProvider, 'id'>>,
    request: string,
  ): Promise<void> {
    const changes = Object.entries(set).flatMap(([column, to]): MeansChange[] => {
      const from = Object.getOwnPropertyDescriptor(row, column)?.value
      if (from === to) return []
      return [
        {
          action: 'set_provider',
          subject: `${row.id} ${column}: ${shown(column, from)} → ${shown(column, to)}`,
        },
      ]
    })
    const [first, ...others] = changes
    if (first === undefined) return
    const statement = stored.updateProvider(row.id, set)
    await access.change({ account: caller.account, request }, [{ ...first, statement }, ...others])
  }

  return {
    /** @throws Problem `not_allowed`, `invalid`, `not_found`, `conflict` */
    async create(caller: Caller, given: unknown, request = 'cli'): Promise<ProviderView> {
      requireRight(caller, 'provider.write', null)
      const { id, clientSecret: secret, ...fields } = schema.parseProvider(given)
      await requireRules(fields.groups, 'groups/')
      requireReachable(caller, fields.issuer, 'issuer')
      await requireOwnIssuer(fields.issuer, id, 'issuer')
      const clientSecret = await sealed(secret, id)
      const waits = !isOnMachine(caller) && (await opensWatched(fields))
      const row = {
        id,
        ...columnsOf(fields),
        clientSecret,
        created: now(),
        removed: waits ? now() : null,
        changedBy: waits ? caller.account : null,
      }
      const subject = `${id}: – → ${fields.issuer} ${fields.clientId} ${row.groups}`
      const by = { account: caller.account, request }
      const statement = stored.insertProvider(row)
      if (await access.change(by, [{ statement, action: 'set_provider', subject }])) return viewOf(row)
      throw refuse('conflict', `已有登录服务 ${id}。`, `There is a provider ${id} already.`, 'id')
    },

    /**
     * Changes what is named. A secret that is not named stays. What decides who gets in, changed by a registrar,
     * takes it out of use until somebody else takes it into use again.
     *
     * @throws Problem
     */
    async change(caller: Caller, id: string, given: unknown, request = 'cli'): Promise<ProviderView> {
      requireRight(caller, 'provider.write', null)
      const { clientSecret: secret, ...set } = schema.parseProviderSet(given)
      const row = await requireStored(id)
      await requireRules(set.groups ?? [], 'set/groups/')
      if (set.issuer !== undefined) {
        requireReachable(caller, set.issuer, 'set/issuer')
        await requireOwnIssuer(set.issuer, id, 'set/issuer')
      }
      const clientSecret = secret === undefined ? row.clientSecret : await sealed(secret, id)
      const [before, after] = [fieldsOf(row), { ...fieldsOf(row), ...set }]
      const isOther = DECIDING.some((name) => set[name] !== undefined)
      const waits =
        isOther && !isOnMachine(caller) && ((await opensWatched(before)) || (await opensWatched(after)))
      const columns = {
        ...columnsOf(after),
        clientSecret,
        ...(waits ? { removed: row.removed ?? now(), changedBy: caller.account } : {}),
      }
      await noted(caller, row, columns, request)
      return viewOf({ ...row, ...columns })
    },

    /**
     * Takes a provider out of use: nobody signs in with it any more; who is signed in stays so, and their
     * accounts stay. @throws Problem
     */
    disable: (caller: Caller, id: string, request = 'cli') => setRemoved(caller, id, now(), request),

    /** @throws Problem */
    enable: (caller: Caller, id: string, request = 'cli') => setRemoved(caller, id, null, request),

    /** All of them, without their secrets. @throws Problem `not_allowed` */
    async list(caller: Caller): Promise<ProviderView[]> {
      requireRight(caller, 'provider.write', null)
      return (await stored.listProviders(database)).map(viewOf)
    },

    /** Providers in use, as the sign-in page offers them to everyone. */
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

/** Fields that decide who gets in by a provider, and as what. */
const DECIDING = ['issuer', 'clientId', 'groups', 'groupsClaim'] as const

/** A column as the access log shows it: of the secret, only that there is one. */
function shown(column: string, value: unknown): string {
  if (value == null) return '–'
  return column === 'clientSecret' ? '***' : String(value)
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
  const { id, clientSecret, created, removed: disabled, changedBy } = row
  return { id, ...fieldsOf(row), hasSecret: clientSecret !== null, created, disabled, changedBy }
}

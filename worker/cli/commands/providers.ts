/** Sign-in providers (OpenID Connect) from the machine itself. */
import { readFile } from 'node:fs/promises'
import { Failure } from '../../intake/run/failure.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import { defineCommand } from '../shell/command.ts'
import { LEDGER, withServices } from '../shell/place.ts'
import { siteAddress, siteOption } from '../shell/site-address.ts'
import { type Terminal, table } from '../shell/terminal.ts'
import { daysFor } from '../shell/today.ts'
import { UsageError } from '../shell/usage.ts'

/** Variable for the secret of the client: others on the machine can read a command line. */
const SECRET = 'OIDC_CLIENT_SECRET'

/**
 * Secret of the client, from standard input when asked, or from the environment; null for a client without
 * one.
 */
async function secretOf(terminal: Terminal, fromInput: boolean): Promise<string | null> {
  const text = fromInput ? await terminal.read() : (terminal.env[SECRET] ?? '')
  const secret = text.replace(/\r?\n$/, '')
  if (fromInput && secret === '')
    throw new UsageError({ zh: '标准输入里没有密钥。', en: 'There is no secret on standard input.' })
  return secret === '' ? null : secret
}

async function rulesOf(path: string | undefined): Promise<unknown> {
  if (path === undefined) return []
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new Failure(
      'not_readable',
      { zh: `${path} 读不到，或不是 JSON。`, en: `${path} cannot be read, or is no JSON.` },
      cause,
    )
  }
}

export const providersAdd = defineCommand({
  operands: '',
  options: {
    ...LEDGER,
    id: {
      type: 'string',
      value: 'ID',
      words: { zh: '地址中的短名，如 city-sso', en: 'short name for addresses, such as city-sso' },
    },
    'name-zh': { type: 'string', value: 'NAME', words: { zh: '中文名称', en: 'its name in Chinese' } },
    'name-en': { type: 'string', value: 'NAME', words: { zh: '英文名称', en: 'its name in English' } },
    issuer: {
      type: 'string',
      value: 'URL',
      words: { zh: '登录服务的 issuer 地址', en: 'issuer of the provider, as it writes it itself' },
    },
    'client-id': { type: 'string', value: 'ID', words: { zh: '客户端编号', en: 'id of the client' } },
    'secret-stdin': {
      type: 'boolean',
      words: {
        zh: `从标准输入读客户端密钥；否则取环境变量 ${SECRET}`,
        en: `read the secret of the client from standard input; else from ${SECRET}`,
      },
    },
    scopes: {
      type: 'string',
      value: 'SCOPES',
      words: { zh: 'openid 之外的范围，以空格分开', en: 'scopes beside openid, parted by spaces' },
    },
    'groups-claim': {
      type: 'string',
      value: 'CLAIM',
      words: { zh: '写明用户组的声明（默认 groups）', en: 'claim that holds the groups (default groups)' },
    },
    groups: {
      type: 'string',
      value: 'FILE',
      words: { zh: 'JSON 文件：哪个组是什么角色', en: 'JSON file: which group gets which role' },
    },
    origin: siteOption,
  },
  notes: [
    {
      zh: '用户组文件：[{"group": "clerks", "role": "recorder", "department": "dep-water", "post": "水务局文书岗"}]；先写的先算。',
      en: 'Groups file: [{"group": "clerks", "role": "recorder", "department": "dep-water", "post": "Clerk"}]; the first that fits counts.',
    },
  ],
  async run({ values, terminal, json }) {
    const { id, issuer, 'client-id': clientId, 'name-zh': zh, 'name-en': en } = values
    if (
      id === undefined ||
      issuer === undefined ||
      clientId === undefined ||
      zh === undefined ||
      en === undefined
    )
      throw new UsageError({
        zh: '请给出 --id、--name-zh、--name-en、--issuer 和 --client-id。',
        en: 'Give --id, --name-zh, --name-en, --issuer and --client-id.',
      })
    const given = {
      id,
      name: { zh, en },
      issuer,
      clientId,
      clientSecret: await secretOf(terminal, values['secret-stdin'] === true),
      scopes: (values.scopes ?? '').split(/\s+/).filter((scope) => scope !== ''),
      groups: await rulesOf(values.groups),
      ...(values['groups-claim'] === undefined ? {} : { groupsClaim: values['groups-claim'] }),
    }
    const { site, ...made } = await withServices(values, terminal, async ({ providers, log }) => ({
      site: siteAddress(values.origin, terminal, log.origin),
      ...(await providers.create(LOCAL_OPERATOR, given)),
    }))
    const callback = `${site}/auth/oidc/${id}/callback`
    if (values.json === true) json({ ...made, callback })
    else {
      terminal.out(`${callback}\n`)
      terminal.err(
        `请在登录服务处登记这个回调地址${made.hasSecret ? '' : '（没有客户端密钥）'}。Enter this redirect address at the provider${made.hasSecret ? '' : ' (no client secret)'}.\n`,
      )
    }
    return 0
  },
})

export const providersList = defineCommand({
  operands: '',
  options: LEDGER,
  async run({ values, terminal, json }) {
    const items = await withServices(values, terminal, ({ providers }) => providers.list(LOCAL_OPERATOR))
    if (values.json === true) json(items)
    else {
      const dayOf = await daysFor(terminal, values)
      terminal.out(
        table(
          ['编号 id', '名称 name', 'issuer', 'client', '密钥 secret', '用户组 groups', '停用 disabled'],
          items.map(({ id, name, issuer, clientId, hasSecret, groups, disabled }) => [
            id,
            name.zh,
            issuer,
            clientId,
            hasSecret ? '✓' : '',
            groups.map(({ group, role }) => `${group}→${role}`).join(' '),
            dayOf(disabled),
          ]),
        ),
      )
    }
    return 0
  },
})

function switching(verb: 'disable' | 'enable', done: string) {
  return defineCommand({
    operands: '<id>',
    options: LEDGER,
    async run({ values, positionals, terminal, json }) {
      const [id, ...more] = positionals
      if (id === undefined || more.length > 0)
        throw new UsageError({ zh: '请给出一个登录服务的编号。', en: 'Name one provider id.' })
      const view = await withServices(values, terminal, ({ providers }) =>
        providers[verb](LOCAL_OPERATOR, id),
      )
      if (values.json === true) json(view)
      else terminal.out(`${id}：${done}\n`)
      return 0
    },
  })
}

export const providersDisable = switching('disable', '已停用。Out of use.')

export const providersEnable = switching('enable', '已启用。In use.')

import { randomBytes } from 'node:crypto'
import { many } from '../../domain/text/many.ts'
import { createSigner } from '../../ledger/signer.ts'
import { formatSigningKey } from '../../ledger/vkey.ts'
import { caseKeysIn } from '../../machine/secrets.ts'
import { LOCAL_OPERATOR, roles } from '../../services/roles.ts'
import { defineCommand } from '../shell/command.ts'
import { LEDGER, withServices } from '../shell/place.ts'
import { table } from '../shell/terminal.ts'
import { daysFor } from '../shell/today.ts'
import { UsageError } from '../shell/usage.ts'

/** Rights named in one option; none for all of the role. */
function scopesOf(given: string | undefined): string[] | undefined {
  return given?.split(/[\s,，]+/).filter((scope) => scope !== '')
}

export const keysCreate = defineCommand({
  operands: '',
  options: {
    ...LEDGER,
    name: { type: 'string', value: 'NAME', words: { zh: '做什么用', en: 'what it is for' } },
    role: {
      type: 'string',
      value: 'ROLE',
      words: { zh: `角色：${Object.keys(roles).join('、')}`, en: `role: ${Object.keys(roles).join(', ')}` },
    },
    department: {
      type: 'string',
      value: 'ID',
      words: {
        zh: '属于哪个部门（recorder、approver、system 必填）',
        en: 'of which department (recorder, approver, system)',
      },
    },
    scopes: {
      type: 'string',
      value: 'RIGHTS',
      words: { zh: '只给这些权限，以逗号分开', en: 'only these rights, parted by commas' },
    },
    expires: {
      type: 'string',
      value: 'DATE',
      words: { zh: '最后可用的一天', en: 'last day on which it works' },
    },
  },
  async run({ values, terminal, json }) {
    const { name, role } = values
    if (name === undefined || role === undefined) {
      throw new UsageError({ zh: '请给出 --name 和 --role。', en: 'Give --name and --role.' })
    }
    const made = await withServices(
      values,
      terminal,
      ({ keys }) =>
        keys.createWithAccount(
          { actor: LOCAL_OPERATOR },
          {
            name,
            role,
            department: values.department ?? null,
            scopes: scopesOf(values.scopes),
            expires: values.expires,
          },
        ),
      { mustExist: false },
    )
    if (values.json === true) json({ ...made.key, secret: made.secret })
    else {
      terminal.out(`${made.secret}\n`)
      terminal.err(`${made.key.id}：只显示这一次，请妥善保存。Shown this once: keep it safe.\n`)
    }
    return 0
  },
})

export const keysList = defineCommand({
  operands: '',
  options: LEDGER,
  async run({ values, terminal, json }) {
    const keys = await withServices(values, terminal, ({ keys }) => keys.list())
    if (values.json === true) json(keys)
    else {
      const dayOf = await daysFor(terminal, values)
      const rows = keys.map(({ id, name, account, scopes, created, expires, used, revoked }) => [
        id,
        name,
        account,
        scopes?.join(' ') ?? '',
        dayOf(created),
        expires ?? '',
        dayOf(used),
        dayOf(revoked),
      ])
      terminal.out(
        table(
          [
            '编号 id',
            '名称 name',
            '账户 account',
            '范围 scopes',
            '发出 created',
            '到期 expires',
            '用过 used',
            '撤销 revoked',
          ],
          rows,
        ),
      )
    }
    return 0
  },
})

export const keysRevoke = defineCommand({
  operands: '<id>',
  options: LEDGER,
  async run({ values, positionals, terminal, json }) {
    const [id, ...more] = positionals
    if (id === undefined || more.length > 0)
      throw new UsageError({ zh: '请给出一个密钥编号。', en: 'Name one key id.' })
    await withServices(values, terminal, ({ keys }) => keys.revoke(id))
    if (values.json === true) json({ id, revoked: true })
    else terminal.out(`已撤销 ${id}。Revoked.\n`)
    return 0
  },
})

export const keysShow = defineCommand({
  operands: '',
  options: LEDGER,
  notes: [
    {
      zh: '请在别处也公布这把公钥，让读者不必向账本本身取得。',
      en: 'Publish this key elsewhere too, so that readers need not take it from the ledger itself.',
    },
  ],
  async run({ values, terminal, json }) {
    const { origin, verifierKey, inForce } = await withServices(values, terminal, async ({ log }) => {
      await log.snapshot()
      const { origin, verifierKey, keys } = log
      return { origin, verifierKey, inForce: keys.filter(({ retired }) => retired === null) }
    })
    const verifierKeys = inForce.map(({ vkey }) => vkey)
    if (values.json === true) json({ origin, verifierKey, verifierKeys })
    else terminal.out(verifierKeys.map((vkey) => `${vkey}\n`).join(''))
    return 0
  },
})

export const keysNew = defineCommand({
  operands: '',
  options: {
    origin: {
      type: 'string',
      value: 'ORIGIN',
      words: {
        zh: '账本的名称：不带协议的地址，如 ledger.example.org/log',
        en: 'name of the ledger: its address without scheme, such as ledger.example.org/log',
      },
    },
  },
  async run({ values, terminal, json }) {
    const { origin } = values
    if (origin === undefined || /[\s+]/u.test(origin)) {
      throw new UsageError({
        zh: '请用 --origin 给出不含空格和加号的名称。',
        en: 'Give --origin, without spaces and plus signs.',
      })
    }
    const signingKey = await formatSigningKey(origin, new Uint8Array(randomBytes(32)))
    const { verifierKey } = await createSigner(signingKey)
    if (values.json === true) json({ origin, signingKey, verifierKey })
    else {
      terminal.out(`${signingKey}\n`)
      terminal.err(`${verifierKey}\n`)
    }
    return 0
  },
})

export const keysCases = defineCommand({
  operands: '',
  notes: [
    {
      zh: '先在每个进程上设置 CASES_KEY（新）与 CASES_KEY_OLD（旧），再运行本命令；中断后重新运行即可。报告全部重新封存后，才可去掉 CASES_KEY_OLD。',
      en: 'First set CASES_KEY (new) and CASES_KEY_OLD (old) for every process, then run this; run it again when it was interrupted. Take CASES_KEY_OLD away only when it says that everything is sealed anew.',
    },
  ],
  options: { ...LEDGER },
  async run({ values, terminal, json }) {
    const keys = caseKeysIn(terminal.env)
    if (keys.caseKey === undefined || keys.oldCaseKey === undefined)
      throw new UsageError({
        zh: '请设置环境变量 CASES_KEY（新密钥）和 CASES_KEY_OLD（旧密钥）。',
        en: 'Set the environment variables CASES_KEY (the new key) and CASES_KEY_OLD (the old one).',
      })
    const report = await withServices(values, terminal, ({ cases }) => cases.reseal(), { cases: true })
    const { rows, sealed, unopened } = report
    if (values.json === true) json(report)
    else {
      terminal.out(
        `共 ${rows} 行：本次重新封存 ${sealed} 行，两把密钥都打不开 ${unopened} 行。\n${many(rows, 'row')}: ${sealed} sealed anew now, ${unopened} that neither key opens.\n`,
      )
      if (unopened === 0)
        terminal.out('旧密钥 CASES_KEY_OLD 可以去掉了。The old key, CASES_KEY_OLD, can go.\n')
    }
    return unopened === 0 ? 0 : 1
  },
})

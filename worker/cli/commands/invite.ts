/** Accounts from the machine itself: the first registrar, and the way back when every registrar is lost. */
import { LOCAL_OPERATOR, roles } from '../../services/roles.ts'
import { defineCommand } from '../shell/command.ts'
import { everyRecord } from '../shell/every.ts'
import { LEDGER, withServices } from '../shell/place.ts'
import { siteAddress, siteOption } from '../shell/site-address.ts'
import { table } from '../shell/terminal.ts'
import { daysFor } from '../shell/today.ts'
import { UsageError } from '../shell/usage.ts'

export const invite = defineCommand({
  operands: '',
  options: {
    ...LEDGER,
    post: {
      type: 'string',
      value: 'POST',
      words: { zh: '岗位（不写人名）', en: 'the post, never a person' },
    },
    role: {
      type: 'string',
      value: 'ROLE',
      words: { zh: `角色：${Object.keys(roles).join('、')}`, en: `role: ${Object.keys(roles).join(', ')}` },
    },
    department: { type: 'string', value: 'ID', words: { zh: '部门编号', en: 'id of the department' } },
    account: {
      type: 'string',
      value: 'ID',
      words: { zh: '为已有账户另发链接，而不是新开', en: 'a new link for an account that exists' },
    },
    confirm: {
      type: 'string',
      value: 'ID',
      words: {
        zh: '作为第二人确认登记员生成的邀请',
        en: 'confirm, as the second person, an invitation that a registrar made',
      },
    },
    once: {
      type: 'boolean',
      words: {
        zh: '打开链接即登录一次，随后可登记通行密钥',
        en: 'the link signs in at once; a passkey can be added then',
      },
    },
    hours: {
      type: 'string',
      value: 'N',
      words: { zh: '几小时内有效（默认 168）', en: 'hours it can be used (default 168)' },
    },
    origin: siteOption,
  },
  notes: [
    {
      zh: '登记员全部失联时，在机器上运行 mingzhang invite --account ACC --once，或用 --role registrar 新开一个。',
      en: 'When every registrar is lost: mingzhang invite --account ACC --once on the machine, or a new one with --role registrar.',
    },
  ],
  async run({ values, terminal, json }) {
    const { post, role, account: known, confirm } = values
    if (confirm !== undefined) {
      const view = await withServices(values, terminal, ({ invitations }) =>
        invitations.confirm(LOCAL_OPERATOR, confirm),
      )
      if (values.json === true) json(view)
      else terminal.out(`${view.id}：已确认，可以使用。Confirmed; its link works.\n`)
      return 0
    }
    if (known === undefined && (post === undefined || role === undefined))
      throw new UsageError({
        zh: '请给出 --post 和 --role，或 --account。',
        en: 'Give --post and --role, or --account.',
      })
    const hours = values.hours === undefined ? undefined : Number(values.hours)
    const made = await withServices(
      values,
      terminal,
      async ({ accounts, invitations, log }) => {
        const site = siteAddress(values.origin, terminal, log.origin)
        const account =
          known ??
          (
            await accounts.grant(
              { actor: LOCAL_OPERATOR },
              { post, role, department: values.department ?? null },
            )
          ).records[0]?.id ??
          ''
        const created = await invitations.create(LOCAL_OPERATOR, account, {
          hours,
          purpose: values.once === true ? 'once' : 'join',
        })
        return { ...created, site }
      },
      { mustExist: known !== undefined },
    )
    const link = `${made.site}/zh/join#${made.token}`
    if (values.json === true) json({ ...made.invitation, link })
    else {
      const dayOf = await daysFor(terminal, values)
      terminal.out(`${link}\n`)
      terminal.err(
        `${made.invitation.account}：只能用一次，${dayOf(made.invitation.expires)} 前有效。Works once, until then.\n`,
      )
    }
    return 0
  },
})

export const accountsList = defineCommand({
  operands: '',
  options: LEDGER,
  async run({ values, terminal, json }) {
    const items = await withServices(values, terminal, async ({ reading }) => {
      return (await everyRecord({ reading }, { kind: 'account' })).map(
        ({ id, title, type, department, status }) => ({
          id,
          post: title,
          role: type,
          department,
          status,
        }),
      )
    })
    if (values.json === true) json(items)
    else
      terminal.out(
        table(
          ['编号 id', '岗位 post', '角色 role', '部门 department', '状态 status'],
          items.map(({ id, post, role, department, status }) => [
            id,
            post,
            role ?? '',
            department ?? '',
            status,
          ]),
        ),
      )
    return 0
  },
})

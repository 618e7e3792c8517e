/** Cases, as far as they are the business of the operator on the machine: who gets in, and nothing of what stands there. */
import { caseKeysIn } from '../../machine/secrets.ts'
import { defineCommand } from '../shell/command.ts'
import { LEDGER, withServices } from '../shell/place.ts'
import { UsageError } from '../shell/usage.ts'

export const casesConfirm = defineCommand({
  operands: '',
  notes: [
    {
      zh: '先当面核实本人。只确认此刻已有的登录方式；每份档案留下一行。有多少档案不显示。',
      en: 'First make sure in person who asks. Only the ways that there are now are confirmed; each file keeps a line of it. How many files there are is not shown.',
    },
  ],
  options: {
    ...LEDGER,
    account: {
      type: 'string',
      value: 'ID',
      words: { zh: '哪个账户，如 acc-…', en: 'of which account, such as acc-…' },
    },
  },
  async run({ values, terminal, json }) {
    const { account } = values
    if (account === undefined)
      throw new UsageError({ zh: '请用 --account 给出账户。', en: 'Name the account with --account.' })
    if (caseKeysIn(terminal.env).caseKey === undefined)
      throw new UsageError({
        zh: '请设置环境变量 CASES_KEY。',
        en: 'Set the environment variable CASES_KEY.',
      })
    await withServices(values, terminal, ({ cases }) => cases.confirmOnMachine(account), { cases: true })
    if (values.json === true) json({ account })
    else terminal.out(`已确认 ${account} 现有的登录方式。Confirmed.\n`)
    return 0
  },
})
